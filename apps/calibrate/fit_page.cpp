/// The page of a fit: what was learnt, and for each country its course, its parameters before and after, and whether it
/// looks like its data.
#include <algorithm>
#include <cmath>

#include "apps/calibrate/fitted_view.hpp"
#include "calibration/statistics.hpp"
#include "model/core/number.hpp"
#include "output/report/fan_chart.hpp"
#include "output/report/html_parts.hpp"

namespace salus::apps {
namespace {

using calibration::Learnt;
using output::escaped;
namespace html = output::html;

std::string number(double v) { return v != 0.0 && std::abs(v) < 0.001 ? "below 0.001" : html::amount(v, "two digits"); }
std::string percent(double share) { return model::format_fixed(100.0 * share, 0) + " %"; }
std::string range(const std::array<double, 3>& v) {
  return number(v[1]) + "<br><span class=\"soft n\">" + number(v[0]) + " to " + number(v[2]) + "</span>";
}
std::string view_title(const FittedView& v) {
  return std::string(model::view_names[v.posterior.view]) + ", data to " + std::to_string(v.posterior.last_data_year);
}

/// What of the prior's spread is gone.
std::string contraction(double c) { return c < -0.05 ? "wider than before" : percent(std::max(0.0, c)); }

/// A unit as it is said.
std::string said(const std::string& unit) {
  return unit == "1"             ? ""
         : unit == "1e-5 year-1" ? "per 100,000 a year"
         : unit == "year-1"      ? "a year"
         : unit == "year-1/2"    ? "a year's sd"
         : unit == "year-3/2"    ? "a year, of a drift"
                                 : unit;
}

/// `1 figure`, `2 figures`.
std::string counted(std::size_t n, const std::string& thing) {
  return std::to_string(n) + " " + thing + (n == 1 ? "" : "s");
}

std::string learnt_table(const std::string& caption, const std::vector<Learnt>& all) {
  html::Table table(caption, {"Quantity", "Unit", "Before (90 %)", "After (90 %)", "Learnt"}, 2, true);
  for (const auto& l : all)
    table.row({escaped(l.meaning) + " <code class=soft>" + escaped(l.name) + "</code>", escaped(said(l.unit)),
               range(l.prior), range(l.posterior), contraction(l.contraction)});
  return table.text();
}

std::string chart(const FittedView& view, std::size_t c, const std::string& name) {
  const auto& country = view.panel.countries[c];
  output::FanChart fan;
  fan.title = name + ", " + view_title(view);
  fan.description = "Homicides per 100,000 person-years: fitted course to " + std::to_string(view.panel.last_year) +
                    ", then what may be published. Bands hold 50, 80 and 95 %.";
  const auto& rates = view.checks.countries[c].rates;
  for (std::size_t t = 0; t < rates.size(); ++t) {
    if (std::isnan(rates[t][0])) continue;
    fan.years.push_back(view.panel.first_year + static_cast<int>(t));
    fan.quantiles.emplace_back(rates[t].begin(), rates[t].end());
  }
  for (const auto& r : country.readings)
    fan.history.push_back(
        {view.panel.first_year + static_cast<int>(r.year), model::exponential(r.log_rate), false, r.modelled});
  fan.width = 520;
  fan.height = 260;
  return "<figure><figcaption>" + escaped(view_title(view)) + "</figcaption>" + output::svg(fan) + "</figure>";
}

std::string predictive_table(const FittedView& view, std::size_t c) {
  const auto& checks = view.checks.countries[c].predictive;
  if (checks.empty())
    return html::soft(view_title(view) + ": too few changes between neighbouring years for a predictive check.");
  html::Table table(
      "Predictive check, " + view_title(view),
      {"Of the published series", "Published", "Drawn from the fit (90 %)", "Drawn at least as large", ""}, 1, true);
  for (const auto& p : checks)
    table.row({escaped(p.name), number(p.observed), range({p.low, p.middle, p.high}), percent(p.above),
               p.held() ? "holds" : "<strong>does not hold</strong>"});
  return table.text();
}

/// Where sources contradict each other: what projections start from is wider than the fit. Empty where they do not.
std::string disputed_start(const FittedView& view, std::size_t c) {
  const auto& p = view.posterior;
  std::vector<double> fitted;
  std::vector<double> start;
  for (std::size_t i = c; i < p.level.size(); i += p.countries.size()) {
    fitted.push_back(model::exponential(static_cast<double>(p.level[i])));
    start.push_back(model::exponential(static_cast<double>(p.start_level[i])));
  }
  if (fitted == start) return "";
  const auto range_of = [](std::vector<double> v) {
    std::sort(v.begin(), v.end());
    return number(calibration::quantile(v, 0.05)) + " to " + number(calibration::quantile(v, 0.95));
  };
  return "WHO or IHME contradict the police figures by more than a factor of two. Projections start from " +
         range_of(start) + " homicides per 100,000, not from the fit's " + range_of(fitted) +
         " (90 %); chart and table show the fit.";
}

std::string country_section(const std::vector<FittedView>& views, std::size_t c, const std::string& name) {
  const std::string& iso3 = views.front().panel.countries[c].iso3;
  std::string charts;
  std::string tables;
  std::size_t readings = 0;
  std::size_t modelled = 0;
  for (const auto& r : views.back().panel.countries[c].readings) (r.modelled ? modelled : readings) += 1;
  for (const auto& view : views) charts += chart(view, c, name);
  for (const auto& view : views)
    tables += learnt_table("Before and after the data, " + view_title(view), view.checks.countries[c].learnt) +
              predictive_table(view, c);
  std::string told = counted(readings, "published yearly figure") +
                     (modelled ? " and " + counted(modelled, "modelled one") + " (brown)" : "") + " to " +
                     std::to_string(views.back().posterior.last_data_year) + ".";
  if (readings == 0)
    told += " No police series: the level is borrowed from the region" +
            std::string(modelled ? " and from the modelled figures." : ".");
  std::string warned;
  for (const auto& view : views) {
    if (const std::string start = disputed_start(view, c); !start.empty())
      warned += "<p>" + escaped(view_title(view) + ": " + start) + "</p>";
    for (const auto& p : view.checks.countries[c].predictive)
      if (!p.held()) warned += "<p>" + escaped(view_title(view) + ", does not hold: " + p.name + ".") + "</p>";
  }
  return html::section(iso3, name,
                       html::soft(told) + warned + "<div class=two>" + charts + "</div>" +
                           html::details("Parameters and checks", tables));
}

/// Names of countries by position, in the order of the page.
using Order = std::vector<std::pair<std::string, std::size_t>>;

std::string failed_checks(const FittedView& view, const Order& order) {
  std::string items;
  for (const auto& [name, c] : order)
    for (const auto& p : view.checks.countries[c].predictive)
      if (!p.held())
        items += "<li>" +
                 escaped(name + ": " + p.name + "; published " + number(p.observed) + ", drawn " + number(p.low) +
                         " to " + number(p.high)) +
                 "</li>";
  return items.empty() ? "" : "<ul>" + items + "</ul>";
}

std::string first_section(const std::vector<FittedView>& views, const session::Posterior& posterior,
                          const Order& order) {
  std::string out =
      "<p class=lead>Yearly homicide of " + std::to_string(views.front().panel.countries.size()) +
      " countries, fitted at once: each has its own level, volatility and noise of figures, drawn towards those of all "
      "where its own figures say little; drift, shocks of the world and of the region are shared.</p>";
  out += posterior.failed_check.empty()
             ? "<p>All checks of the chains passed: R-hat at most 1.01, effective sample sizes at least 400.</p>"
             : "<p><strong>A check of the chains failed: " + escaped(posterior.failed_check) +
                   ".</strong> Do not use intervals from this posterior; calibrate with more sweeps.</p>";
  for (const auto& view : views) {
    const std::size_t all = view.checks.predictive_checks();
    const std::size_t failed = view.checks.predictive_failures();
    out += html::soft(view_title(view) + ": " + calibration::to_string(view.posterior.mixing) + ". Of " +
                      std::to_string(all) + " predictive checks " + std::to_string(failed) +
                      " do not hold; about one in twenty would not even if the model were true.") +
           failed_checks(view, order);
  }
  out += html::soft(
      "How to read it: a quantity's prior is what was thought before, its posterior what the figures leave; “learnt” "
      "is the share of the prior's variance that is gone, on the scale on which the prior is normal. Near 0 % a "
      "quantity is no better known than before, though it may have moved. A fit that describes the past says nothing "
      "about effects of measures.");
  out += html::soft(
      "The charts: homicides per 100,000 people a year. Points are published figures, brown ones modelled estimates; "
      "the line and the bands (50, 80 and 95 %) are the fitted course without the noise of figures, and after the last "
      "year of data what may be published.");
  return html::section("fit", "What was fitted", out);
}

}  // namespace

std::string fit_page(const std::vector<FittedView>& views, const session::Posterior& posterior,
                     const std::map<std::string, std::string>& names) {
  Order order;  // by name
  for (std::size_t c = 0; c < views.front().panel.countries.size(); ++c) {
    const auto found = names.find(views.front().panel.countries[c].iso3);
    order.emplace_back(found != names.end() ? found->second : views.front().panel.countries[c].iso3, c);
  }
  std::sort(order.begin(), order.end());
  std::string body = first_section(views, posterior, order);
  std::string pooled;
  for (const auto& view : views)
    pooled += html::details(view_title(view),
                            learnt_table("", view.checks.pooled) +
                                learnt_table("Places within a country: series of cities and states of " +
                                                 std::to_string(view.cities.countries.size()) + " countries",
                                             view.places),
                            &view == &views.back());
  body += html::section("shared", "What all countries share", pooled);
  std::string nav = "<a href=#fit>What was fitted</a> <a href=#shared>What all countries share</a> ";
  for (const auto& [name, c] : order) {
    nav += "<a href=#" + escaped(views.front().panel.countries[c].iso3) + ">" + escaped(name) + "</a> ";
    body += country_section(views, c, name);
  }
  return html::document("Salus: the calibration",
                        "What published figures say of the countries' homicide, what they leave open, and whether the "
                        "model looks like them.",
                        nav, "fit", body);
}

}  // namespace salus::apps
