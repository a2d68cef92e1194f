#include "model/country/kernel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <memory>

#include "model/country/reference/reference.hpp"
#include "tests/model/country/sample_block.hpp"

namespace salus::model {
namespace {

using tests::SampleBlock;

std::vector<Isa> usable() {
  std::vector<Isa> all;
  for (int i = 0; i <= static_cast<int>(best_isa()); ++i) all.push_back(static_cast<Isa>(i));
  return all;
}

struct KernelRun {
  explicit KernelRun(const SampleBlock& block, Isa isa = Isa::scalar) {
    country_kernel(isa).draw_noise(block.noise_in, block.paths.view(), *noise);
    country_kernel(isa).run_scenario(block.stocks, block.programme, block.paths.view(), *noise, *sums);
  }
  std::unique_ptr<NoisePaths> noise = std::make_unique<NoisePaths>();
  std::unique_ptr<YearlySums> sums = std::make_unique<YearlySums>();
};

void expect_near(double value, double reference, double tolerance, const char* what) {
  EXPECT_LE(std::abs(value - reference), tolerance * std::max(1.0, std::abs(reference))) << what;
}

TEST(CountryKernel, EveryInstructionSetGivesTheSameBits) {
  const SampleBlock block;
  const KernelRun scalar(block);
  for (const Isa isa : usable()) {
    const KernelRun other(block, isa);
    EXPECT_EQ(std::memcmp(scalar.noise.get(), other.noise.get(), sizeof(NoisePaths)), 0) << isa_names[isa];
    EXPECT_EQ(std::memcmp(scalar.sums.get(), other.sums.get(), sizeof(YearlySums)), 0) << isa_names[isa];
  }
}

TEST(CountryKernel, AgreesWithTheSlowReference) {
  for (std::size_t country = 0; country < 3; ++country) {
    const SampleBlock block(country);
    ASSERT_EQ(block.refused, 0);
    const KernelRun fast(block);
    for (int lane = 0; lane < block_lanes; ++lane) {
      const auto noise = reference::draw_noise(block.noise_in, block.paths.view(), lane);
      for (std::size_t m = 0; m < kernel_months; ++m) {
        expect_near(fast.noise->street[m][lane], noise[m].street, 1e-12, "street noise");
        for (std::size_t k = 0; k < kernel_types; ++k)
          expect_near(fast.noise->type[m][k][lane], noise[m].type[k], 1e-12, "type noise");
      }
      const auto slow = reference::run_scenario(block.stocks, block.programme, block.paths.view(), noise, lane, 1);
      for (std::size_t y = 0; y < kernel_years; ++y) {
        for (std::size_t k = 0; k < kernel_types; ++k)
          expect_near(fast.sums->incidents[k][y][lane], slow.incidents[k][y], 1e-11, "incidents");
        expect_near(fast.sums->active[y][lane], slow.active[y], 1e-11, "active");
        expect_near(fast.sums->imprisoned[y][lane], slow.imprisoned[y], 1e-11, "imprisoned");
        expect_near(fast.sums->exposure[y][lane], slow.exposure[y], 1e-11, "exposure");
        expect_near(fast.sums->trust[y][lane], slow.trust[y], 1e-11, "trust");
        expect_near(fast.sums->capacity[y][lane], slow.capacity[y], 1e-11, "capacity");
      }
    }
  }
}

TEST(CountryKernel, TheNoiseFreeIntegratorHasOrderFour) {
  SampleBlock block;
  // Memories of two months, so that the error stands well above rounding.
  block.stocks.exposure_rate[0] = block.stocks.trust_rate[0] = block.stocks.capacity_rate[0] = 0.5;
  auto noise = std::make_unique<reference::Noise>();
  // A step of violence in month 1 sets every stock in motion; the forcing of a month is constant, so order 4 is
  // reached.
  for (std::size_t m = 0; m < kernel_months; ++m) (*noise)[m] = reference::MonthNoise::all(m == 0 ? 1.0 : 3.0);
  const auto at = [&](int steps) {
    return reference::run_scenario(block.stocks, block.programme, block.paths.view(), *noise, 0, steps).exposure[0];
  };
  const double exact = at(256);
  double last = 0.0;
  for (const int steps : {2, 4, 8, 16}) {
    const double error = std::abs(at(steps) - exact);
    if (steps > 2) {
      EXPECT_NEAR(std::log2(last / error), 4.0, 0.2) << steps << " steps a month";
    }
    last = error;
  }
}

TEST(CountryKernel, PersonsFollowThePublishedPopulation) {
  const SampleBlock block;
  const KernelRun fast(block);
  for (int lane = 0; lane < block_lanes; ++lane) EXPECT_EQ(fast.sums->failed_month[lane], -1.0);
  const auto noise = reference::draw_noise(block.noise_in, block.paths.view(), 0);
  const auto slow = reference::run_scenario(block.stocks, block.programme, block.paths.view(), noise, 0, 1);
  for (std::size_t y = 0; y < kernel_years; ++y)
    EXPECT_NEAR(slow.persons[y] / block.paths.view().population[12 * (y + 1)], 1.0, 1e-12);
}

TEST(CountryKernel, APlantedLeakIsCaughtInItsFirstMonth) {
  const SampleBlock block;
  CountryPaths leaking = block.paths.view();
  leaking.planted_leak = 1.0;  // one person of sixty million
  auto noise = std::make_unique<NoisePaths>();
  auto sums = std::make_unique<YearlySums>();
  tests::set_quiet(*noise);
  for (const Isa isa : usable()) {
    country_kernel(isa).run_scenario(block.stocks, block.programme, leaking, *noise, *sums);
    for (int lane = 0; lane < block_lanes; ++lane) EXPECT_EQ(sums->failed_month[lane], 0.0);
  }
}

TEST(CountryKernel, APlantedExplosionIsCaughtInItsFirstYear) {
  const SampleBlock block;
  CountryPaths exploding = block.paths.view();
  auto noise = std::make_unique<NoisePaths>();
  auto sums = std::make_unique<YearlySums>();
  tests::set_quiet(*noise);
  for (const Isa isa : usable()) {
    exploding.planted_explosion = 1.0;
    country_kernel(isa).run_scenario(block.stocks, block.programme, exploding, *noise, *sums);
    for (int lane = 0; lane < block_lanes; ++lane) EXPECT_EQ(sums->impossible_year[lane], -1.0);
    exploding.planted_explosion = 1e6;  // a million incidents where there was one
    country_kernel(isa).run_scenario(block.stocks, block.programme, exploding, *noise, *sums);
    for (int lane = 0; lane < block_lanes; ++lane) EXPECT_EQ(sums->impossible_year[lane], 0.0);
  }
}

/// Whatever the noise: e^30 times the level of the start is more homicides than there are people on earth.
TEST(CountryKernel, NoRateReachesItsCeiling) {
  const SampleBlock block;
  auto noise = std::make_unique<NoisePaths>();
  auto sums = std::make_unique<YearlySums>();
  tests::set_quiet(*noise);
  const double wild = std::exp(30.0);
  for (auto& month : noise->type)
    for (auto& type : month)
      for (int lane = 1; lane < block_lanes; ++lane) type[lane] = lane % 2 == 0 ? wild : 1.0 / wild;
  country_kernel(Isa::scalar).run_scenario(block.stocks, block.programme, block.paths.view(), *noise, *sums);
  for (std::size_t y = 0; y < kernel_years; ++y) {
    const double people = block.paths.view().population[12 * (y + 1)];
    for (std::size_t k = 0; k < kernel_types; ++k)
      for (int lane = 0; lane < block_lanes; ++lane) {
        const double rate = sums->incidents[k][y][lane] / people;
        EXPECT_GE(rate, 0.0);
        EXPECT_LE(rate, 1.02 * crime_types[k].ceiling);  // people are those of the year's end
        EXPECT_EQ(sums->failed_month[lane], -1.0);
        EXPECT_EQ(sums->impossible_year[lane], -1.0);
      }
  }
}

/// Means over 8,000 draws of the last month. Noise of the log without less half its variance would raise the mean of
/// the four types by 2.4 to 10 %, eight standard errors and more; a right kernel fails in fewer than one of 30,000
/// seeds.
TEST(CountryKernel, NoiseThatIsJudgementKeepsTheMean) {
  SampleBlock block;
  auto& in = block.noise_in;
  for (const auto lane : every<Lane>) {
    for (auto* still : {&in.sd_violence, &in.sd_lethality, &in.sd_global, &in.sd_region, &in.jump_probability,
                        &in.reversion_gap, &in.forced_shock, &in.trend, &in.trend_step, &in.driver_household})
      (*still)[lane] = 0.0;
    for (auto& driver : in.driver) driver[lane] = 0.0;
    in.keep_country[lane] = lane % 2u == 0 ? 1.0 : 0.99;
    in.sd_household[lane] = in.sd_property[lane] = lane % 2u == 0 ? 0.04 : 0.06;
  }
  auto noise = std::make_unique<NoisePaths>();
  constexpr std::uint32_t blocks = 1000;
  EnumArray<double, CrimeType> sum{};
  EnumArray<double, CrimeType> square{};
  for (std::uint32_t b = 0; b < blocks; ++b) {
    for (const auto lane : every<Lane>) {
      const auto key = random_key(9, b * axis_length<Lane> + lane, 0);
      in.key_low[lane] = key.low;
      in.key_high[lane] = key.high;
    }
    country_kernel(best_isa()).draw_noise(in, block.paths.view(), *noise);
    for (const auto k : every<CrimeType>)
      for (const double x : noise->type[kernel_months - 1][index(k)]) {
        sum[k] += x;
        square[k] += x * x;
      }
  }
  constexpr double n = 8.0 * blocks;
  for (const auto k :
       {CrimeType::partner_violence, CrimeType::sexual_violence, CrimeType::property, CrimeType::child_maltreatment}) {
    const double mean = sum[k] / n;
    const double error = std::sqrt((square[k] / n - mean * mean) / n);
    EXPECT_GT(error, 0.0);
    EXPECT_NEAR(mean, 1.0, 4.5 * error) << crime_type_names[k];
  }
}

TEST(CountryKernel, ANumberThatIsNotOneIsCaught) {
  const SampleBlock block;
  auto noise = std::make_unique<NoisePaths>();
  auto sums = std::make_unique<YearlySums>();
  tests::set_quiet(*noise);
  noise->street[40][3] = std::nan("");
  country_kernel(Isa::scalar).run_scenario(block.stocks, block.programme, block.paths.view(), *noise, *sums);
  for (int lane = 0; lane < block_lanes; ++lane) EXPECT_EQ(sums->failed_month[lane], lane == 3 ? 40.0 : -1.0);
}

TEST(CountryKernel, AtRestWithoutNoiseAndMoney) {
  // Constant shares of births and no growth of the driver: every relative quantity stays where it started.
  SampleBlock block;
  for (auto& year : block.programme.factor)
    for (auto& type : year)
      for (double& x : type) x = 1.0;
  auto noise = std::make_unique<NoisePaths>();
  auto sums = std::make_unique<YearlySums>();
  tests::set_quiet(*noise);
  country_kernel(Isa::scalar).run_scenario(block.stocks, block.programme, block.paths.view(), *noise, *sums);
  for (std::size_t y = 0; y < kernel_years; ++y)
    for (int lane = 0; lane < block_lanes; ++lane) {
      EXPECT_NEAR(sums->exposure[y][lane], 1.0, 1e-6);
      const double people = block.paths.view().population[12 * (y + 1)];
      const double start = block.paths.view().population[0];
      EXPECT_NEAR(sums->active[y][lane] / people, block.stocks.active[lane] / start,
                  1e-6 * block.stocks.active[lane] / start);
    }
}

}  // namespace
}  // namespace salus::model
