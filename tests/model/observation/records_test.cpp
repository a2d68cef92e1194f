#include "model/observation/records.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "model/core/grid.hpp"
#include "model/observation/proof.hpp"

namespace salus::model {
namespace {

/// A city of a million, at so many homicides in the base and in the end.
CountPair counts(double base, double end) {
  return {.base = {Incidents(base), PersonYears(3e6)}, .end = {Incidents(end), PersonYears(3e6)}};
}

/// As read off the records of a city.
Reading read_city(const CountPair& truth, const ParameterDraw& p, RandomKey key, std::uint32_t city) {
  const CountPair seen = on_record(truth, p, {}, key, city);
  return reading({&seen, 1}, p, 1.0, key, city);
}
/// Of control cities from number `first` on.
Reading read_controls(const std::vector<CountPair>& truth, const ParameterDraw& p, RandomKey key, std::uint32_t first) {
  std::vector<CountPair> seen;
  for (const auto& one : truth) seen.push_back(on_record(one, p, {}, key, first++));
  return reading(seen, p, 1.0, key, 7);
}

/// Fall of a country, and that of a city in which the programme took just 10 % off.
constexpr double country_fall = 0.8;
constexpr double city_fall = 0.9 * country_fall;

constexpr double cities_tested = 20000.0;
constexpr double at_5_percent = 1.6448536;

TEST(Records, TheTestAgainstControlsHoldsItsLevelAndIgnoringTheirVarianceDoesNot) {
  // Level 5 % where the city fell by just 10 % more than its three control cities; 20,000 cities: standard error
  // 0.0015. Within 0.035..0.065 (false alarm far below 1e-6 for an exact test; the normal approximation moves the level
  // by less than 0.01 from 60 homicides on).
  const ParameterDraw p = central_parameters();
  for (const double n : {60.0, 300.0, 3000.0}) {
    double level = 0.0;
    double against_sure_controls = 0.0;
    double without_noise = 0.0;
    for (std::uint64_t d = 0; d < 20000; ++d) {
      const RandomKey key = random_key(8, d, 0);
      const Reading city = read_city(counts(n, city_fall * n), p, key, 77);
      Reading controls = read_controls(
          {counts(5.0 * n, 5.0 * country_fall * n), counts(n, country_fall * n), counts(n, country_fall * n)}, p, key,
          100);
      level += against_controls(city, controls) > at_5_percent ? 1.0 / cities_tested : 0.0;
      controls.variance = 0.0;
      against_sure_controls += against_controls(city, controls) > at_5_percent ? 1.0 / cities_tested : 0.0;
      Reading bold = city;
      bold.variance = 1.0 / (n * p[Parameter::recorded_homicide]) * (1.0 + 1.0 / city_fall);
      without_noise += against_controls(bold, controls) > at_5_percent ? 1.0 / cities_tested : 0.0;
    }
    EXPECT_NEAR(level, 0.05, 0.015) << n;
    EXPECT_GT(against_sure_controls, level + 0.01) << n;  // a defect: controls taken for the truth
    if (n > 1000.0) {
      EXPECT_GT(without_noise, 0.15);  // a defect: noise of records that the statistician does not know
    }
  }
}

double any(const std::vector<double>& z) {
  const auto proven = proven_falls(z);
  return std::find(proven.begin(), proven.end(), true) != proven.end() ? 1.0 : 0.0;
}

TEST(Records, WhereNoCityFallsByMoreThanItsControlsFewAreProven) {
  // 1,000 draws of 100 cities in ten countries that fell by just 10 % more than their three control cities: whatever is
  // proven is false, so the share of draws with any proof is the mean share of false ones, at most 10 % (standard error
  // 0.01, so 0.14 is exceeded with probability below 1e-4).
  const ParameterDraw p = central_parameters();
  double controlled = 0.0;
  double against_sure_controls = 0.0;
  double of_any_fall = 0.0;
  for (std::uint64_t d = 0; d < 1000; ++d) {
    const RandomKey key = random_key(12, d, 0);
    std::vector<double> z;
    std::vector<double> bold;
    std::vector<double> none;
    for (std::uint32_t country = 0; country < 10; ++country) {
      const std::uint32_t first = 100 * (country + 1);
      Reading controls = read_controls(std::vector<CountPair>(3, counts(400.0, 400.0 * country_fall)), p, key, first);
      for (std::uint32_t u = 10; u < 20; ++u) {
        const Reading city = read_city(counts(400.0, 400.0 * city_fall), p, key, first + u);
        z.push_back(against_controls(city, controls));
        Reading sure = controls;
        sure.variance = 0.0;
        bold.push_back(against_controls(city, sure));
        none.push_back(city.fall / std::sqrt(city.variance));
      }
    }
    controlled += any(z) / 1000.0;
    against_sure_controls += any(bold) / 1000.0;
    of_any_fall += any(none) / 1000.0;
  }
  EXPECT_LT(controlled, 0.14);
  EXPECT_GT(controlled, 0.02);
  EXPECT_GT(against_sure_controls, 0.16);  // a defect: the controls' variance left out
  EXPECT_GT(of_any_fall, 0.95);            // a defect: the fall of the whole country taken for the city's
}

/// Cities of a country that part by themselves: two means of three years, ten years apart.
class PartingCities {
 public:
  explicit PartingCities(const ParameterDraw& p) : p_(p) {}
  struct City {
    double base;
    double end;
  };
  City draw(std::mt19937_64& random) {
    const double keep = p_[Parameter::city_persistence];
    const double step = p_[Parameter::city_volatility];
    const double lasting = p_[Parameter::city_effect_sd] * normal_(random);
    double passing = step / std::sqrt(1.0 - keep * keep) * normal_(random);
    City city{lasting, lasting};
    for (int year = 0; year < 13; ++year) {
      if (year < 3) city.base += passing / 3.0;
      if (year >= 10) city.end += passing / 3.0;
      passing = keep * passing + step * normal_(random);
    }
    return city;
  }

 private:
  const ParameterDraw& p_;
  std::normal_distribution<double> normal_;
};

TEST(Records, CreditIsHeldAgainstHowCitiesPartByThemselves) {
  // Countries of 24 cities: the eight of the highest level are reached. (a) The programme took just 10 % off: each test
  // of 5 % finds 5 % (16,000 cities, in countries of eight with common controls: standard error below 0.004; 0.07 has a
  // false alarm below 1e-6). (b) It did nothing, over 1,000 draws of five countries: whatever is proven is false, in at
  // most 10 % of draws (standard error 0.01; 0.14: below 1e-4).
  const ParameterDraw p = central_parameters();
  const Parting parting = model::parting(p, 10.0);
  std::mt19937_64 random(5);
  PartingCities cities(p);
  const double mean = parting.mean_level;
  double level = 0.0;
  double without_return = 0.0;
  double proven = 0.0;
  double taken_for_credit = 0.0;
  const int countries = 5000;
  std::vector<double> z;
  std::vector<double> apart;
  for (int country = 0; country < countries; ++country) {
    const RandomKey key = random_key(13, static_cast<std::uint64_t>(country), 0);
    std::vector<PartingCities::City> all(24);
    for (auto& city : all) city = cities.draw(random);
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.base > b.base; });
    const auto truth = [&](const PartingCities::City& city, double factor) {
      return counts(600.0 * std::exp(mean + city.base), 600.0 * factor * std::exp(mean + city.end));
    };
    std::vector<CountPair> others;
    for (std::size_t u = 8; u < all.size(); ++u) others.push_back(truth(all[u], 1.0));
    const Reading controls = read_controls(others, p, key, 100);
    for (std::uint32_t u = 0; u < 8; ++u) {
      if (country < 2000) {
        Reading city = read_city(truth(all[u], 0.9), p, key, 10 + u);
        level += credit_statistic(city, controls, parting) > at_5_percent ? 1.0 / 16000.0 : 0.0;
        city.log_base = controls.log_base + (1.0 - controls.concentration) * mean;
        without_return += credit_statistic(city, controls, parting) > at_5_percent ? 1.0 / 16000.0 : 0.0;
      }
      const Reading city = read_city(truth(all[u], 1.0), p, key, 10 + u);
      z.push_back(credit_statistic(city, controls, parting));
      apart.push_back(against_controls(city, controls));
    }
    if (country % 5 != 4) continue;
    proven += any(z) / 1000.0;
    taken_for_credit += any(apart) / 1000.0;
    z.clear();
    apart.clear();
  }
  EXPECT_LT(level, 0.07);
  EXPECT_GT(level, 0.02);
  EXPECT_GT(without_return, 0.09);  // a defect: the return towards the others taken for the programme's
  EXPECT_LT(proven, 0.14);
  EXPECT_GT(taken_for_credit, 0.9);  // a defect: how cities part taken for the programme's
}

TEST(Records, TheSurveyTestHoldsItsLevel) {
  const ParameterDraw p = central_parameters();
  SurveyWaves waves{.base = Probability(0.06), .end = Probability(0.054), .each = Interviews(4000.0)};
  double n = 0.0;
  for (std::uint64_t d = 0; d < 20000; ++d) n += survey_statistic(waves, p, random_key(9, d, 0), 5) > 1.6448536;
  EXPECT_NEAR(n / 20000.0, 0.05, 0.015);
  waves.each = Interviews(50.0);
  EXPECT_TRUE(std::isnan(survey_statistic(waves, p, {1, 1}, 5)));
}

TEST(Records, RecordedCrimeMayRiseWhileCrimeFalls) {  // reporting grows with trust
  const ParameterDraw p = central_parameters();
  constexpr CrimeType assault = CrimeType::serious_assault;
  const auto before = reported_share(p, 0.4);
  const auto after = reported_share(p, 0.6);
  const double kept_before = kept_share(p, 0.4)[assault];
  const double kept_after = kept_share(p, 0.5)[assault];
  // Five percent fewer assaults, more on record.
  EXPECT_GT(0.95 * kept_after * after[assault], kept_before * before[assault]);
  for (const auto k : every<CrimeType>) EXPECT_LE(before[k], 1.0);
  // Log odds move as the parameters say, from the level that is given.
  const auto log_odds = [](double share) { return std::log(share / (1.0 - share)); };
  EXPECT_NEAR(log_odds(after[assault]) - log_odds(before[assault]), p[Parameter::reporting_on_trust] * 0.2, 1e-12);
  EXPECT_NEAR(log_odds(kept_after) - log_odds(kept_before), p[Parameter::recording_on_capacity] * 0.1, 1e-12);
  // What police keep differs by crime type: more than of homicides is lost of all others.
  const auto kept = kept_share(p, p[Parameter::capacity_level]);
  EXPECT_NEAR(kept[CrimeType::homicide], p[Parameter::recorded_homicide], 1e-15);
  EXPECT_NEAR(kept[assault], p[Parameter::kept_assault], 1e-15);
  for (const auto k : every<CrimeType>)
    if (can_be_asked_about(k)) {
      EXPECT_LT(kept[k], 0.85 * kept[CrimeType::homicide]) << crime_type_names[k];
    }
  EXPECT_EQ(reported_share(p, 0.4)[CrimeType::property], 0.0);
}

}  // namespace
}  // namespace salus::model
