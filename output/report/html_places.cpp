/// Groups of people, cities, regions and countries. Countries and cities stand in alphabetical order (then code), never
/// by a value.
#include <cmath>

#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/report/html_sections.hpp"
#include "output/words/chance.hpp"
#include "output/words/names.hpp"
#include "output/words/sentences/agents.hpp"
#include "output/words/sentences/cities.hpp"
#include "output/words/sentences/groups.hpp"
#include "output/words/sentences/lines.hpp"
#include "output/words/sentences/number.hpp"
#include "output/words/sentences/places.hpp"

namespace salus::output::html {

using page::amount;
using page::escaped;
using page::Html;
using page::interval;
using page::Look;
using page::Style;
using page::Table;
using page::Verbatim;
using words::Text;

namespace {

Html groups_table(const PageData& data, const ScenarioRow& row) {
  namespace say = words::groups;
  Table table(say::caption, {say::group, say::basis, say::averted, say::general, say::added, say::gains_less}, 2);
  std::vector<Text> less;
  for (const auto g : model::every<model::TargetGroup>) {
    table.row({group_title(g), *data.group_basis[g], interval(row.group_averted[g]),
               interval(row.general_reduction * 1e6, Style::ratio), interval(row.added_benefit[g] * 1e6, Style::ratio),
               page::chance(row.gains_less[g])});
    if (row.gains_less[g].value > 0.5) less.push_back(say::LessOf{.group = group_title(g), .share = row.gains_less[g]});
  }
  if (less.empty()) return table.html();
  return table.html() + page::soft(say::Less{.groups = less});
}

}  // namespace

MaybeSection groups_section(const PageData& data) {
  namespace say = words::groups;
  if (data.scenarios.size() < 2) return std::nullopt;
  Html out = page::soft(say::meaning);
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios)) {
    if (s == first_scenario) continue;
    out += page::details(escaped(Verbatim(data.scenarios[s].title)), groups_table(data, data.scenarios[s]),
                         s == data.shown);
  }
  return page::section("groups", say::name, say::title, out);
}

namespace {

namespace say_cities = words::cities;

/// What records and surveys can show, whatever the programme does.
Html power_tables() {
  Table records(say_cities::records, {say_cities::inhabitants, say_cities::rate, say_cities::one_year,
                                      say_cities::three_years, say_cities::three_years_drift});
  for (const auto& row : records_power())
    records.row({amount(row.people.value()), amount(row.rate.value()), amount(row.year.value(), Style::tenths),
                 amount(row.three_years.value(), Style::tenths),
                 amount(row.three_years_with_drift.value(), Style::tenths)});
  std::vector<Text> heads{say_cities::prevalence};
  for (const model::RelativeFall fall : survey_falls) heads.push_back(say_cities::FallOf{.fall = fall.value()});
  Table surveys(say_cities::surveys, heads);
  for (const auto& row : surveys_power()) {
    std::vector<Html> cells{amount(row.prevalence.value(), Style::percent)};
    for (const model::Interviews n : row.interviews) cells.push_back(amount(n.value()));
    surveys.row(cells);
  }
  return page::details(say_cities::power, records.html() + surveys.html());
}

words::Message class_name(const ClassRow& row) {
  if (row.vulnerability) return words::in_words(*row.vulnerability);
  return row.size ? words::in_words(*row.size) : say_cities::all_classes;
}

/// @param head of the first column
Html classes_table(const words::Message& caption, const words::Message& head, const std::vector<ClassRow>& rows) {
  Table table(caption, {head, say_cities::reached, say_cities::judged, say_cities::fell, say_cities::fell_without,
                        say_cities::proven});
  const auto cell = [](const CityCount& n) {
    IntervalEstimate around = n.interval;
    around.middle = n.mean;
    return interval(around);
  };
  for (const auto& row : rows) {
    const std::vector<Html> cells{class_name(row), cell(row.reached),      cell(row.judged),
                                  cell(row.fell),  cell(row.fell_without), cell(row.shown)};
    row.vulnerability || row.size ? table.row(cells) : table.foot(cells);
  }
  return table.html();
}

/// A name with its code in small print.
Html city_name(const std::string& name, std::uint32_t code) {
  return escaped(Verbatim(name)) + Html::markup(" ") + page::small(escaped(Verbatim(std::to_string(code))));
}

Html city_table(const CountryCities& country) {
  Table table({},
              {say_cities::city, say_cities::vulnerability, say_cities::takes_part, say_cities::is_judged,
               say_cities::falls, say_cities::falls_without, say_cities::city_proven, say_cities::falsely_proven},
              2);
  for (const auto& c : country.cities)
    table.row({city_name(c.name, c.code), c.vulnerability ? Html(words::in_words(*c.vulnerability)) : Html(),
               page::chance(c.reached), page::chance(c.judged), page::chance(c.fell), page::chance(c.fell_without),
               page::chance(c.shown), page::chance(c.falsely_shown)});
  return table.html();
}

}  // namespace

MaybeSection cities_section(const PageData& data, const model::Results& r) {
  if (data.cities.empty()) return std::nullopt;
  Html out;
  const words::Message classes = say_cities::Classes{.title = Verbatim(data.scenarios[data.shown].title)};
  if (!data.classes.empty()) out += classes_table(classes, say_cities::vulnerability, data.classes);
  if (!data.sizes.empty()) out += classes_table(say_cities::sizes, say_cities::size, data.sizes);
  out += power_tables() + page::soft(say_cities::meaning);
  Html lists;
  for (const auto& country : data.cities) lists += page::details(escaped(Verbatim(country.name)), city_table(country));
  out += page::details(say_cities::All{.cities = r.cities.size()}, lists);
  return page::section("cities", say_cities::title, say_cities::title, out);
}

namespace {

namespace say_agents = words::agents;

words::Message cost_of(const AgentSummary& a, bool shared) {
  std::vector<Text> all{say_agents::Cost{.person_months = a.person_months,
                                         .shared = shared,
                                         .chosen = a.cover.budget > 0.0,
                                         .spent = a.cover.spent,
                                         .budget = a.cover.budget}};
  if (a.refused > 0) all.push_back(say_agents::Refused{.cities = a.refused});
  return words::paragraph(all);
}

/// A mean, its Monte Carlo error and the largest run's part below it where there are several runs.
Html mean_cell(const MeanOfDraws& of) {
  const Html mean = amount(of.estimate());
  if (std::isnan(of.error)) return mean;
  return page::below(mean, words::lines::Error{.error = of.error, .largest = of.largest_share});
}

Html differences_table(const AgentSummary& a) {
  Table table(say_agents::differences,
              {say_agents::crime, say_agents::panel, say_agents::agents, say_agents::difference, say_agents::ratio,
               say_agents::level},
              1, Look::cards);
  for (const auto& d : a.differences) {
    Html ratio = amount(Estimate{d.ratio, d.ratio_error}, Style::ratio);
    if (!std::isnan(d.ratio_error)) ratio = page::below(ratio, amount(d.ratio_error, Style::ratio));
    table.row({escaped(crimes_in_words(d)), mean_cell(d.panel), mean_cell(d.agents), mean_cell(d.more), ratio,
               amount(d.level, Style::ratio)});
  }
  return table.html();
}

Html agent_cities_table(const AgentSummary& a) {
  Table table(say_agents::cities,
              {say_agents::country, say_agents::city, say_agents::runs, say_agents::panel, say_agents::agents}, 2);
  for (const auto& c : a.cities)
    table.row({escaped(Verbatim(c.country)), city_name(c.city, c.code), amount(c.runs, Style::integer),
               mean_cell(c.panel), mean_cell(c.agents)});
  return table.html();
}

Html agents_of(const AgentSummary& a, const model::Results& r, bool shared) {
  Html out = page::paragraph(agent_sentence(a, r)) + page::soft(cost_of(a, shared));
  if (a.runs == 0) return out;
  out += differences_table(a) + page::soft(say_agents::why);
  return out + page::details(say_agents::city_by_city, agent_cities_table(a));
}

}  // namespace

MaybeSection agents_section(const PageData& data, const model::Results& r) {
  if (data.agents.empty()) return std::nullopt;
  const bool several = data.agents.size() > 1;
  Html out = page::soft(say_agents::meaning);
  for (const auto& a : data.agents)
    out += page::details(escaped(Verbatim(r.scenarios[a.scenario].title)), agents_of(a, r, several),
                         a.scenario == data.shown || !several);
  return page::section("agents", say_agents::name, say_agents::title, out);
}

namespace {

namespace say_places = words::places;

Html aggregate_figure(const LocationFan& l) {
  return page::titled_figure(escaped(l.name), page::fan_chart(l.chart),
                             l.chart.history.empty() ? say_places::no_history : say_places::history);
}

Html country_figure(const LocationFan& l) {
  return page::titled_figure(escaped(l.name), page::fan_chart(l.chart),
                             say_places::Level{.basis = words::in_words(l.basis.value()),
                                               .chance = words::share_of_runs(l.halving_rate.front())});
}

Html legend(const PageData& data) {
  return page::soft(say_places::Legend{.title = Verbatim(data.scenarios[data.shown].title),
                                       .first = Verbatim(data.scenarios[first_scenario].title)});
}

}  // namespace

page::Section fans_section(const PageData& data) {
  Html regions;
  for (std::size_t i = 0; i + 1 < data.aggregates.size(); ++i) regions += aggregate_figure(data.aggregates[i]);
  return page::section("regions", say_places::regions_name, say_places::regions,
                       legend(data) + aggregate_figure(data.aggregates.back()) + page::two(regions));
}

page::Section countries_section(const PageData& data) {
  Html all;
  for (const auto& l : data.countries) all += country_figure(l);
  return page::section("countries", say_places::countries_name, say_places::countries,
                       legend(data) + page::soft(say_places::own_scale) + page::many(all));
}

}  // namespace salus::output::html
