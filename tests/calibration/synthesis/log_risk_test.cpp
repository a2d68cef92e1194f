#include "calibration/synthesis/log_risk.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::calibration {
namespace {

Study ratio(double estimate, double low, double high, int level = 95) {
  Study s;
  s.measure = StudyMeasure::relative_risk;
  s.estimate = estimate;
  s.low = low;
  s.high = high;
  s.level = level;
  s.error_is = ErrorIs::known;
  return s;
}

Study with_error(StudyMeasure measure, double estimate, double error) {
  Study s;
  s.measure = measure;
  s.estimate = estimate;
  s.standard_error = error;
  s.error_is = ErrorIs::known;
  return s;
}

Study beside(Study s, double prevalence, PrevalenceIs is = PrevalenceIs::read) {
  s.control_prevalence = prevalence;
  s.prevalence_is = is;
  return s;
}

TEST(LogRisk, RatiosAreLogsAndTheirIntervalsStandardErrors) {
  // By hand: log 0.48 = -0.733969; (log 1.39 - log 0.16) / 3.919928 = 2.161882 / 3.919928.
  const LogRisk risk = log_risk(ratio(0.48, 0.16, 1.39));
  EXPECT_NEAR(*risk.log_rr, -0.733969, 1e-6);
  EXPECT_NEAR(*risk.standard_error, 0.551511, 1e-5);
  EXPECT_EQ(risk.conversion_sd, 0.0);
  for (const auto measure : {StudyMeasure::rate_ratio, StudyMeasure::hazard_ratio}) {
    Study same = ratio(0.48, 0.16, 1.39);
    same.measure = measure;
    EXPECT_EQ(log_risk(same).log_rr, risk.log_rr);
    EXPECT_EQ(log_risk(same).standard_error, risk.standard_error);
  }
}

TEST(LogRisk, TheLevelOfTheIntervalCounts) {
  EXPECT_NEAR(interval_width(90), 2 * 1.644854, 1e-6);
  EXPECT_NEAR(interval_width(95), 2 * 1.959964, 1e-6);
  EXPECT_NEAR(interval_width(99), 2 * 2.575829, 1e-6);
  EXPECT_NEAR(*log_risk(ratio(0.87, 0.79, 0.95, 90)).standard_error, std::log(0.95 / 0.79) / 3.289707, 1e-6);
}

TEST(LogRisk, LogsStandAsTheyAre) {
  const LogRisk risk = log_risk(with_error(StudyMeasure::log_relative_risk, -0.25, 0.1));
  EXPECT_EQ(*risk.log_rr, -0.25);
  EXPECT_EQ(*risk.standard_error, 0.1);
}

TEST(LogRisk, AnOddsRatioNeedsThePrevalence) {
  // OR 0.71 at 0.45: 0.71 / (0.55 + 0.3195) = 0.816561; the error by (1 - p) / (1 - p + p OR) = 0.632547.
  const LogRisk risk = log_risk(beside(with_error(StudyMeasure::odds_ratio, 0.71, 0.2), 0.45));
  EXPECT_NEAR(std::exp(*risk.log_rr), 0.816561, 1e-6);
  EXPECT_NEAR(*risk.standard_error, 0.2 * 0.632547, 1e-6);
  EXPECT_EQ(risk.conversion_sd, 0.0);
}

/// Slow and obvious: 20,001 prevalences from -6 to 6 standard deviations, weighed by the normal density.
std::pair<double, double> mean_and_sd(double log_odds, double prevalence) {
  double weights = 0.0, mean = 0.0, square = 0.0;
  for (int i = -10000; i <= 10000; ++i) {
    const double z = 6e-4 * i;
    const double p = 1.0 / (1.0 + std::exp(-(std::log(prevalence / (1.0 - prevalence)) + assumed_prevalence_sd * z)));
    const double value = log_odds - std::log(1.0 - p + p * std::exp(log_odds));
    const double weight = std::exp(-z * z / 2.0);
    weights += weight;
    mean += weight * value;
    square += weight * value * value;
  }
  mean /= weights;
  return {mean, std::sqrt(square / weights - mean * mean)};
}

TEST(LogRisk, AnAssumedPrevalenceIsIntegrated) {
  for (const auto& [odds, prevalence] : {std::pair(0.71, 0.45), std::pair(0.25, 0.15), std::pair(2.5, 0.7)}) {
    const LogRisk risk =
        log_risk(beside(with_error(StudyMeasure::odds_ratio, odds, 0.2), prevalence, PrevalenceIs::assumed));
    const auto [mean, sd] = mean_and_sd(std::log(odds), prevalence);
    EXPECT_NEAR(*risk.log_rr, mean, 1e-6);
    EXPECT_NEAR(risk.conversion_sd, sd, 1e-5);
  }
}

TEST(LogRisk, PercentsAreReadOnTheLog) {
  Study s = ratio(-23.0, -40.0, -1.0);
  s.measure = StudyMeasure::percent;
  const LogRisk risk = log_risk(s);
  EXPECT_NEAR(*risk.log_rr, std::log(0.77), 1e-12);
  EXPECT_NEAR(*risk.standard_error, std::log(0.99 / 0.60) / 3.919928, 1e-6);
  EXPECT_NEAR(*log_risk(with_error(StudyMeasure::percent, -23.0, 0.1)).standard_error, 0.1, 1e-12);
}

TEST(LogRisk, DifferencesOfRisksArePointsBesideAShare) {
  // 10.9 % less 4.2 points: 0.067 / 0.109; the error 0.039796 / 0.067.
  Study s = ratio(-4.2, -12.0, 3.6);
  s.measure = StudyMeasure::risk_difference;
  const LogRisk risk = log_risk(beside(s, 0.109));
  EXPECT_NEAR(*risk.log_rr, std::log(0.067 / 0.109), 1e-12);
  EXPECT_NEAR(*risk.standard_error, 0.156 / 3.919928 / 0.067, 1e-6);
  // Prevalences below 4.2 % cannot be where that many points are gone.
  const LogRisk wide = log_risk(beside(s, 0.05, PrevalenceIs::assumed));
  EXPECT_TRUE(std::isfinite(*wide.log_rr));
  EXPECT_GT(wide.conversion_sd, 0.1);
}

TEST(LogRisk, DifferencesOfMeansStandBesideTheMean) {
  // Gun deaths a month: 5 less 1.1, error 0.4.
  const LogRisk risk = log_risk(beside(with_error(StudyMeasure::difference, -1.1, 0.4), 5.0));
  EXPECT_NEAR(*risk.log_rr, std::log(0.78), 1e-12);
  EXPECT_NEAR(*risk.standard_error, 0.4 / 3.9, 1e-12);
}

TEST(LogRisk, StandardisedDifferencesGoByTheOddsRatio) {
  // d -0.3: log OR -0.5442, OR 0.580305; at 0.2 the relative risk is 0.580305 / (0.8 + 0.116061) = 0.633478.
  const LogRisk risk = log_risk(beside(with_error(StudyMeasure::smd, -0.3, 0.1), 0.2));
  EXPECT_NEAR(std::exp(*risk.log_rr), 0.633478, 1e-5);
  EXPECT_NEAR(*risk.standard_error, 0.1814 * 0.8 / 0.916061, 1e-5);
  EXPECT_NEAR(risk.conversion_sd, 0.09 * std::abs(*risk.log_rr), 1e-12);
}

Study counted(double a, double n, double c, double m) {
  Study s;
  s.measure = StudyMeasure::counts;
  s.events_treated = a;
  s.total_treated = n;
  s.events_control = c;
  s.total_control = m;
  s.error_is = ErrorIs::known;
  return s;
}

TEST(LogRisk, CountsAreARatioOfShares) {
  const LogRisk risk = log_risk(counted(12, 200, 30, 250));
  EXPECT_NEAR(*risk.log_rr, std::log(0.06 / 0.12), 1e-12);
  EXPECT_NEAR(*risk.standard_error, std::sqrt(1.0 / 12 - 1.0 / 200 + 1.0 / 30 - 1.0 / 250), 1e-12);
  const LogRisk none = log_risk(counted(0, 100, 4, 100));
  EXPECT_NEAR(*none.log_rr, std::log(0.5 / 101 / (4.5 / 101)), 1e-12);
  EXPECT_NEAR(*none.standard_error, std::sqrt(1 / 0.5 - 1 / 101.0 + 1 / 4.5 - 1 / 101.0), 1e-12);
}

TEST(LogRisk, DirectionsHaveNoSize) {
  for (const auto& [measure, sign] : {std::pair(StudyMeasure::not_significant, 0),
                                      std::pair(StudyMeasure::sign_less, -1), std::pair(StudyMeasure::sign_more, 1)}) {
    Study s;
    s.measure = measure;
    EXPECT_FALSE(log_risk(s).log_rr);
    EXPECT_FALSE(log_risk(s).standard_error);
    EXPECT_EQ(log_risk(s).sign, sign);
  }
}

TEST(LogSize, PeopleOfAClusterCountForLessThanAsManyOthers) {
  Study s = counted(12, 200, 30, 50);
  EXPECT_NEAR(log_size(s), std::log(160.0), 1e-12);  // unequal arms tell as little as 80 and 80
  s.n_treated = 30.0;
  s.n_control = 30.0;
  EXPECT_NEAR(log_size(s), std::log(60.0), 1e-12);  // those analysed come before those counted
  s.clusters_treated = 4.0;
  s.clusters_control = 4.0;
  const double arm = 30.0 / (1.0 + 0.05 * (30.0 / 4.0 - 1.0));  // by the design effect
  EXPECT_NEAR(log_size(s), std::log(2.0 * arm), 1e-12);
  s.clusters_treated = 30.0;
  s.clusters_control = 30.0;
  EXPECT_NEAR(log_size(s), std::log(60.0), 1e-12) << "a cluster each is no cluster";
}

TEST(LogSize, ClustersWhosePeopleNobodyCountedAreTheMostThatTheirPeopleCanTell) {
  Study s;
  EXPECT_TRUE(std::isnan(log_size(s)));
  s.clusters_treated = 10.0;
  EXPECT_TRUE(std::isnan(log_size(s)));
  s.clusters_control = 10.0;
  EXPECT_NEAR(log_size(s), std::log(20.0 / 0.05), 1e-12);
  s.unit = StudyUnit::place;
  EXPECT_NEAR(log_size(s), std::log(20.0), 1e-12);
  s.clusters_control.reset();
  s.n_treated = 3.0;
  s.n_control = 6.0;
  EXPECT_NEAR(log_size(s), std::log(8.0), 1e-12);
}

}  // namespace
}  // namespace salus::calibration
