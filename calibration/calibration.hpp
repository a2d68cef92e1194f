#pragma once
/// From bundled tables to country inputs; the country fit and its back-test. Calibrators for simulators of one's own:
/// inference/inference.hpp.
#include "calibration/backtest/country_fit.hpp"
#include "calibration/backtest/summary.hpp"
#include "calibration/city_variance.hpp"
#include "calibration/country_inputs.hpp"
#include "calibration/fit/checks.hpp"
#include "calibration/fit/cities.hpp"
#include "calibration/fit/feedback.hpp"
#include "calibration/fit/forecast.hpp"
#include "calibration/fit/posterior.hpp"
#include "calibration/patterns/facts.hpp"
#include "calibration/patterns/pattern_rows.hpp"
#include "calibration/table_reader.hpp"
