#include "apps/city/city_page.hpp"

#include <algorithm>
#include <cmath>

#include "apps/common/calibration_words.hpp"
#include "calibration/patterns/concentration.hpp"
#include "calibration/patterns/near_repeat.hpp"
#include "calibration/patterns/person_patterns.hpp"
#include "model/parameters/draw_prior.hpp"
#include "output/page/charts.hpp"
#include "output/page/document.hpp"
#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/words/names.hpp"
#include "output/words/sentences/city.hpp"
#include "output/words/sentences/made.hpp"
#include "output/words/sentences/number.hpp"

namespace salus::apps {
namespace {

namespace page = output::page;
namespace words = output::words;
namespace say = output::words::city;
using model::CrimeType;
using page::amount;
using page::escaped;
using page::Html;
using page::Style;
using page::Table;
using page::Verbatim;
using words::Text;

Html type_title(CrimeType type) { return words::in_words(type); }

Html measure_title(const model::MeasureEvidence& row) {
  return say::MeasureOf{.id = Verbatim(row.id), .title = Verbatim(row.title)};
}

page::Section incidents_section(const CityOutcome& o) {
  const auto years = yearly_incidents(o);
  constexpr std::size_t december = model::months_per_year - 1;
  const auto persons = [&](std::size_t y) { return o.log->months()[model::months_per_year * y + december].persons; };
  std::vector<Text> heads{say::per_100000};
  for (std::size_t y = 0; y < years.size(); ++y)
    heads.push_back(words::Figure{o.start_year + static_cast<int>(y), Style::year});
  Table table(say::incidents_caption, heads);
  for (const auto type : model::every<CrimeType>) {
    const Style style = type == CrimeType::homicide ? Style::one_decimal : Style::integer;
    std::vector<Html> cells{type_title(type)};
    for (std::size_t y = 0; y < years.size(); ++y) cells.push_back(amount(years[y][type] / persons(y) * 1e5, style));
    table.row(cells);
  }
  std::vector<Html> cells{say::persons_at_end};
  for (std::size_t y = 0; y < years.size(); ++y) cells.push_back(amount(persons(y), Style::integer));
  table.foot(cells);
  return page::section("incidents", say::incidents_name, say::Incidents{.years = years.size()},
                       page::soft(say::RatesRestOn{.source = level_source_in_words(o.city)}) + table.html());
}

/// Neighbourhoods as squares, darker where violence in public is more frequent among those who live there.
Html map_of(const CityOutcome& o) {
  const auto& ground = o.run->ground();
  const auto persons = model::persons_by_neighbourhood(o.run->state().people);
  std::vector<double> violence(ground.neighbourhoods());
  for (const auto& e : o.log->log())
    if (calibration::in_public(e) && e.type != CrimeType::property)
      violence[model::neighbourhood_of_cell(e.cell)] += 1.0;
  std::vector<double> rate(violence.size());
  for (std::size_t n = 0; n < rate.size(); ++n) rate[n] = persons[n] > 0.0 ? violence[n] / persons[n] : 0.0;
  std::vector<double> sorted = rate;
  std::sort(sorted.begin(), sorted.end());
  const double high = std::max(1e-12, sorted[sorted.size() * 97 / 100]);
  return page::tile_map(say::map, rate, ground.grid().width(), high);
}

/// Districts of known size and level beside what the simulation makes of them.
Html districts_table(const CityOutcome& o) {
  const auto rows = district_rows(o);
  if (rows.empty()) return {};
  Table table(say::districts_caption, {say::district, say::persons, say::recorded, say::simulated});
  for (const auto& row : rows)
    table.row({escaped(Verbatim(row.name)), amount(row.persons, Style::integer),
               amount(row.recorded, Style::two_decimals), amount(row.simulated, Style::two_decimals)});
  return page::details(say::districts, table.html());
}

Html concentration_table(const calibration::Concentration& simulated, const calibration::Concentration& chance) {
  Table table({}, {say::in_public, say::simulated, say::by_chance});
  for (const auto& f : calibration::concentration_figures) {
    const auto cell = [&](double value) -> Html {
      if (!f.percent) return amount(value, Style::two_decimals);
      return say::OfCells{.share = words::Figure{value, Style::tenths}};
    };
    table.row({concentration_in_words(f.statistic), cell(simulated.*f.value), cell(chance.*f.value)});
  }
  return table.html();
}

std::optional<page::Section> places_section(const CityOutcome& o, std::uint64_t seed, const model::Executor& executor) {
  std::vector<std::uint32_t> counts(o.run->ground().cells());
  std::uint32_t crimes = 0;
  const model::Minute year = o.run->calendar().begin(model::Month(city_warm_up + 12));
  for (const auto& e : o.log->log())
    if (calibration::in_public(e) && e.minute < year) {
      ++counts[e.cell];
      ++crimes;
    }
  if (crimes == 0) return std::nullopt;
  const auto null = calibration::null_concentration(
      {.cells = o.run->ground().cells(), .crimes = crimes, .draws = 19, .seed = seed}, executor);
  const Html curve = page::lorenz_chart(say::lorenz, calibration::lorenz_curve(counts), null.curve, 1.0);
  const Html beside =
      page::figure(say::lorenz_caption, curve) + concentration_table(calibration::concentration(counts), null.mean);
  return page::section("places", say::places, say::places,
                       page::soft(say::Geography{.source = geography_in_words(o.city)}) +
                           page::two(page::figure(say::map_caption, map_of(o)) + page::block(beside)) +
                           districts_table(o));
}

bool shooting(const calibration::LoggedEvent& e) { return e.shooting(); }
bool robbery(const calibration::LoggedEvent& e) { return e.type == CrimeType::robbery; }
bool property(const calibration::LoggedEvent& e) { return e.type == CrimeType::property; }

/// A ratio of pairs, marked where there are more than by chance.
Html near_cell(const calibration::KnoxCell& cell) {
  if (!std::isfinite(cell.ratio())) return words::number::dash;
  if (cell.p < 0.05 && cell.ratio() > 1.0) return page::strong(say::Marked{.ratio = cell.ratio()});
  return amount(cell.ratio(), Style::two_decimals);
}

Html near_table(const CityOutcome& o, std::uint64_t seed, const model::Executor& executor) {
  calibration::KnoxPlan plan;
  plan.seed = seed;
  plan.permutations = 99;
  Table table(say::near_caption, {say::kind, say::same_cell, say::near_125, say::near_250, say::near_400});
  struct Kind {
    words::Plain title;
    bool (*wanted)(const calibration::LoggedEvent&);
  };
  for (const Kind& kind :
       {Kind{say::shootings, shooting}, Kind{say::robberies, robbery}, Kind{say::property_crime, property}}) {
    const auto points =
        calibration::points_of(*o.log, o.run->ground(), o.city.name, o.plan->input.start_year, kind.wanted, "");
    if (points.size() < 100) continue;
    std::vector<Html> cells{kind.title};
    for (const auto& band : calibration::near_repeat(points, plan, executor).bands) cells.push_back(near_cell(band[0]));
    table.row(cells);
  }
  return table.html();
}

page::Section near_section(const CityOutcome& o, std::uint64_t seed, const model::Executor& executor) {
  Table repeats(say::repeats, {say::type, say::share_of_incidents});
  for (const CrimeType type : {CrimeType::partner_violence, CrimeType::property, CrimeType::robbery,
                               CrimeType::serious_assault, CrimeType::sexual_violence})
    repeats.row({type_title(type), amount(calibration::repeat_share(*o.log, &type), Style::percent)});
  return page::section("near", say::near_name, say::near, near_table(o, seed, executor) + repeats.html());
}

page::Section people_section(const CityOutcome& o) {
  const auto ages = calibration::age_pattern(*o.log);
  const auto c = calibration::offender_concentration(*o.log);
  const std::vector<double> offending(ages.offending.begin() + 10, ages.offending.begin() + 80);
  const double high = std::max(1e-12, *std::max_element(offending.begin(), offending.end()));
  const Html curve = page::age_curve(say::ages, offending, 10, say::Peak{.rate = high * 1000.0});
  Table table({}, {say::figure, say::simulated});
  table.row({say::offenders, amount(c.offenders, Style::tenths)});
  table.row({say::top_tenth, amount(c.by_top_tenth, Style::percent)});
  table.row({say::young_victims, amount(ages.victims_15_29, Style::percent)});
  table.row({say::male_victims, amount(ages.victims_male, Style::percent)});
  table.row({say::group_homicides, amount(calibration::gang_share(*o.log), Style::percent)});
  return page::section("people", say::people, say::people,
                       page::two(page::figure(say::ages_caption, curve) + table.html()));
}

/// Lorenz shares beside what projections take.
Html shares_table(const CityOutcome& o) {
  Table table(say::shares_caption, {say::measure, say::crime, say::targets, say::best, say::any, say::assumed}, 2);
  const auto percent = [](double share) { return amount(100.0 * share, Style::one_decimal); };
  for (const auto& e : o.effects) {
    if (!e.spent) continue;  // a law
    const auto* row = static_cast<const model::Intervention*>(e.row);
    for (const auto& [target, type, curve, echo_any] : o.surface.curves) {
      if (target != row->city_target || row->effect[type].share <= 0.0 || row->effect[type].of_area) continue;
      const double part = model::reach_of(*row, curve, model::central_value(row->eligible_per_person));
      table.row({measure_title(*row), type_title(type),
                 amount(part * curve.targets_per_person * o.plan->input.population[city_warm_up], Style::integer),
                 percent(curve.median.at(part)), percent(curve.median.full * part), percent(row->effect[type].share)});
    }
  }
  return page::details(say::shares, table.html());
}

std::vector<Html> effect_cells(const EffectRow& e) {
  const auto both = [](double best, double random) {
    return page::below(amount(best, Style::integer), amount(random, Style::integer));
  };
  std::vector<Html> cells{measure_title(*e.row),
                          say::Aim{.targets = e.best.targets,
                                   .cells = model::aims_at_cells(e.row->city_target),
                                   .kind = words::in_words(e.row->city_target)},
                          e.spent ? amount(e.spent->value(), Style::integer) : Html(say::law)};
  for (const auto k : model::every<CrimeType>) cells.push_back(both(e.best.averted[k], e.random.averted[k]));
  cells.push_back(e.best.gained > 20.0 ? amount(e.best.moved / e.best.gained, Style::two_decimals)
                                       : Html(words::number::dash));
  return cells;
}

std::optional<page::Section> effects_section(const CityOutcome& o) {
  if (o.effects.empty()) return std::nullopt;
  std::vector<words::Text> heads{say::measure, say::aimed_at, say::dollars};
  for (const auto k : model::every<CrimeType>) heads.push_back(words::in_words(k));
  heads.push_back(say::moved);
  Table table(say::EffectsCaption{.years = o.effect_years}, heads);
  for (const auto& e : o.effects) table.row(effect_cells(e));
  return page::section("effects", say::effects_name, say::effects,
                       page::soft(say::effects_meaning) + table.html() + shares_table(o));
}

page::Section made_section(const CityOutcome& o) {
  namespace made = words::made;
  constexpr auto titles = model::for_each_of<Origin, const words::Plain*>({
      {Origin::program, &made::program},
      {Origin::seed, &made::seed},
      {Origin::content, &made::content},
      {Origin::parameters, &made::parameters},
      {Origin::rates, &made::rates},
      {Origin::inner_geography, &made::inner_geography},
      {Origin::warm_up, &made::warm_up},
  });
  std::vector<page::MadeRow> rows;
  for (const auto& [what, how] : o.made) rows.push_back({*titles[what], how});
  return page::made_section(rows);
}

}  // namespace

std::string city_page(const CityOutcome& o, std::uint64_t seed, const model::Executor& executor) {
  page::Document document("city", say::Title{.city = Verbatim(o.city.name), .country = Verbatim(o.city.country_name)},
                          say::Lead{.people = o.plan->input.population[city_warm_up], .city = Verbatim(o.city.name)});
  document.add(incidents_section(o));
  document.add(places_section(o, seed, executor));
  document.add(near_section(o, seed, executor));
  document.add(people_section(o));
  document.add(effects_section(o));
  document.add(made_section(o));
  return document.render(words::english());
}

}  // namespace salus::apps
