/// Recurrence by hand, where nothing recurs, and where something does.
#include "calibration/patterns/recurrence.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/random/philox.hpp"
#include "tests/calibration/patterns/scattered.hpp"

namespace salus::calibration {
namespace {

using Months = std::vector<std::vector<std::uint8_t>>;

TEST(Recurrence, IsWhatAHandCalculationGives) {
  // First neighbourhood: pairs (1,1) (1,0) (0,1) (1,0) (0,0): a 1, c 1, n1 3, n0 2, n 5. Second: (0,0) (0,1) (1,1)
  // (1,1) (1,0): a 2, c 1, n1 3, n0 2.
  const Recurrence r = recurrence({{1, 1, 0, 1, 0, 0}, {0, 0, 1, 1, 1, 0}}, 9, 1, *model::make_serial_executor());
  const double with = 1.0 * 2.0 / 5.0 + 2.0 * 2.0 / 5.0;
  const double without = 3.0 / 5.0 + 3.0 / 5.0;
  EXPECT_DOUBLE_EQ(r.relative_risk, with / without);
  const double variance =
      ((2.0 * 3.0 * 2.0 - 1.0 * 1.0 * 5.0) / 25.0 + (3.0 * 3.0 * 2.0 - 2.0 * 1.0 * 5.0) / 25.0) / (with * without);
  EXPECT_NEAR(r.low, r.relative_risk * std::exp(-1.959963984540054 * std::sqrt(variance)), 1e-12);
  EXPECT_NEAR(r.high, r.relative_risk * std::exp(1.959963984540054 * std::sqrt(variance)), 1e-12);
}

TEST(Recurrence, SaysNothingWhereNothingChanges) {
  EXPECT_TRUE(std::isnan(recurrence({{1, 1, 1, 1}, {0, 0, 0, 0}}, 9, 1, *model::make_serial_executor()).relative_risk));
}

/// Neighbourhoods of very different but constant risk; with `more`, a month after one with a crime has that much more.
Months neighbourhoods(double more, std::uint64_t seed) {
  Months months(200, std::vector<std::uint8_t>(60));
  for (std::uint32_t i = 0; i < 200; ++i) {
    const double risk = 0.02 + 0.4 * i / 200.0;
    for (std::uint32_t t = 0; t < 60; ++t)
      months[i][t] = model::uniform(model::random_key(seed, 0, 9), {i, t, 0, 0}) <
                             risk * (t > 0 && months[i][t - 1] ? 1.0 + more : 1.0)
                         ? 1
                         : 0;
  }
  return months;
}

/// Pooled over neighbourhoods, unstratified: what heterogeneity alone would pass for recurrence.
double crude(const Months& months) {
  double a = 0;
  double c = 0;
  double n1 = 0;
  double n0 = 0;
  for (const auto& own : months)
    for (std::size_t t = 1; t < own.size(); ++t) {
      const bool again = own[t - 1];
      (again ? n1 : n0) += 1;
      (again ? a : c) += own[t];
    }
  return (a / n1) / (c / n0);
}

/// The log of the adjusted risk has a standard error of about 0.045 here; within 4 of them: false alarm once in 15,000.
/// p is below 0.05 in one of twenty sets: at most 8 of 40, false alarm once in 5,000.
TEST(Recurrence, IsOneWhereNeighbourhoodsDifferButNothingRecurs) {
  const Months months = neighbourhoods(0.0, 1);
  const Recurrence r = recurrence(months, 199, 1, *model::make_serial_executor());
  EXPECT_GT(crude(months), 1.3);  // the defect that strata are for
  EXPECT_NEAR(std::log(r.adjusted()), 0.0, 0.18);
  EXPECT_LT(r.null, 1.0);  // and the one that the null is for
  std::size_t alarms = 0;
  for (std::uint64_t set = 10; set < 50; ++set)
    alarms += recurrence(neighbourhoods(0.0, set), 59, set, *model::make_serial_executor()).p <= 0.05 ? 1u : 0u;
  EXPECT_LE(alarms, 8u);
}

TEST(Recurrence, FindsWhatWasPlanted) {
  const Recurrence r = recurrence(neighbourhoods(0.5, 2), 199, 1, *model::make_serial_executor());
  EXPECT_NEAR(std::log(r.adjusted()), std::log(1.5), 0.18);
  EXPECT_LE(r.p, 0.01);
  EXPECT_GT(r.low / r.null, 1.0);
  const Recurrence three = recurrence(neighbourhoods(0.5, 2), 199, 1, *model::make_thread_executor(3));
  EXPECT_EQ(three.null, r.null);
  EXPECT_EQ(three.p, r.p);
}

TEST(Recurrence, ReadsMonthsFromEvents) {
  PointEvents events = scattered_events(0, 1.0, 1.0, 1);
  const double january = 17897.0;  // 2019-01-01
  for (const auto& [day, x] :
       std::vector<std::array<double, 2>>{{january, 10}, {january + 5, 20}, {january + 40, -10}, {january + 70, 790}}) {
    events.day.push_back(day);
    events.x_m.push_back(x);
    events.y_m.push_back(1);
    events.type.push_back(0);
  }
  EXPECT_EQ(months_with_crime(events), (Months{{0, 1, 0}, {1, 0, 1}}));  // from west to east
}

}  // namespace
}  // namespace salus::calibration
