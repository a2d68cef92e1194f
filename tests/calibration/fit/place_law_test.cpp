/// How likely series of places are, beside a dense likelihood; and what the bundled series are.
#include "calibration/fit/place_law.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>

#include "calibration/inference/domains.hpp"
#include "tests/calibration/bundled_tables.hpp"
#include "tests/calibration/fit/sampled_places.hpp"

namespace salus::calibration {
namespace {

/// All covariances written out, years eliminated by generalised least squares.
double dense_log_likelihood(const PlacesOfCountry& country, const PlaceLaw& law) {
  std::size_t n = 0;
  for (const auto& place : country.places) n += place.size();
  const auto rows = static_cast<Eigen::Index>(n);
  Eigen::MatrixXd v = Eigen::MatrixXd::Zero(rows, rows);
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(rows, country.years);
  Eigen::VectorXd y(rows);
  const double passing = law.spread * law.spread * (1.0 - law.lasting);
  const double lasting = law.spread * law.spread * law.lasting;
  Eigen::Index first = 0;
  for (const auto& place : country.places) {
    for (std::size_t i = 0; i < place.size(); ++i) {
      const Eigen::Index row = first + static_cast<Eigen::Index>(i);
      y(row) = place[i].log_rate;
      x(row, place[i].year) = 1.0;
      for (std::size_t j = 0; j < place.size(); ++j)
        v(row, first + static_cast<Eigen::Index>(j)) =
            lasting + passing * std::pow(law.persistence, std::abs(1.0 * place[i].year - 1.0 * place[j].year));
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

TEST(PlaceLaw, LikelihoodIsThatOfTheWholeCovariance) {
  auto country = pattern(7, 9);
  Stream random(model::random_key(1, 0, domain::replicate), 0, 0);
  simulate(country, {}, random);
  for (const PlaceLaw& law : {PlaceLaw{}, PlaceLaw{1.1, 0.05, 0.5, 0.2, 2.0}, PlaceLaw{0.3, 0.9, 0.99, 0.01, 0.5}})
    EXPECT_NEAR(log_likelihood(country, law), dense_log_likelihood(country, law), 1e-8);
}

TEST(PlaceLaw, AYearThatMovesAllPlacesSaysNothing) {
  auto country = pattern(6, 8);
  Stream random(model::random_key(2, 0, domain::replicate), 0, 0);
  simulate(country, {}, random);
  const double before = log_likelihood(country, {});
  for (auto& place : country.places)
    for (auto& r : place) r.log_rate += 3.0 * std::sin(static_cast<double>(r.year));
  EXPECT_NEAR(log_likelihood(country, {}), before, 1e-9);
}

TEST(PlaceLaw, BundledSeriesAreOneSourceACountry) {
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

/// What the engine takes: the two parts' variances add up to the spread's.
TEST(PlaceLaw, PartsOfTheSpreadAddUp) {
  const PlaceLaw law{0.7, 0.2, 0.9, 0.0, 1.0};
  EXPECT_NEAR(law.effect_sd() * law.effect_sd(), 0.2 * 0.49, 1e-12);
  const double passing = law.volatility() * law.volatility() / (1.0 - 0.9 * 0.9);
  EXPECT_NEAR(law.effect_sd() * law.effect_sd() + passing, 0.49, 1e-12);
}

}  // namespace
}  // namespace salus::calibration
