/// The fit of places: its likelihood beside a dense one, its posterior where the truth is known, and what the bundled
/// series say.
#include "calibration/fit/cities.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>

#include "../bundled_tables.hpp"
#include "calibration/inference/diagnostics.hpp"
#include "calibration/inference/domains.hpp"
#include "calibration/inference/stream.hpp"

namespace salus::calibration {
namespace {

PlacesOfCountry pattern(std::size_t places, std::size_t years) {
  PlacesOfCountry country{"AAA", years, {}};
  for (std::size_t p = 0; p < places; ++p) {
    country.places.emplace_back();
    for (std::size_t t = p % 3; t < years; ++t)
      if ((p + 2 * t) % 7 != 0) country.places.back().push_back({t, 0.0, 0.01 + 0.02 * static_cast<double>(p % 4)});
  }
  return country;
}

/// Series from the law itself; the country's years wander.
void simulate(PlacesOfCountry& country, const PlaceLaw& law, Stream& random) {
  std::vector<double> year(country.years);
  for (double& y : year) y = 2.0 + random.normal();
  for (auto& place : country.places) {
    const double a = law.effect_sd() * random.normal();
    double u = law.spread * std::sqrt(1.0 - law.lasting) * random.normal();
    std::size_t at = 0;
    for (auto& r : place) {
      for (; at < r.year; ++at) u = law.persistence * u + law.volatility() * random.normal();
      r.log_rate =
          year[r.year] + a + u + std::sqrt(law.nugget * law.nugget + law.overdispersion * r.counting) * random.normal();
    }
  }
}

/// All covariances written out, years eliminated by generalised least squares.
double dense_log_likelihood(const PlacesOfCountry& country, const PlaceLaw& law) {
  std::size_t n = 0;
  for (const auto& place : country.places) n += place.size();
  const auto rows = static_cast<Eigen::Index>(n);
  Eigen::MatrixXd v = Eigen::MatrixXd::Zero(rows, rows);
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(rows, static_cast<Eigen::Index>(country.years));
  Eigen::VectorXd y(rows);
  const double passing = law.spread * law.spread * (1.0 - law.lasting);
  const double lasting = law.spread * law.spread * law.lasting;
  Eigen::Index first = 0;
  for (const auto& place : country.places) {
    for (std::size_t i = 0; i < place.size(); ++i) {
      const Eigen::Index row = first + static_cast<Eigen::Index>(i);
      y(row) = place[i].log_rate;
      x(row, static_cast<Eigen::Index>(place[i].year)) = 1.0;
      for (std::size_t j = 0; j < place.size(); ++j)
        v(row, first + static_cast<Eigen::Index>(j)) =
            lasting + passing * std::pow(law.persistence, std::abs(static_cast<double>(place[i].year) -
                                                                   static_cast<double>(place[j].year)));
      v(row, row) += law.nugget * law.nugget + law.overdispersion * place[i].counting;
    }
    first += static_cast<Eigen::Index>(place.size());
  }
  const Eigen::MatrixXd inverse = v.inverse();
  const Eigen::MatrixXd information = x.transpose() * inverse * x;
  const Eigen::VectorXd years = information.inverse() * (x.transpose() * inverse * y);
  const Eigen::VectorXd rest = y - x * years;
  return -0.5 * (static_cast<double>(n) * std::log(2.0 * M_PI) + std::log(v.determinant()) +
                 std::log(information.determinant()) + rest.dot(inverse * rest));
}

TEST(Cities, LikelihoodIsThatOfTheWholeCovariance) {
  auto country = pattern(7, 9);
  Stream random(model::random_key(1, 0, domain::replicate), 0, 0);
  simulate(country, {}, random);
  for (const PlaceLaw& law : {PlaceLaw{}, PlaceLaw{1.1, 0.05, 0.5, 0.2, 2.0}, PlaceLaw{0.3, 0.9, 0.99, 0.01, 0.5}})
    EXPECT_NEAR(log_likelihood(country, law), dense_log_likelihood(country, law), 1e-8);
}

TEST(Cities, AYearThatMovesAllPlacesSaysNothing) {
  auto country = pattern(6, 8);
  Stream random(model::random_key(2, 0, domain::replicate), 0, 0);
  simulate(country, {}, random);
  const double before = log_likelihood(country, {});
  for (auto& place : country.places)
    for (auto& r : place) r.log_rate += 3.0 * std::sin(static_cast<double>(r.year));
  EXPECT_NEAR(log_likelihood(country, {}), before, 1e-9);
}

/// Ranks of truths among draws, over the pooled values and one country's own. @param overdispersed the series' counting
/// noise against the law's.
double least_p_value(double overdispersed, std::size_t replicates) {
  const Coordinates coordinates(city_priors());
  const std::size_t pooled = city_priors().size();
  const std::size_t quantities = pooled + 1;
  const std::size_t draws = 19;
  std::vector<std::vector<std::size_t>> ranks(quantities, std::vector<std::size_t>(replicates));
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
TEST(Cities, PosteriorIsRightWhereTheTruthIsKnown) { EXPECT_GT(least_p_value(1.0, 60), 1e-3); }
TEST(Cities, CountingNoiseThatTheFitDoesNotKnowOfIsFound) { EXPECT_LT(least_p_value(6.0, 60), 1e-3); }

TEST(Cities, BundledSeriesAreOneSourceACountry) {
  const auto countries = places_of_countries(read_tables(bundled_texts()).city_series, 2019);
  ASSERT_EQ(countries.size(), 4u);
  EXPECT_EQ(countries[0].iso3, "ARG");
  EXPECT_EQ(countries[0].places.size(), 24u);
  EXPECT_EQ(countries[3].iso3, "MEX");
  for (const auto& country : countries)
    for (const auto& place : country.places)
      for (std::size_t i = 0; i < place.size(); ++i) {
        EXPECT_LT(place[i].year, country.years);
        EXPECT_TRUE(i == 0 || place[i - 1].year < place[i].year);
      }
}

}  // namespace
}  // namespace salus::calibration
