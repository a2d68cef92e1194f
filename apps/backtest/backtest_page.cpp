#include "apps/backtest/backtest_page.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/calibration.hpp"
#include "output/page/document.hpp"
#include "output/page/fan_chart.hpp"
#include "output/report/html_sections.hpp"
#include "output/words/sentences/origins.hpp"

namespace salus::apps {
namespace {

namespace page = output::page;
namespace words = output::words;
namespace say = output::words::origins;
using calibration::ScoredForecast;
using page::Html;
using page::Verbatim;
using words::Text;
using ByOrigin = std::map<int, std::vector<const ScoredForecast*>>;

constexpr int years_before = 12;  ///< of a series shown before an origin

Html chart(int origin, const std::vector<const ScoredForecast*>& forecasts, const calibration::RateSeries& series,
           const std::string& name) {
  page::FanChart fan(say::Chart{.country = Verbatim(name), .year = origin}, say::chart_reading);
  for (const auto* f : forecasts) {
    fan.years.push_back(f->year);
    auto& q = fan.quantiles.emplace_back();
    for (const auto level : model::every<page::FanLevel>)
      q[level] = std::exp(calibration::quantile(f->forecast, page::fan_shares[level]));
  }
  for (const auto& [year, rate] : series)
    if (year > origin - years_before && year <= fan.years.back())
      fan.history.push_back({year, rate, year > origin, false});
  fan.width = 340;
  fan.height = 190;
  return page::figure(say::From{.year = origin}, page::fan_chart(fan));
}

struct Tally {
  std::uint32_t pairs = 0;
  double crps = 0.0;
  double inside = 0.0;
};

page::Section country_section(const std::string& iso3, const std::string& name, const ByOrigin& origins,
                              const calibration::RateSeries& series,
                              const std::map<model::ForecastModel, Tally>& tallies) {
  Html charts;
  for (const auto& [origin, forecasts] : origins) charts += chart(origin, forecasts, series, name);
  const auto& own = tallies.at(model::ForecastModel::salus);
  const auto& walk = tallies.at(model::ForecastModel::random_walk);
  std::vector<Text> scored{say::Scored{.pairs = own.pairs,
                                       .crps = own.crps / own.pairs,
                                       .walk = walk.crps / own.pairs,
                                       .inside = own.inside / own.pairs,
                                       .walk_inside = walk.inside / own.pairs}};
  if (own.pairs < model::least_pairs) scored.push_back(say::too_few);
  const Verbatim title(name);
  return page::section(iso3, title, page::escaped(title), page::soft(words::paragraph(scored)) + page::many(charts));
}

}  // namespace

std::string backtest_page(const calibration::RatePanel& rates, const std::vector<ScoredForecast>& scored,
                          const std::vector<model::BacktestRow>& rows, const std::map<std::string, std::string>& names,
                          const std::vector<page::MadeRow>& made) {
  std::map<std::string, ByOrigin> forecasts;
  std::map<std::string, std::map<model::ForecastModel, Tally>> tallies;
  for (const auto& s : scored) {
    auto& tally = tallies[s.iso3][s.model];
    ++tally.pairs;
    tally.crps += s.score.crps_log;
    tally.inside += s.score.inside[model::CentralInterval::in90] ? 1.0 : 0.0;
    if (s.model == model::ForecastModel::salus) forecasts[s.iso3][s.origin].push_back(&s);
  }
  std::vector<std::pair<std::string, std::string>> order;  // name, code
  for (auto& [iso3, origins] : forecasts) {
    for (auto& [origin, own] : origins)
      std::sort(own.begin(), own.end(), [](const auto* a, const auto* b) { return a->horizon < b->horizon; });
    const auto found = names.find(iso3);
    order.emplace_back(found != names.end() ? found->second : iso3, iso3);
  }
  std::sort(order.begin(), order.end());
  page::Document document("backtest", say::title, say::lead);
  auto all = output::html::backtest_section(rows);
  all.name = say::all;
  all.content += page::soft(say::charts);
  document.add(std::move(all));
  for (const auto& [name, iso3] : order)
    document.add(country_section(iso3, name, forecasts.at(iso3), rates.at(iso3), tallies.at(iso3)));
  document.add(page::made_section(made));
  return document.render(words::english());
}

}  // namespace salus::apps
