#pragma once
/// What a forecast of the back-test lacks, in words.
#include "model/run/backtest_summary.hpp"
#include "output/words/message.hpp"

namespace salus::output::words {

/// `mean error (CRPS) 1.012 of the random walk's: worse than the walk`.
Message forecast_fault(const model::BacktestRow& row, model::ForecastFault fault);

}  // namespace salus::output::words
