#include "calibration/backtest/summary.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>

#include "calibration/inference/domains.hpp"
#include "calibration/inference/stream.hpp"
#include "model/core/number.hpp"

namespace salus::calibration {
namespace {

using model::BacktestRow;
using model::CentralInterval;
using model::ForecastHorizon;
using model::ForecastModel;
using model::Range;

const std::vector<int> long_horizons{3, 5, 7, 10};

/// Sums of one country: pairs, CRPS of the log rate, inside the 90 % interval.
struct Sums {
  double pairs = 0.0;
  double crps = 0.0;
  double inside = 0.0;
};
/// [model][horizon] -> sums by country.
using ByCountry = std::map<ForecastModel, std::map<int, std::vector<Sums>>>;
/// One origin of one country.
using Case = std::pair<std::string, int>;
/// [horizon] -> sums by case.
using ByCase = std::map<int, std::map<Case, Sums>>;

/// Mean CRPS over horizons, pooled at each. @param left_out what is not in it; not a number where a horizon has nothing
/// else
double mean_crps_without(const ByCase& sums, const std::vector<int>& horizons, const Case& left_out) {
  double total = 0.0;
  double count = 0.0;
  for (const int h : horizons) {
    Sums all;
    for (const auto& [one, of] : sums.at(h)) {
      if (one == left_out) continue;
      all.pairs += of.pairs;
      all.crps += of.crps;
    }
    total += all.crps / all.pairs;
    count += 1.0;
  }
  return total / count;
}

/// Mean CRPS of some countries (with repetition), pooled at each horizon, then over horizons. Not a number where a
/// horizon has no pair.
double mean_crps(const std::map<int, std::vector<Sums>>& sums, const std::vector<int>& horizons,
                 const std::vector<std::uint32_t>& countries) {
  double total = 0.0;
  for (const int h : horizons) {
    Sums all;
    const auto& of = sums.at(h);
    for (const std::uint32_t c : countries) {
      all.pairs += of[c].pairs;
      all.crps += of[c].crps;
    }
    total += all.crps / all.pairs;
  }
  return total / static_cast<double>(horizons.size());
}

double coverage(const std::map<int, std::vector<Sums>>& sums, const std::vector<int>& horizons,
                const std::vector<std::uint32_t>& countries) {
  double pairs = 0.0;
  double inside = 0.0;
  for (const int h : horizons)
    for (const std::uint32_t c : countries) {
      pairs += sums.at(h)[c].pairs;
      inside += sums.at(h)[c].inside;
    }
  return inside / pairs;
}

Range middle95(std::vector<double> values) {
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  if (values.empty()) return {std::nan(""), std::nan("")};
  std::sort(values.begin(), values.end());
  const auto at = [&](double p) {
    return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1) + 0.5)];
  };
  return {at(0.025), at(0.975)};
}

std::string line(const std::vector<std::string>& cells) {
  std::string out;
  for (const auto& cell : cells) out += (out.empty() ? "" : ",") + cell;
  return out + "\n";
}

/// Columns of what the central intervals hold.
void add_interval_names(std::vector<std::string>& header) {
  header.insert(header.end(), model::central_interval_names.begin(), model::central_interval_names.end());
}

std::string name_of(ForecastModel m) { return std::string(model::forecast_model_names[m]); }

std::string number(double v) { return std::isfinite(v) ? model::format_number(std::round(v * 1e6) / 1e6) : ""; }

}  // namespace

namespace {

/// What all rows are made of: sums by country, countries drawn with replacement, where observations fell.
class Summary {
 public:
  Summary(const std::vector<ScoredForecast>& scored, std::uint32_t resamples, std::uint64_t seed) : scored_(scored) {
    std::map<std::string, std::uint32_t> position;
    for (const auto& s : scored)
      if (position.emplace(s.iso3, countries_).second) ++countries_;
    for (const auto& s : scored) {
      auto& of = sums_[s.model][s.horizon];
      of.resize(countries_);
      auto& mine = of[position.at(s.iso3)];
      mine.pairs += 1.0;
      mine.crps += s.score.crps_log;
      mine.inside += s.score.inside[CentralInterval::in90] ? 1.0 : 0.0;
      auto& one = cases_[s.model][s.horizon][{s.iso3, s.origin}];
      one.pairs += 1.0;
      one.crps += s.score.crps_log;
      ++tenths_[{s.model, s.horizon}][std::min(9u, static_cast<unsigned>(10.0 * s.score.pit))];
    }
    for (std::uint32_t c = 0; c < countries_; ++c) everyone_.push_back(c);
    drawn_.assign(resamples, std::vector<std::uint32_t>(countries_));
    Stream random(model::random_key(seed, 0, domain::bootstrap), 0, 0);
    for (auto& sample : drawn_)
      for (auto& c : sample) c = std::min(countries_ - 1, static_cast<std::uint32_t>(random.uniform() * countries_));
  }

  std::vector<ForecastModel> models() const {
    std::vector<ForecastModel> all;
    for (const auto& [model, of] : sums_) all.push_back(model);
    return all;
  }

  /// Pooled over some horizons; nothing where one of them has no pair.
  std::optional<BacktestRow> row(ForecastModel name, const ForecastHorizon& horizon,
                                 const std::vector<int>& over) const {
    const auto& mine = sums_.at(name);
    for (const int h : over)
      if (mine.count(h) == 0) return std::nullopt;
    BacktestRow row;
    row.model = name;
    row.horizon = horizon;
    add_scores(over, row);
    for (std::uint32_t c = 0; c < countries_; ++c)
      row.countries += std::any_of(over.begin(), over.end(), [&](int h) { return mine.at(h)[c].pairs > 0.0; });
    add_intervals(over, row);
    row.without_one = without_one(over, row);
    for (const int h : over)
      for (std::size_t i = 0; i < row.pit.size(); ++i) row.pit[i] += tenths_.at({name, h})[i];
    row.faults = model::faults_of(row);
    return row;
  }

 private:
  void add_scores(const std::vector<int>& over, BacktestRow& row) const {
    const double weight = 1.0 / static_cast<double>(over.size());
    double pairs = 0.0;
    for (const int h : over) {
      const PooledScore p = pooled(scored_, row.model, h);
      row.pairs += p.pairs;
      pairs += p.pairs;
      row.crps_log += weight * p.crps_log;
      row.crps_rate += weight * p.crps_rate;
      row.wis += weight * p.wis;
      for (const auto interval : model::every<CentralInterval>)
        row.coverage[interval] += p.coverage[interval] * p.pairs;
    }
    for (double& c : row.coverage) c /= pairs;
  }

  /// Against the random walk, and coverage of the 90 % interval; with ranges over the samples of countries.
  void add_intervals(const std::vector<int>& over, BacktestRow& row) const {
    const auto& mine = sums_.at(row.model);
    const auto walk = sums_.find(ForecastModel::random_walk);
    std::vector<double> ratios;
    std::vector<double> covered;
    for (const auto& sample : drawn_) {
      if (walk != sums_.end()) ratios.push_back(mean_crps(mine, over, sample) / mean_crps(walk->second, over, sample));
      covered.push_back(coverage(mine, over, sample));
    }
    if (walk != sums_.end()) row.ratio = mean_crps(mine, over, everyone_) / mean_crps(walk->second, over, everyone_);
    row.ratio_range = middle95(std::move(ratios));
    row.coverage90_range = middle95(std::move(covered));
  }

  /// The ratio without the case whose leaving out moves it most. Both forecasters lose the same pairs.
  model::WithoutOne without_one(const std::vector<int>& over, const BacktestRow& row) const {
    model::WithoutOne most;
    double moved = 1e-9;  // less is no movement
    if (row.model == ForecastModel::random_walk || cases_.count(ForecastModel::random_walk) == 0) return most;
    const auto& mine = cases_.at(row.model);
    const auto& walk = cases_.at(ForecastModel::random_walk);
    std::set<Case> all;
    for (const int h : over)
      for (const auto& [one, of] : mine.at(h)) all.insert(one);
    for (const auto& one : all) {
      const double ratio = mean_crps_without(mine, over, one) / mean_crps_without(walk, over, one);
      if (!(std::abs(ratio - row.ratio) > moved)) continue;
      moved = std::abs(ratio - row.ratio);
      most = {ratio, one.first, one.second};
    }
    return most;
  }

  const std::vector<ScoredForecast>& scored_;
  std::uint32_t countries_ = 0;
  ByCountry sums_;
  std::map<ForecastModel, ByCase> cases_;
  std::map<std::pair<ForecastModel, int>, std::array<std::uint32_t, 10>> tenths_;
  std::vector<std::uint32_t> everyone_;
  std::vector<std::vector<std::uint32_t>> drawn_;
};

}  // namespace

std::vector<BacktestRow> summarise(const std::vector<ScoredForecast>& scored, const std::vector<int>& horizons,
                                   std::uint32_t resamples, std::uint64_t seed) {
  const Summary summary(scored, resamples, seed);
  std::vector<BacktestRow> rows;
  const auto add = [&](ForecastModel name, const ForecastHorizon& horizon, const std::vector<int>& over) {
    if (auto row = summary.row(name, horizon, over)) rows.push_back(std::move(*row));
  };
  using Kind = ForecastHorizon::Kind;
  const auto models = summary.models();
  for (const int h : horizons)
    for (const auto name : models) add(name, {Kind::one, h}, {h});
  for (const auto name : models) add(name, {Kind::long_term, 0}, long_horizons);
  for (const auto name : models) add(name, {Kind::all, 0}, horizons);
  return rows;
}

std::string scores_csv(const std::vector<ScoredForecast>& scored) {
  std::vector<std::string> header{"model",  "origin",   "iso3",      "horizon", "observed",
                                  "median", "crps_log", "crps_rate", "wis"};
  add_interval_names(header);
  header.emplace_back("pit");
  std::string out = line(header);
  for (const auto& s : scored) {
    std::vector<std::string> cells{
        name_of(s.model),          std::to_string(s.origin),  s.iso3,
        std::to_string(s.horizon), number(s.observed),        number(std::exp(quantile(s.forecast, 0.5))),
        number(s.score.crps_log),  number(s.score.crps_rate), number(s.score.wis)};
    for (const bool inside : s.score.inside) cells.push_back(inside ? "1" : "0");
    cells.push_back(number(s.score.pit));
    out += line(cells);
  }
  return out;
}

std::string countries_csv(const std::vector<ScoredForecast>& scored) {
  constexpr int all_horizons = 1000;  // after every other
  std::map<std::tuple<std::string, ForecastModel, int>, PooledScore> all;
  for (const auto& s : scored)
    for (const int horizon : {s.horizon, all_horizons}) {
      auto& p = all[{s.iso3, s.model, horizon}];
      ++p.pairs;
      p.crps_log += s.score.crps_log;
      p.crps_rate += s.score.crps_rate;
      p.wis += s.score.wis;
      for (const auto interval : model::every<CentralInterval>)
        p.coverage[interval] += s.score.inside[interval] ? 1.0 : 0.0;
    }
  std::vector<std::string> header{"iso3", "model", "horizon", "pairs", "crps_log", "crps_rate", "wis"};
  add_interval_names(header);
  std::string out = line(header);
  for (const auto& [key, p] : all) {
    const double n = p.pairs;
    const auto& [iso3, model, horizon] = key;
    std::vector<std::string> cells{iso3,
                                   name_of(model),
                                   horizon == all_horizons ? "all" : std::to_string(horizon),
                                   std::to_string(p.pairs),
                                   number(p.crps_log / n),
                                   number(p.crps_rate / n),
                                   number(p.wis / n)};
    for (const double share : p.coverage) cells.push_back(number(share / n));
    out += line(cells);
  }
  return out;
}

}  // namespace salus::calibration
