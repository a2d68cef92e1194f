#pragma once
/// Records that a run leaves beside its series: what it started from, checks that failed, a back-test. No real figures.
#include <vector>

#include "model/run/results.hpp"

namespace salus::tests {

inline model::ProjectionStart sample_start(model::ProjectionStart::Kind kind) {
  model::ProjectionStart start;
  start.kind = kind;
  if (kind == model::ProjectionStart::Kind::first_estimates) return start;
  start.draws = 400;
  start.last_data_year = 2019;
  if (kind == model::ProjectionStart::Kind::mixed) start.missing = {"BBB", "CCC"};
  return start;
}

inline std::vector<model::FailedCheck> sample_failed_checks() {
  using model::MixingStatistic;
  using model::View;
  return {{MixingStatistic::r_hat, "jump_rate", 1.05, 1.01, View::as_of_note},
          {MixingStatistic::tail_ess, "level[AAA]", 31.25, 400.0, View::as_of_note},
          {MixingStatistic::bulk_ess, "drift", 210.0, 400.0, View::now}};
}

/// Two rows of a back-test: one that lacks two things, one that is not judged.
inline std::vector<model::BacktestRow> sample_backtest() {
  model::BacktestRow own;
  own.model = model::ForecastModel::salus;
  own.horizon = {model::ForecastHorizon::Kind::one, 1};
  own.pairs = 144;
  own.countries = 39;
  own.crps_log = 0.0901;
  own.crps_rate = 0.94;
  own.wis = 0.0812;
  own.coverage = {{0.5, 0.79, 0.833, 0.88}};
  own.coverage90_range = {0.766, 0.893};
  own.ratio = 0.928;
  own.ratio_range = {0.84, 1.039};
  own.pit = {18, 17, 12, 24, 15, 22, 10, 8, 8, 10};
  own.faults = model::faults_of(own);
  model::BacktestRow walk = own;
  walk.model = model::ForecastModel::random_walk;
  walk.horizon = {model::ForecastHorizon::Kind::all, 0};
  walk.ratio = 1.0;
  walk.ratio_range = {1.0, 1.0};
  walk.faults = model::faults_of(walk);
  return {own, walk};
}

/// Two scores, the second without intervals, and a question of each verdict.
inline model::OracleSummary sample_oracle() {
  model::OracleSummary oracle;
  for (const char* of : {"all", "youth"}) {
    model::OracleScore score{of, 12, 9, 7, {}};
    double value = 0.15;
    for (auto& figure : score.figures) {
      figure = {value, {value - 0.1, value + 0.1}};
      value += 0.05;
    }
    oracle.scores.push_back(score);
  }
  const double none = std::numeric_limits<double>::quiet_NaN();
  for (auto& figure : oracle.scores[1].figures) figure.range = {none, none};
  using model::Expected;
  using model::QuestionKind;
  using model::Verdict;
  const auto add = [&](const char* id, QuestionKind kind, Expected expected, double observed, Verdict verdict) {
    oracle.questions.push_back({id, kind, "From <one> to two", "One 2011", "Two 2012; Three (+4)", expected, -0.5, -0.3,
                                -1.2, 0.1, observed, verdict});
  };
  add("q1", QuestionKind::second_city, Expected::as_from, -0.2, Verdict::hit);
  add("q2", QuestionKind::dose, Expected::larger, -1.5, Verdict::miss);
  add("q3", QuestionKind::reversal, Expected::none, none, Verdict::not_judged);
  add("q4", QuestionKind::dose, Expected::larger, -0.1, Verdict::hit);
  oracle.questions.back().low = -0.6;
  oracle.accounts = {"slope"};
  return oracle;
}

}  // namespace salus::tests
