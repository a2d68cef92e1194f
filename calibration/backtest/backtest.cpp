#include "calibration/backtest/backtest.hpp"

#include <algorithm>

namespace salus::calibration {
namespace {

/// What was known at the origin (values are of today's edition). Series that ended earlier stay: the pool learns from
/// them.
RatePanel known_at(const RatePanel& panel, int origin) {
  RatePanel past;
  for (const auto& [iso3, series] : panel)
    if (RateSeries known(series.begin(), series.upper_bound(origin)); !known.empty()) past[iso3] = std::move(known);
  return past;
}

}  // namespace

std::vector<ScoredForecast> backtest(const RatePanel& panel, const BacktestPlan& plan,
                                     const std::vector<Forecaster>& forecasters) {
  std::vector<ScoredForecast> scored;
  for (const int origin : plan.origins) {
    const RatePanel past = known_at(panel, origin);
    std::vector<std::map<std::string, CountryForecasts>> said;
    for (const auto& f : forecasters) said.push_back(f.fit(past, plan.horizon));
    for (const auto& [iso3, series] : past) {
      if (origin - series.rbegin()->first > 1) continue;
      if (!std::all_of(said.begin(), said.end(), [&iso3 = iso3](const auto& s) { return s.count(iso3) > 0; })) continue;
      for (int h = 1; h <= plan.horizon; ++h) {
        const auto came = panel.at(iso3).find(series.rbegin()->first + h);
        if (came == panel.at(iso3).end()) continue;
        for (std::size_t f = 0; f < forecasters.size(); ++f) {
          const Forecast& forecast = said[f].at(iso3)[static_cast<std::size_t>(h - 1)];
          scored.push_back({forecasters[f].model, iso3, origin, h, came->first, came->second, forecast,
                            score(forecast, came->second)});
        }
      }
    }
  }
  return scored;
}

PooledScore pooled(const std::vector<ScoredForecast>& scored, model::ForecastModel model, int horizon) {
  PooledScore out;
  for (const auto& s : scored) {
    if (s.model != model || s.horizon != horizon) continue;
    ++out.pairs;
    out.crps_log += s.score.crps_log;
    out.crps_rate += s.score.crps_rate;
    out.wis += s.score.wis;
    for (const auto interval : model::every<model::CentralInterval>)
      out.coverage[interval] += s.score.inside[interval] ? 1.0 : 0.0;
  }
  const double n = out.pairs;
  for (double* v : {&out.crps_log, &out.crps_rate, &out.wis}) *v /= n;
  for (double& share : out.coverage) share /= n;
  return out;
}

}  // namespace salus::calibration
