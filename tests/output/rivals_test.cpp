/// Which scenarios are called better than others: by hand, against a slow reference, and how often by mistake.
#include "output/rivals.hpp"

#include <gtest/gtest.h>

#include <random>

#include "model/core/elementary.hpp"
#include "model/parameters/pooled_numbers.hpp"
#include "model/random/sampler.hpp"
#include "model/random/sobol.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

using model::ScenarioIndex;
using output::Rivalry;

const double nan = std::nan("");

TEST(Intervals, HaveNoEndsBelowThirtyValues) {
  std::vector<double> values(30, 1.0);
  EXPECT_EQ(output::interval_of(values), (output::Interval{1.0, 1.0, 1.0}));
  values.front() = nan;
  const auto few = output::interval_of(values);
  EXPECT_EQ(few.middle, 1.0);
  EXPECT_TRUE(std::isnan(few.low) && std::isnan(few.high));
}

TEST(PairChance, ByHand) {
  const std::vector<double> one{1, 2, 3, nan, 5};
  const std::vector<double> other{0, 2, 4, 1, nan};
  const auto pair = output::pair_chance(one, other);  // more, as much, less
  EXPECT_NEAR(pair.chance, 0.5, 1e-12);
  EXPECT_NEAR(pair.error, 0.5 / std::sqrt(3.0), 1e-12);
  EXPECT_TRUE(pair.tied);
  EXPECT_NEAR(pair.chance + output::pair_chance(other, one).chance, 1.0, 1e-12);
  EXPECT_FALSE(output::pair_chance({2, 3, 4}, {1, 2, 3}).tied);
  EXPECT_EQ(output::pair_chance({2, 3, 4}, {1, 2, 3}).chance, 1.0);
  EXPECT_TRUE(output::pair_chance({0, 0}, {0, 0}).tied);
  EXPECT_TRUE(output::pair_chance({1, std::nan("")}, {1, 2}).alike);
  EXPECT_FALSE(output::pair_chance({1, 2}, {2, 1}).alike);
  EXPECT_FALSE(output::pair_chance({std::nan("")}, {1}).alike);
}

using Series = std::vector<std::vector<double>>;

Series random_series(std::mt19937_64& random, const std::vector<double>& shifts, std::size_t draws) {
  std::normal_distribution<double> normal;
  Series all(shifts.size(), std::vector<double>(draws));
  for (std::size_t d = 0; d < draws; ++d) {
    const double common = 5.0 * normal(random);  // shared by all, as what is unknown of a draw is
    for (std::size_t s = 0; s < shifts.size(); ++s) all[s][d] = common + shifts[s] + normal(random);
  }
  return all;
}

TEST(ExpectedLoss, AgreesWithASlowReference) {
  std::mt19937_64 random(3);
  Series averted = random_series(random, {0.0, 0.4, 0.1}, 50);
  averted[1][7] = nan;
  const auto losses = output::expected_losses(averted);
  ASSERT_EQ(losses.size(), 3u);
  std::vector<double> sum(3, 0.0);
  std::vector<double> squares(3, 0.0);
  std::vector<double> largest(3, 0.0);
  double n = 0.0;
  for (std::size_t d = 0; d < 50; ++d) {
    if (d == 7) continue;
    n += 1.0;
    const double best = std::max({averted[0][d], averted[1][d], averted[2][d]});
    for (std::size_t s = 0; s < 3; ++s) {
      const double loss = best - averted[s][d];
      sum[s] += loss;
      squares[s] += loss * loss;
      largest[s] = std::max(largest[s], loss);
    }
  }
  for (std::size_t s = 0; s < 3; ++s) {
    EXPECT_NEAR(losses[s].mean, sum[s] / n, 1e-12);
    EXPECT_NEAR(losses[s].error, std::sqrt((squares[s] - sum[s] * sum[s] / n) / (n - 1.0) / n), 1e-12);
    EXPECT_NEAR(losses[s].largest_share, largest[s] / sum[s], 1e-12);
    EXPECT_EQ(losses[s].least, s == 1);
  }
}

TEST(ExpectedLoss, OfOneThatIsAlwaysBestIsNone) {
  const auto losses = output::expected_losses({{1, 2, 3}, {0, 1, 2}});
  EXPECT_EQ(losses[0].mean, 0.0);
  EXPECT_EQ(losses[0].largest_share, 0.0);
  EXPECT_TRUE(losses[0].least);
  EXPECT_EQ(losses[1].mean, 1.0);
  EXPECT_FALSE(losses[1].tied);
}

/// Of 2,000 comparisons of 200 draws, how many call one better.
struct Settled {
  double by_pair = 0.0;
  double by_loss = 0.0;
};
Settled settled(double shift) {
  std::mt19937_64 random(17);
  Settled n;
  for (int i = 0; i < 2000; ++i) {
    const Series averted = random_series(random, {0.0, shift}, 200);
    n.by_pair += output::pair_chance(averted[0], averted[1]).tied ? 0.0 : 1.0;
    const auto losses = output::expected_losses(averted);
    n.by_loss += losses[0].tied || losses[1].tied ? 0.0 : 1.0;
  }
  return n;
}

/// Plans that are alike are called different in 5.0 % of comparisons (Student's t with 55 degrees, which 15 of
/// scrambles and the part of independent draws make): 101, standard deviation 9.8; outside 4.5 of them once in 70,000
/// each. A bias of a fifth of a standard deviation is seen, though what all plans share scatters 25 times as much.
TEST(Ties, CallPlansThatAreAlikeDifferentAsOftenAsStated) {
  const Settled alike = settled(0.0);
  EXPECT_NEAR(alike.by_pair, 101.0, 4.5 * 9.8);
  EXPECT_NEAR(alike.by_loss, 101.0, 4.5 * 9.8);
  const Settled biased = settled(0.2);
  EXPECT_GT(biased.by_pair, 101.0 + 4.5 * 9.8);
  EXPECT_GT(biased.by_loss, 101.0 + 4.5 * 9.8);
}

/// Two plans on the draws of a run: how one's luck differs from the other's follows by `leading` of its variance from a
/// number that the scrambled sequence spreads evenly.
Series scrambled_series(std::uint32_t seed, double shift, double leading) {
  Series all(2);
  for (std::uint32_t d = 0; d < 256; ++d) {
    const model::RandomKey scramble{seed, 100000 + d % model::scrambles};
    const double u = model::unit(model::scrambled(model::sobol(d / model::scrambles, 4), scramble, 4));
    const double own = model::standard_normal({seed, d}, {2, 0, 0, 0});
    const double common = 5.0 * model::standard_normal({seed, d}, {3, 0, 0, 0});
    const double differ = std::sqrt(leading) * model::normal_quantile(u) + std::sqrt(1.0 - leading) * own;
    all[0].push_back(common);
    all[1].push_back(common + shift + differ);
  }
  return all;
}

Settled settled_on_scrambles(double shift, double leading) {
  Settled n;
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    const Series averted = scrambled_series(seed, shift, leading);
    n.by_pair += output::pair_chance(averted[0], averted[1]).tied ? 0.0 : 1.0;
    const auto losses = output::expected_losses(averted);
    n.by_loss += losses[0].tied || losses[1].tied ? 0.0 : 1.0;
  }
  return n;
}

/// Where the sequence evens out much, stated errors are too large and plans that are alike are called different in less
/// than 5 % of comparisons: over 40,000 others, at half of the variance 54.6 (by pair) and 33.0 (by loss) of 2,000, at
/// nine tenths 5.9 and 0. Bounds are 4.5 standard deviations away (7.3, 5.7, 2.4). The formula of independent draws
/// would call 10 of 2,000 at half. Plans that differ are told apart more often all the same, since figures scatter
/// less.
TEST(Ties, OnScrambledDrawsAreSaidTooOftenNotTooSeldom) {
  const Settled half = settled_on_scrambles(0.0, 0.5);
  EXPECT_NEAR(half.by_pair, 54.6, 4.5 * 7.3);
  EXPECT_NEAR(half.by_loss, 33.0, 4.5 * 5.7);
  const Settled most = settled_on_scrambles(0.0, 0.9);
  EXPECT_LT(most.by_pair, 5.9 + 4.5 * 2.4);
  EXPECT_LT(most.by_loss, 5.0);
  const Settled biased = settled_on_scrambles(0.2, 0.5);
  const Settled biased_independent = settled_on_scrambles(0.2, 0.0);
  EXPECT_GT(biased.by_pair, biased_independent.by_pair);
  EXPECT_GT(biased.by_loss, biased_independent.by_loss);
}

std::vector<model::Account> accounts(const std::vector<std::pair<const char*, std::int64_t>>& local,
                                     std::int64_t global) {
  std::vector<model::Account> all;
  for (const auto& [item, cents] : local) {
    model::Account account{.half = model::Half::local_delivery, .item = item, .places = {"AAA"}};
    account.gross.front() = model::Cents(cents);
    all.push_back(account);
  }
  model::Account account{.half = model::Half::global_functions, .item = "network", .places = {}};
  account.gross.back() = model::Cents(global);
  if (global > 0) all.push_back(account);
  return all;
}

/// Plans 1 and 3 have equal money; 2 is plan 1 with all of the money local.
model::Results with_rivals(std::uint32_t draws) {
  auto r = sample_results(draws);
  r.scenarios[1].money = accounts({{"I01", 3000}, {"I09", 1000}}, 4000);
  r.scenarios[2].money = accounts({{"I01", 6000}, {"I09", 2000}}, 0);
  r.scenarios[3].money = accounts({{"I09", 4000}}, 4000);
  return r;
}

TEST(Rivals, HaveEqualMoneyInBothHalves) {
  const auto r = with_rivals(4);
  const auto how = [&](std::size_t a, std::size_t b) { return output::rivalry(r.scenarios[a], r.scenarios[b]); };
  EXPECT_EQ(how(1, 3), Rivalry::rivals);
  EXPECT_EQ(how(1, 2), Rivalry::same_plan_other_money);
  EXPECT_EQ(how(2, 3), Rivalry::other_money);  // as much in all, otherwise split
  EXPECT_EQ(how(0, 1), Rivalry::other_money);
  const auto groups = output::rival_groups(r);
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[1].plans, (std::vector{ScenarioIndex(1u), ScenarioIndex(3u)}));
  EXPECT_EQ(groups[1].money.total(), model::Cents(8000));
  EXPECT_EQ(groups[1].losses.size(), 2u);
  EXPECT_TRUE(groups[0].losses.empty() && groups[2].losses.empty());
  EXPECT_EQ(&output::group_of(groups, ScenarioIndex(3u)), &groups[1]);
  EXPECT_EQ(groups[1].loss_of(ScenarioIndex(2u)), nullptr);
}

TEST(Rivals, HaveMoneyOfTheSameYear) {  // as many dollars of other years are other money, in pairs and in groups
  auto r = with_rivals(4);
  r.scenarios[3].price_year = *r.scenarios[1].price_year + 1;
  EXPECT_EQ(output::rivalry(r.scenarios[1], r.scenarios[3]), Rivalry::other_money);
  EXPECT_EQ(output::rival_groups(r).size(), 4u);
}

/// By hand: one of four draws failed; of the others, plan 1 averts more life years in one and fewer in two, and as many
/// homicides in one.
TEST(Rivals, AreComparedHarmByHarm) {
  auto r = with_rivals(4);
  const auto set = [&](std::size_t scenario, const std::vector<double>& dalys, const std::vector<double>& homicides) {
    const ScenarioIndex s(static_cast<std::uint32_t>(scenario));
    const auto total = output::total_aggregate(r);
    for (const auto d : model::Positions<model::DrawIndex>(4u)) {
      r.indicators(model::Indicator::dalys_averted, s, d) = dalys[d];
      for (const auto y : model::years_of_budget) r.aggregate_averted(total, output::homicide, s, y, d) = 0.0;
      r.aggregate_averted(total, output::homicide, s, model::YearIndex(2u), d) = homicides[d];
    }
  };
  set(1, {100, 20, 30, nan}, {1, 2, 3, nan});
  set(3, {50, 40, 60, nan}, {1, 1, 4, nan});
  const auto losses = output::rival_groups(r)[1].losses;
  EXPECT_NEAR(losses[0].mean, (0 + 20 + 30) / 3.0, 1e-9);
  EXPECT_NEAR(losses[1].mean, (50 + 0 + 0) / 3.0, 1e-9);
  const std::string table = output::pair_table(r);
  EXPECT_NE(table.find("concept-note,with-survey,rivals,dalys,0.3333,0.3333,yes\n"), std::string::npos) << table;
  EXPECT_NE(table.find("concept-note,with-survey,rivals,homicide,0.5000,0.2887,yes\n"), std::string::npos) << table;
  EXPECT_NE(table.find("concept-note,all-local,not rivals: the same local plan with other money,,,,\n"),
            std::string::npos)
      << table;
  EXPECT_NE(table.find("all-local,with-survey,not rivals: other money,,,,\n"), std::string::npos) << table;
}

}  // namespace
}  // namespace salus::tests
