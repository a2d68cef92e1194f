#pragma once
/// Scenario files and evidence tables.
#include "scenarios/evidence_tables.hpp"
#include "scenarios/response_surface.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/vocabulary.hpp"
