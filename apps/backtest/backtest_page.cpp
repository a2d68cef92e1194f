#include "apps/backtest/backtest_page.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/calibration.hpp"
#include "model/core/number.hpp"
#include "output/report/fan_chart.hpp"
#include "output/report/html_parts.hpp"

namespace salus::apps {
namespace {

namespace html = output::html;
using calibration::ScoredForecast;
using ByOrigin = std::map<int, std::vector<const ScoredForecast*>>;

constexpr int years_before = 12;  ///< of a series shown before an origin

std::string chart(int origin, const std::vector<const ScoredForecast*>& forecasts,
                  const calibration::RateSeries& series, const std::string& name) {
  output::FanChart fan;
  fan.title = name + ", forecast from " + std::to_string(origin);
  fan.description =
      "Homicides per 100,000 person-years: published figures known then (filled), forecast with bands of 50, 80 and 95 "
      "%, and what came (hollow).";
  for (const auto* f : forecasts) {
    fan.years.push_back(f->year);
    auto& q = fan.quantiles.emplace_back();
    for (const double p : {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975})
      q.push_back(std::exp(calibration::quantile(f->forecast, p)));
  }
  for (const auto& [year, rate] : series)
    if (year > origin - years_before && year <= fan.years.back())
      fan.history.push_back({year, rate, year > origin, false});
  fan.width = 340;
  fan.height = 190;
  return "<figure><figcaption>from " + std::to_string(origin) + "</figcaption>" + output::svg(fan) + "</figure>";
}

struct Tally {
  std::size_t pairs = 0;
  double crps = 0.0;
  double inside = 0.0;
};

std::string country_section(const std::string& iso3, const std::string& name, const ByOrigin& origins,
                            const calibration::RateSeries& series, const std::map<std::string, Tally>& tallies) {
  std::string charts;
  for (const auto& [origin, forecasts] : origins) charts += chart(origin, forecasts, series, name);
  const auto& own = tallies.at("salus");
  const auto& walk = tallies.at("random_walk");
  const auto n = static_cast<double>(own.pairs);
  return html::section(
      iso3, name,
      html::soft(std::to_string(own.pairs) + " forecasts scored, of all years ahead: CRPS on the log " +
                 model::format_fixed(own.crps / n, 3) + ", random walk " + model::format_fixed(walk.crps / n, 3) +
                 "; inside the 90 % interval " + model::format_fixed(100.0 * own.inside / n, 0) + " %, random walk " +
                 model::format_fixed(100.0 * walk.inside / n, 0) + " %." +
                 (own.pairs < calibration::least_pairs ? " Too few to judge." : "")) +
          "<div class=many>" + charts + "</div>");
}

}  // namespace

std::string backtest_page(const calibration::RatePanel& rates, const std::vector<ScoredForecast>& scored,
                          const std::string& summary, const std::map<std::string, std::string>& names,
                          const std::vector<std::pair<std::string, std::string>>& made) {
  std::map<std::string, ByOrigin> forecasts;
  std::map<std::string, std::map<std::string, Tally>> tallies;
  for (const auto& s : scored) {
    auto& tally = tallies[s.iso3][s.model];
    ++tally.pairs;
    tally.crps += s.score.crps_log;
    tally.inside += s.score.inside[2];
    if (s.model == "salus") forecasts[s.iso3][s.origin].push_back(&s);
  }
  std::vector<std::pair<std::string, std::string>> order;  // name, code
  for (auto& [iso3, origins] : forecasts) {
    for (auto& [origin, own] : origins)
      std::sort(own.begin(), own.end(), [](const auto* a, const auto* b) { return a->horizon < b->horizon; });
    const auto found = names.find(iso3);
    order.emplace_back(found != names.end() ? found->second : iso3, iso3);
  }
  std::sort(order.begin(), order.end());
  std::string nav = "<a href=#backtest>All countries</a> ";
  std::string body =
      html::backtest_section(summary) +
      html::soft(
          "The charts: homicides per 100,000 people a year. Filled points were known when the forecast was made, "
          "hollow ones came later; the line is the middle of the forecast, the bands hold 50, 80 and 95 % of it.");
  for (const auto& [name, iso3] : order) {
    nav += "<a href=#" + output::escaped(iso3) + ">" + output::escaped(name) + "</a> ";
    body += country_section(iso3, name, forecasts.at(iso3), rates.at(iso3), tallies.at(iso3));
  }
  html::Table how("", {"What", "How"}, 2);
  for (const auto& [what, text] : made) how.row({output::escaped(what), output::escaped(text)});
  nav += "<a href=#made>How this was made</a>";
  body += html::section("made", "How this was made", how.text());
  return html::document("Salus: the back-test",
                        "Forecasts of published national homicide rates from past years, made with what was published "
                        "of the years before, beside what came.",
                        nav, "backtest", body);
}

}  // namespace salus::apps
