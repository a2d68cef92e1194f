#include "model/parameters/pooled_numbers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "model/parameters/draw_prior.hpp"
#include "model/parameters/leading_dimensions.hpp"
#include "model/parameters/parameters.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

DrawId of_parameter(Parameter p) { return {0, 0, purpose::parameter_base + registry()[p].number, 0}; }

TEST(LeadingDimensions, NoneStandsForTwoNumbersAndNoNumberForTwo) {
  const auto& all = leading_dimensions();
  for (std::uint32_t d = 0; d < sobol_dimensions; ++d)
    if (all[d]) {
      EXPECT_EQ(leading_dimension(*all[d]), d);
    }
  EXPECT_EQ(leading_dimension(of_parameter(Parameter::overlap)), std::nullopt);
  DrawId again = of_parameter(Parameter::scale_up);
  again.n = 1;  // drawn again, since pooled parameters were refused
  EXPECT_EQ(leading_dimension(again), std::nullopt);
}

TEST(PooledNumbers, ANumberIsThePointOfItsScrambleElsePhilox) {
  const std::uint64_t seed = 12;
  const std::uint32_t dimension = *leading_dimension(of_parameter(Parameter::scale_up));
  for (const std::uint32_t draw : {0u, 5u, 8u, 999u, 100000u}) {
    const PooledNumbers numbers(seed, draw);
    const RandomKey key = random_key(seed, draw, 0);
    const RandomKey scramble = random_key(seed, draw % scrambles, 0);
    const std::uint32_t point = scrambled(draw / scrambles, scramble, sobol_dimensions);
    EXPECT_EQ(numbers.uniform(of_parameter(Parameter::scale_up)),
              unit(scrambled(sobol(point, dimension), scramble, dimension)));
    EXPECT_EQ(numbers.uniform(of_parameter(Parameter::overlap)), uniform(key, of_parameter(Parameter::overlap)));
    EXPECT_EQ(PooledNumbers(key).uniform(of_parameter(Parameter::scale_up)),
              uniform(key, of_parameter(Parameter::scale_up)));
  }
}

TEST(PooledNumbers, HalfOfAnyPrefixHasTheSpikeButForOneOfEachScramble) {
  const Prior& prior = registry()[Parameter::joint_effect].prior;
  ASSERT_EQ(prior.spike, 0.5);
  std::uint32_t zeros = 0;
  for (std::uint32_t d = 0; d < 1000; ++d) {
    zeros += draw(prior, PooledNumbers(3, d), of_parameter(Parameter::joint_effect)) == 0.0 ? 1u : 0u;
    const double n = d + 1.0;
    ASSERT_LE(std::abs(zeros - 0.5 * n), 0.5 * scrambles) << n;
    if ((d + 1) % (2 * scrambles) == 0) {
      ASSERT_EQ(2 * zeros, d + 1);
    }
  }
}

TEST(PooledNumbers, ADrawIsIndependentOfItsPartner) {
  // Each dimension by itself, 4,096 pairs, 5 standard errors: false alarm below 40 x 6e-7. It caught points of the same
  // number in two scrambles (0.1 to 0.4); the defect that it must catch here are neighbours of one scramble, which lie
  // in opposite halves of every dimension.
  const auto correlation = [](const DrawId& id, std::uint32_t apart) {
    double sum = 0.0;
    for (std::uint32_t d = 0; d < 8192; d += 2) {
      const std::uint32_t first = d / scrambles * scrambles + (apart == 1 ? d % scrambles : 0);
      sum += (PooledNumbers(7, first).uniform(id) - 0.5) * (PooledNumbers(7, first ^ apart).uniform(id) - 0.5) * 12.0;
    }
    return sum / 4096.0;
  };
  for (const auto& id : leading_dimensions())
    if (id) {
      EXPECT_LT(std::abs(correlation(*id, 1)), 5.0 / 64.0);
      EXPECT_LT(correlation(*id, scrambles), -5.0 / 64.0);
    }
}

TEST(PooledNumbers, APriorOfALeadingDimensionIsHardlyEverDrawnAgain) {
  // What falls outside the bounds is drawn from Philox, and is then no point of the sequence.
  for (const auto& record : registry()) {
    if (!leading_dimension(of_parameter(record.id))) continue;
    int outside = 0;
    for (int i = 0; i < 1000; ++i) {
      const double x = quantile(record.prior, (i + 0.5) / 1000.0);
      outside += x < record.prior.lower || x > record.prior.upper;
    }
    EXPECT_LE(outside, 5) << record.name;
  }
}

}  // namespace
}  // namespace salus::model
