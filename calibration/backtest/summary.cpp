#include "calibration/backtest/summary.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "calibration/inference/domains.hpp"
#include "calibration/inference/stream.hpp"
#include "model/core/number.hpp"

namespace salus::calibration {
namespace {

using model::BacktestRow;
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

/// Mean CRPS of some countries (with repetition), pooled at each horizon, then over horizons. Not a number where a
/// horizon has no pair.
double mean_crps(const std::map<int, std::vector<Sums>>& sums, const std::vector<int>& horizons,
                 const std::vector<std::size_t>& countries) {
  double total = 0.0;
  for (const int h : horizons) {
    Sums all;
    const auto& of = sums.at(h);
    for (const std::size_t c : countries) {
      all.pairs += of[c].pairs;
      all.crps += of[c].crps;
    }
    total += all.crps / all.pairs;
  }
  return total / static_cast<double>(horizons.size());
}

double coverage(const std::map<int, std::vector<Sums>>& sums, const std::vector<int>& horizons,
                const std::vector<std::size_t>& countries) {
  double pairs = 0.0;
  double inside = 0.0;
  for (const int h : horizons)
    for (const std::size_t c : countries) {
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

std::string name_of(ForecastModel m) { return std::string(model::forecast_model_names[m]); }

std::string number(double v) { return std::isfinite(v) ? model::format_number(std::round(v * 1e6) / 1e6) : ""; }

}  // namespace

std::vector<BacktestRow> summarise(const std::vector<ScoredForecast>& scored, const std::vector<int>& horizons,
                                   std::size_t resamples, std::uint64_t seed) {
  std::map<std::string, std::size_t> position;
  for (const auto& s : scored) position.emplace(s.iso3, position.size());
  const std::size_t n = position.size();
  ByCountry sums;
  for (const auto& s : scored) {
    auto& of = sums[s.model][s.horizon];
    of.resize(n);
    auto& mine = of[position.at(s.iso3)];
    mine.pairs += 1.0;
    mine.crps += s.score.crps_log;
    mine.inside += s.score.inside[2];
  }
  std::vector<std::size_t> everyone(n);
  for (std::size_t i = 0; i < n; ++i) everyone[i] = i;
  std::vector<std::vector<std::size_t>> drawn(resamples, std::vector<std::size_t>(n));
  Stream random(model::random_key(seed, 0, domain::bootstrap), 0, 0);
  for (auto& sample : drawn)
    for (auto& c : sample) c = std::min(n - 1, static_cast<std::size_t>(random.uniform() * static_cast<double>(n)));

  std::vector<BacktestRow> rows;
  std::map<std::pair<ForecastModel, int>, std::array<std::uint32_t, 10>> tenths;
  for (const auto& s : scored)
    ++tenths[{s.model, s.horizon}][std::min<std::size_t>(9, static_cast<std::size_t>(10.0 * s.score.pit))];
  const auto add = [&](ForecastModel name, const ForecastHorizon& horizon, const std::vector<int>& over) {
    const auto& mine = sums.at(name);
    const auto walk = sums.find(ForecastModel::random_walk);
    for (const int h : over)
      if (mine.count(h) == 0) return;
    BacktestRow row;
    row.model = name;
    row.horizon = horizon;
    double pairs = 0.0;
    for (const int h : over) {
      const PooledScore p = pooled(scored, name, h);
      const double weight = 1.0 / static_cast<double>(over.size());
      row.pairs += p.pairs;
      pairs += p.pairs;
      row.crps_log += weight * p.crps_log;
      row.crps_rate += weight * p.crps_rate;
      row.wis += weight * p.wis;
      for (std::size_t i = 0; i < row.coverage.size(); ++i) row.coverage[i] += p.coverage[i] * p.pairs;
    }
    for (double& c : row.coverage) c /= pairs;
    for (std::size_t c = 0; c < n; ++c)
      row.countries += std::any_of(over.begin(), over.end(), [&](int h) { return mine.at(h)[c].pairs > 0.0; });
    std::vector<double> ratios;
    std::vector<double> covered;
    for (const auto& sample : drawn) {
      if (walk != sums.end()) ratios.push_back(mean_crps(mine, over, sample) / mean_crps(walk->second, over, sample));
      covered.push_back(coverage(mine, over, sample));
    }
    if (walk != sums.end()) row.ratio = mean_crps(mine, over, everyone) / mean_crps(walk->second, over, everyone);
    row.ratio_range = middle95(std::move(ratios));
    row.coverage90_range = middle95(std::move(covered));
    for (const int h : over)
      for (std::size_t i = 0; i < row.pit.size(); ++i) row.pit[i] += tenths[{name, h}][i];
    row.faults = model::faults_of(row);
    rows.push_back(std::move(row));
  };
  using Kind = ForecastHorizon::Kind;
  for (const int h : horizons)
    for (const auto& [name, of] : sums) add(name, {Kind::one, h}, {h});
  for (const auto& [name, of] : sums) add(name, {Kind::long_term, 0}, long_horizons);
  for (const auto& [name, of] : sums) add(name, {Kind::all, 0}, horizons);
  return rows;
}

std::string scores_csv(const std::vector<ScoredForecast>& scored) {
  std::string out = line({"model", "origin", "iso3", "horizon", "observed", "median", "crps_log", "crps_rate", "wis",
                          "in50", "in80", "in90", "in95", "pit"});
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
      for (std::size_t i = 0; i < 4; ++i) p.coverage[i] += s.score.inside[i];
    }
  std::string out =
      line({"iso3", "model", "horizon", "pairs", "crps_log", "crps_rate", "wis", "in50", "in80", "in90", "in95"});
  for (const auto& [key, p] : all) {
    const double n = p.pairs;
    out += line({std::get<0>(key), name_of(std::get<1>(key)),
                 std::get<2>(key) == all_horizons ? "all" : std::to_string(std::get<2>(key)), std::to_string(p.pairs),
                 number(p.crps_log / n), number(p.crps_rate / n), number(p.wis / n), number(p.coverage[0] / n),
                 number(p.coverage[1] / n), number(p.coverage[2] / n), number(p.coverage[3] / n)});
  }
  return out;
}

}  // namespace salus::calibration
