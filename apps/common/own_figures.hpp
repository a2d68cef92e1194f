#pragma once
/// A user's own table of yearly figures, as `--data` takes it.
#include <filesystem>

#include "apps/common/console.hpp"
#include "calibration/rate_series.hpp"

namespace salus::apps {

inline constexpr const char* own_figures_help =
    "a file of yearly rates (iso3,year,indicator,value,unit,source_id) in place of the bundled tables";

/// Reads it, and says what of it is left out and which countries are not among the bundled ones.
/// @throws model::InputError, output::IoError
calibration::OwnFigures read_own_figures(const std::filesystem::path& path, const calibration::Tables& tables,
                                         const Console& console);

}  // namespace salus::apps
