#pragma once
/// Everything of `salus::session`: bundled data, scenarios and a posterior to a plan, and a plan to results.
#include "apps/session/line_spreads.hpp"
#include "apps/session/omissions.hpp"
#include "apps/session/plan.hpp"
#include "apps/session/run.hpp"
#include "apps/session/scenario_texts.hpp"
#include "apps/session/start.hpp"
