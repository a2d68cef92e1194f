#pragma once
/// From bundled tables to country inputs; calibrators for a simulator of your own: calibration/inference/inference.hpp.
#include "calibration/backtest/backtest.hpp"
#include "calibration/city_variance.hpp"
#include "calibration/country_inputs.hpp"
#include "calibration/tables.hpp"
