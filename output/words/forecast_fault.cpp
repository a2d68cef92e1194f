#include "output/words/forecast_fault.hpp"

#include "output/words/sentences/backtest.hpp"

namespace salus::output::words {
namespace {

Message wanted_coverage(const model::BacktestRow& row) {
  const bool one = row.horizon.kind == model::ForecastHorizon::Kind::one;
  const model::Range wanted = one ? model::coverage_wanted_at_one : model::coverage_wanted;
  const double low = 100.0 * wanted.low;
  const double high = 100.0 * wanted.high;
  if (!one) return backtest::Wanted{.low_percent = low, .high_percent = high};
  return backtest::WantedAtOne{.low_percent = low,
                               .high_percent = high,
                               .least_percent = 100.0 * row.coverage90_range.low,
                               .most_percent = 100.0 * row.coverage90_range.high};
}

}  // namespace

Message forecast_fault(const model::BacktestRow& row, model::ForecastFault fault) {
  const Message error = backtest::Error{.ratio = row.ratio};
  switch (fault) {
    case model::ForecastFault::coverage:
      return backtest::FaultCoverage{
          .share = row.coverage[model::CentralInterval::in90], .pairs = row.pairs, .wanted = wanted_coverage(row)};
    case model::ForecastFault::small_gain:
      return backtest::FaultSmallGain{.error = error, .wanted = model::long_term_ratio_wanted};
    case model::ForecastFault::worse_than_walk:
      return backtest::FaultWorse{.error = error};
    case model::ForecastFault::gain_not_settled:
      break;
  }
  return backtest::FaultNotSettled{.error = error, .most = row.ratio_range.high};
}

}  // namespace salus::output::words
