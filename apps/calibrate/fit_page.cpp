/// The page of a fit: what was learnt, and for each country its course, its parameters before and after, and whether it
/// looks like its data.
#include <algorithm>
#include <cmath>

#include "apps/calibrate/fitted_view.hpp"
#include "apps/common/calibration_words.hpp"
#include "calibration/statistics.hpp"
#include "output/page/document.hpp"
#include "output/page/fan_chart.hpp"
#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/words/names.hpp"
#include "output/words/run.hpp"
#include "output/words/sentences/fit.hpp"

namespace salus::apps {
namespace {

namespace page = output::page;
namespace words = output::words;
namespace say = output::words::fit;
using calibration::Learnt;
using page::escaped;
using page::Html;
using page::Look;
using page::Style;
using page::Table;
using page::Verbatim;
using words::Message;
using words::Text;

constexpr page::Literal fit_command = "calibrate";

/// At most two digits that signify, not less than a thousandth.
Text number(double v) {
  constexpr double least = 0.001;
  if (v != 0.0 && std::abs(v) < least) return say::Below{.least = least};
  return words::Figure{v, Style::two_digits};
}

Html range(const model::Interval& v) {
  return page::below(escaped(number(v.middle)), say::Range{.low = number(v.low), .high = number(v.high)});
}

Message view_title(const FittedView& v) {
  return say::View{.view = words::in_words(v.posterior.view), .year = v.posterior.last_data_year};
}

/// What of the prior's spread is gone.
Html contraction(double c) {
  if (c < -0.05) return say::wider;
  return page::amount(std::max(0.0, c), Style::percent);
}

/// A unit as it is said, or its symbol; nothing for a number without one.
Html unit_title(model::Unit unit) {
  using Said = say::UnitOf::Unit;
  switch (unit) {
    case model::Unit::one:
      return {};
    case model::Unit::per_year:
      return say::UnitOf{.unit = Said::year};
    case model::Unit::per_root_year:
      return say::UnitOf{.unit = Said::spread};
    case model::Unit::per_year_to_three_halves:
      return say::UnitOf{.unit = Said::drift};
    case model::Unit::per_100000_a_year:
      return say::UnitOf{.unit = Said::rate};
    default:
      return escaped(Verbatim(model::unit_symbols[unit]));
  }
}

/// A quantity as its record has it, whose meaning for a country's own stands in the catalogue.
struct Described {
  std::string_view name;
  model::Unit unit;
  Text meaning;
};

Described described(calibration::Pooled quantity) {
  const auto& record = calibration::pooled_registry()[quantity];
  return {record.name, record.unit, Verbatim(record.meaning)};
}
Described described(calibration::PlacePooled quantity) {
  const auto& record = calibration::place_registry()[quantity];
  return {record.name, record.unit, Verbatim(record.meaning)};
}
Described described(calibration::OwnQuantity quantity) {
  using Of = calibration::OwnQuantity;
  constexpr auto meanings = model::for_each_of<Of, const words::Plain*>({
      {Of::level, &say::level},
      {Of::volatility, &say::volatility},
      {Of::noise, &say::noise},
      {Of::offset, &say::offset},
  });
  const auto& row = calibration::own_quantities[quantity];
  return {row.name, row.unit, *meanings[quantity]};
}

Html learnt_table(const Html& caption, const std::vector<Learnt>& all) {
  Table table(caption, {say::quantity, say::unit, say::before, say::after, say::learnt}, 2, Look::cards);
  for (const auto& l : all) {
    const Described what = std::visit([](auto quantity) { return described(quantity); }, l.quantity);
    const Html name = page::tag("code", {page::with_class("soft")}, escaped(Verbatim(what.name)));
    table.row({escaped(what.meaning) + Html::markup(" ") + name, unit_title(what.unit), range(l.prior),
               range(l.posterior), contraction(l.contraction)});
  }
  return table.html();
}

Message title_of(calibration::ChangeStatistic statistic) {
  using Of = calibration::ChangeStatistic;
  constexpr auto titles = model::for_each_of<Of, const words::Plain*>({
      {Of::size, &say::size_of_change},
      {Of::persistence, &say::persistence_of_change},
      {Of::largest, &say::largest_change},
  });
  return *titles[statistic];
}

static_assert(std::equal(calibration::levels_of_rates.begin(), calibration::levels_of_rates.end(),
                         page::fan_shares.begin(), page::fan_shares.end()));

Html chart(const FittedView& view, std::size_t c, const std::string& name) {
  const auto& country = view.panel.countries[c];
  page::FanChart fan(say::Chart{.country = Verbatim(name), .view = view_title(view)},
                     say::ChartReading{.year = view.panel.last_year});
  const auto& rates = view.checks.countries[c].rates;
  int year = view.panel.first_year;
  for (const auto& levels : rates) {
    if (!std::isnan(levels.front())) {
      fan.years.push_back(year);
      std::copy(levels.begin(), levels.end(), fan.quantiles.emplace_back().begin());
    }
    ++year;
  }
  for (const auto& r : country.readings)
    fan.history.push_back(
        {view.panel.first_year + static_cast<int>(r.year), model::exponential(r.log_rate), false, r.modelled});
  fan.width = 520;
  fan.height = 260;
  return page::figure(view_title(view), page::fan_chart(fan));
}

Html predictive_table(const FittedView& view, std::size_t c) {
  const auto& checks = view.checks.countries[c].predictive;
  if (checks.empty()) return page::soft(say::TooFewChanges{.view = view_title(view)});
  Table table(say::Predictive{.view = view_title(view)},
              {say::of_series, say::published, say::drawn, say::at_least, say::verdict}, 1, Look::cards);
  for (const auto& p : checks)
    table.row({title_of(p.statistic), escaped(number(p.observed)), range(p.drawn),
               page::amount(p.above, Style::percent), p.held() ? say::holds : say::does_not_hold});
  return table.html();
}

/// Where sources contradict each other: what projections start from is wider than the fit. Nothing where they do not.
std::optional<Message> disputed_start(const FittedView& view, std::size_t c) {
  const auto& p = view.posterior;
  std::vector<double> fitted;
  std::vector<double> start;
  for (std::size_t i = c; i < p.level.size(); i += p.countries.size()) {
    fitted.push_back(model::exponential(static_cast<double>(p.level[i])));
    start.push_back(model::exponential(static_cast<double>(p.start_level[i])));
  }
  if (fitted == start) return std::nullopt;
  const auto range_of = [](std::vector<double> v) {
    std::sort(v.begin(), v.end());
    return say::Range{.low = number(calibration::quantile(v, 0.05)), .high = number(calibration::quantile(v, 0.95))};
  };
  return say::Disputed{.view = view_title(view), .start = range_of(start), .fit = range_of(fitted)};
}

/// How many figures there are, published and modelled.
Message figures_of(const FittedView& view, std::size_t c) {
  std::uint32_t published = 0;
  std::uint32_t modelled = 0;
  for (const auto& r : view.panel.countries[c].readings) (r.modelled ? modelled : published) += 1;
  std::vector<Text> all{
      say::Figures{.published = published, .modelled = modelled, .year = view.posterior.last_data_year}};
  if (published == 0) all.push_back(say::NoSeries{.modelled = modelled > 0});
  return words::paragraph(all);
}

page::Section country_section(const std::vector<FittedView>& views, std::size_t c, const std::string& name) {
  Html charts;
  Html tables;
  Html warned;
  for (const auto& view : views) {
    const Message title = view_title(view);
    charts += chart(view, c, name);
    tables += learnt_table(say::Parameters{.view = title}, view.checks.countries[c].learnt) + predictive_table(view, c);
    if (const auto start = disputed_start(view, c)) warned += page::paragraph(*start);
    for (const auto& p : view.checks.countries[c].predictive)
      if (!p.held()) warned += page::paragraph(say::Fault{.view = title, .check = title_of(p.statistic)});
  }
  return page::section(views.front().panel.countries[c].iso3, Verbatim(name), escaped(Verbatim(name)),
                       page::soft(figures_of(views.back(), c)) + warned + page::two(charts) +
                           page::details(say::parameters_and_checks, tables));
}

/// Names of countries by position, in the order of the page.
using Order = std::vector<std::pair<std::string, std::size_t>>;

Html failed_checks(const FittedView& view, const Order& order) {
  std::vector<Html> items;
  for (const auto& [name, c] : order)
    for (const auto& p : view.checks.countries[c].predictive)
      if (!p.held())
        items.push_back(say::FailedCheck{.country = Verbatim(name),
                                         .check = title_of(p.statistic),
                                         .published = number(p.observed),
                                         .low = number(p.drawn.low),
                                         .high = number(p.drawn.high)});
  return page::bullets(items);
}

page::Section first_section(const std::vector<FittedView>& views, const session::Posterior& posterior,
                            const Order& order) {
  Html out = page::lead(say::What{.countries = views.front().panel.countries.size()});
  if (posterior.checks.passed()) out += page::paragraph(say::passed);
  else out += page::paragraph(say::Failed{.check = words::checks_in_words(posterior.checks)});
  for (const auto& view : views)
    out += page::soft(say::Checks{.view = view_title(view),
                                  .mixing = mixing_in_words(view.posterior.mixing),
                                  .all = view.checks.predictive_checks(),
                                  .failed = view.checks.predictive_failures()}) +
           failed_checks(view, order);
  out += page::soft(say::reading) + page::soft(say::charts);
  return page::section("fit", say::fitted, say::fitted, out);
}

page::Section shared_section(const std::vector<FittedView>& views) {
  Html pooled;
  for (const auto& view : views)
    pooled += page::details(view_title(view),
                            learnt_table({}, view.checks.pooled) +
                                learnt_table(say::Places{.countries = view.cities.countries.size()}, view.places),
                            &view == &views.back());
  return page::section("shared", say::shared, say::shared, pooled);
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
  page::Document document(fit_command, say::title, say::lead);
  document.add(first_section(views, posterior, order));
  document.add(shared_section(views));
  for (const auto& [name, c] : order) document.add(country_section(views, c, name));
  return document.render(words::english());
}

bool is_fit_page(const std::string& text) { return page::is_page_of(fit_command, text); }

}  // namespace salus::apps
