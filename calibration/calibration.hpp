#pragma once
/// From bundled tables to country inputs.
#include "calibration/country_inputs.hpp"
#include "calibration/tables.hpp"
