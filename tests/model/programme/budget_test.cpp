#include "model/programme/budget.hpp"

#include <gtest/gtest.h>

#include "model/random/sampler.hpp"
#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

TEST(Budget, SupportCostIsThirteenPercentOfDirectCost) {
  Budget budget;
  budget.lines = {tests::sample_line(Half::local_delivery, "I01", {"AAA"}, 250000000)};
  const auto money = accounts_of(budget);
  ASSERT_EQ(money.size(), 1u);
  EXPECT_EQ(money[0].direct[0], Cents(221238938));  // floor(2.5 million / 1.13)
  EXPECT_EQ(money[0].support[0], Cents(28761062));
}

TEST(Budget, LinesOfTheSameItemPlacesAndYearAreOneLine) {
  Budget whole;
  Budget halves;
  whole.lines = {tests::sample_line(Half::local_delivery, "I01", {"AAA", "BBB", "CCC"}, 100002)};
  halves.lines = {tests::sample_line(Half::local_delivery, "I01", {"AAA", "BBB", "CCC"}, 50001),
                  tests::sample_line(Half::local_delivery, "I01", {"AAA", "BBB", "CCC"}, 50001)};
  const auto a = accounts_of(whole);
  const auto b = accounts_of(halves);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].places, b[i].places);
    EXPECT_EQ(a[i].gross, b[i].gross);
    EXPECT_EQ(a[i].direct, b[i].direct);
  }
}

TEST(Budget, NoCentIsLostInTenThousandRandomBudgets) {
  const std::vector<std::string> places{"AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG"};
  for (std::uint32_t i = 0; i < 10000; ++i) {
    const auto below = [&](std::uint32_t what, std::uint64_t n) { return uniform_below({21, 3}, {i, what, 0, 0}, n); };
    Budget budget;
    budget.support_cost_basis_points = static_cast<std::int64_t>(below(0, 5000));
    for (std::uint32_t l = 0; l < 1 + below(1, 6); ++l) {
      const bool global = below(10 + l, 2) == 0;
      std::vector<std::string> where;
      if (!global)
        for (std::size_t p = 0; p < places.size(); ++p)
          if (where.empty() || below(100 + 10 * l + static_cast<std::uint32_t>(p), 2) == 0) where.push_back(places[p]);
      auto line = tests::sample_line(global ? Half::global_functions : Half::local_delivery,
                                     below(20 + l, 2) ? "x" : "y", where, 0);
      for (std::size_t y = 0; y < budget_years; ++y)
        line.gross[y] =
            Cents(static_cast<std::int64_t>(below(1000 + 20 * l + static_cast<std::uint32_t>(y), 500000000)));
      budget.lines.push_back(line);
    }
    std::array<Cents, 2> sums{};
    for (const auto& account : accounts_of(budget))
      for (std::size_t y = 0; y < budget_years; ++y) {
        ASSERT_EQ(account.direct[y] + account.support[y], account.gross[y]);
        ASSERT_GE(account.direct[y], Cents(0));
        sums[index(account.half)] += account.gross[y];
      }
    ASSERT_EQ(sums[0], budget.total(Half::global_functions));
    ASSERT_EQ(sums[1], budget.total(Half::local_delivery));
  }
}

}  // namespace
}  // namespace salus::model
