/// What forecasts lack is said with the numbers that it follows from.
#include "output/words/forecast_fault.hpp"

#include <gtest/gtest.h>

#include "output/words/words.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::output::words {
namespace {

using model::ForecastFault;

TEST(ForecastFault, IsSaidWithItsNumbers) {
  auto row = tests::sample_backtest().front();
  const auto said = [&](ForecastFault fault) { return english().text(forecast_fault(row, fault)); };
  EXPECT_EQ(said(ForecastFault::coverage),
            "the 90 % interval held 83.3 % of 144 outcomes (wanted: 84 to 96 and 90 within what other draws of "
            "countries give: 76.6 to 89.3)");
  EXPECT_EQ(said(ForecastFault::gain_not_settled),
            "mean error (CRPS) 0.928 of the random walk's; but another draw of countries could say otherwise (up to "
            "1.039)");
  row.horizon = {model::ForecastHorizon::Kind::all, 0};
  EXPECT_EQ(said(ForecastFault::coverage), "the 90 % interval held 83.3 % of 144 outcomes (wanted: 86 to 94)");
  row.ratio = 1.0123;
  EXPECT_EQ(said(ForecastFault::worse_than_walk), "mean error (CRPS) 1.012 of the random walk's: worse than the walk");
  EXPECT_EQ(said(ForecastFault::small_gain), "mean error (CRPS) 1.012 of the random walk's (wanted: 0.97 at most)");
}

}  // namespace
}  // namespace salus::output::words
