#pragma once
#include <map>
#include <string>
#include <vector>

#include "calibration/backtest/summary.hpp"
#include "output/page/parts.hpp"

namespace salus::apps {

/// Scores by years ahead, and for each country its forecasts from every origin beside what came.
/// @param rows of the summary. @param made how. @param names of countries by ISO code;
/// a country without one goes by its code.
std::string backtest_page(const calibration::RatePanel& rates, const std::vector<calibration::ScoredForecast>& scored,
                          const std::vector<model::BacktestRow>& rows, const std::map<std::string, std::string>& names,
                          const std::vector<output::page::MadeRow>& made);

}  // namespace salus::apps
