#pragma once
/// Tables, scenarios and a posterior joined into a plan that the ensemble runs.
#include "apps/session/inputs.hpp"
#include "apps/session/request.hpp"
#include "model/run/ensemble.hpp"

namespace salus::session {

/// The plan of a request; instruction set and shard are left to the caller, since no number depends on them.
/// @throws model::InputError with every finding in the scenarios, PosteriorRefused
model::RunPlan make_plan(const Request& request, const Inputs& inputs);

/// Where finished parts are: in files, or as `session::run` keeps them.
enum class KeptIn { files, memory };

/// Bytes that a plan takes in memory at most, about.
double memory_needed(const model::RunPlan& plan, KeptIn parts);

}  // namespace salus::session
