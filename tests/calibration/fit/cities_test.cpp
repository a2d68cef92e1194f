/// The fit of places: its posterior where the truth is known.
#include "calibration/fit/cities.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "calibration/inference/diagnostics.hpp"
#include "calibration/inference/domains.hpp"
#include "tests/calibration/fit/sampled_places.hpp"
#include "tests/replicates.hpp"

namespace salus::calibration {
namespace {

/// Ranks of truths among draws, over the pooled values and one country's own. @param overdispersed the series' counting
/// noise against the law's.
double least_p_value(double overdispersed) {
  const std::size_t replicates = tests::replicates(std::size_t{60}, std::size_t{2});
  const Coordinates coordinates(place_priors());
  const std::size_t pooled = place_priors().size();
  const std::size_t quantities = pooled + 1;
  constexpr std::uint32_t draws = 19;
  std::vector<std::vector<std::uint32_t>> ranks(quantities, std::vector<std::uint32_t>(replicates));
  model::make_thread_executor(2)->for_blocks(replicates, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      const auto key = model::random_key(3, r, domain::replicate);
      const auto truth = coordinates.theta(coordinates.draw(key, 0));
      Stream random(key, 0, 77);
      std::vector<PlacesOfCountry> countries{pattern(6, 8), pattern(9, 7)};
      double spread = 0.0;
      for (auto& country : countries) {
        PlaceLaw law{model::exponential(model::logarithm(truth[0]) + truth[1] * random.normal()),
                     model::logistic(model::logit(truth[2]) + truth[3] * random.normal()),
                     model::logistic(model::logit(truth[4]) + truth[5] * random.normal()), truth[6], truth[7]};
        if (&country == countries.data()) spread = law.spread;
        law.overdispersion *= overdispersed;
        simulate(country, law, random);
      }
      countries[1].iso3 = "BBB";
      constexpr std::size_t thin = 40;
      const auto fit = fit_cities(countries, {.chains = 1, .warm_up = 400, .draws = draws, .seed = r}, thin,
                                  *model::make_thread_executor(1));
      const auto judged = calibration::quantities(fit);
      const auto rank = [&](std::size_t quantity, double value) {
        ranks[quantity][r] = sbc_rank(value, judged[quantity].chains[0]);
      };
      for (std::size_t i = 0; i < pooled; ++i) rank(i, truth[i]);
      rank(pooled, spread);
    }
  });
  double least = 1.0;
  for (const auto& r : ranks) least = std::min(least, uniformity_p_value(r, draws + 1));
  return least * static_cast<double>(quantities);
}

/// False alarm 1e-3, over all quantities.
TEST(Cities, PosteriorIsRightWhereTheTruthIsKnown) {
  const double least = least_p_value(1.0);
  if (tests::watched) return;
  EXPECT_GT(least, 1e-3);
}

TEST(Cities, CountingNoiseThatTheFitDoesNotKnowOfIsFound) {
  const double least = least_p_value(6.0);
  if (tests::watched) return;
  EXPECT_LT(least, 1e-3);
}

TEST(Cities, AStopIsAskedForInEachSweep) {
  int sweeps = 0;
  const auto fit = [&] {
    return fit_cities({pattern(6, 8)}, {.chains = 1, .warm_up = 400, .draws = 19, .seed = 1}, 40,
                      *model::make_thread_executor(1), [&] { return ++sweeps > 3; });
  };
  EXPECT_THROW(fit(), FitStopped);
  EXPECT_EQ(sweeps, 4);
}

}  // namespace
}  // namespace salus::calibration
