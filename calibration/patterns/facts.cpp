#include "calibration/patterns/facts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "calibration/patterns/concentration.hpp"
#include "calibration/patterns/near_repeat.hpp"
#include "calibration/patterns/person_patterns.hpp"
#include "calibration/patterns/recurrence.hpp"
#include "calibration/patterns/rhythm.hpp"
#include "model/core/csv.hpp"

namespace salus::calibration {
namespace {

using model::CrimeType;
using S = FactStatistic;

bool is_shooting(const LoggedEvent& e) { return e.shooting(); }
bool is_property(const LoggedEvent& e) { return e.type == CrimeType::property; }
bool is_homicide(const LoggedEvent& e) { return e.type == CrimeType::homicide; }

/// Counts by cell and whole year of the events that `wanted` holds for.
std::vector<std::vector<std::uint32_t>> by_year(const CityLog& log, std::size_t cells,
                                                bool (*wanted)(const LoggedEvent&)) {
  std::vector<std::vector<std::uint32_t>> years(log.years(), std::vector<std::uint32_t>(cells));
  each_by_year(log, [&](std::size_t year, const LoggedEvent& e) {
    if (wanted(e)) ++years[year][e.cell];
  });
  return years;
}

}  // namespace

Statistics place_statistics(const CityLog& log, std::size_t cells) {
  Statistics s;
  const auto all = by_year(log, cells, in_public);
  const auto robbery = by_year(log, cells, [](const LoggedEvent& e) { return e.type == CrimeType::robbery; });
  const double n = static_cast<double>(all.size());
  const auto add = [&](S statistic, double value) { s[statistic] = s[statistic].value_or(0.0) + value; };
  for (std::size_t y = 0; y < all.size(); ++y) {
    const Concentration c = concentration(all[y]);
    const Concentration r = concentration(robbery[y]);
    add(S::half_of_crime_cells, 100.0 * c.half_of_crime_cells / n);
    add(S::quarter_of_crime_cells, 100.0 * c.quarter_of_crime_cells / n);
    add(S::cells_with_crime, 100.0 * c.cells_with_crime / n);
    add(S::robbery_top_1, r.crime_on_top_1 / n);
    add(S::robbery_top_7, r.crime_on_top_7 / n);
  }
  if (all.size() > 1) s[S::hot_spots_kept] = hot_spots_kept(all).kept;
  return s;
}

namespace {

/// Events of the first two years.
PointEvents two_years(const PointEvents& events) {
  PointEvents some = events;
  const double end = events.day.front() + 730.5;
  std::size_t n = 0;
  while (n < events.size() && events.day[n] < end) ++n;
  some.x_m.resize(n);
  some.y_m.resize(n);
  some.day.resize(n);
  some.type.resize(n);
  return some;
}

void near_repeats(const CityLog& log, const model::CityRun& city, const model::CityInput& input, std::uint64_t seed,
                  const model::Executor& executor, Statistics& s) {
  KnoxPlan plan;
  plan.permutations = 199;
  plan.seed = seed;
  const auto shootings = points_of(log, city.ground(), input.name, input.start_year, is_shooting, "shooting");
  if (shootings.size() >= 100) {
    s[S::near_repeat] = near_repeat(two_years(shootings), plan, executor).nearest().ratio();
    s[S::area_recurrence] = recurrence(months_with_crime(shootings), 99, seed, executor).relative_risk;
  }
  const auto property = points_of(log, city.ground(), input.name, input.start_year, is_property, "property");
  if (property.size() < 100) return;
  plan.space_m = {50.0, 100.0, 200.0, 300.0, 400.0};
  constexpr std::size_t to_100_m = 1;
  constexpr std::size_t to_200_m = 2;
  const Knox k = near_repeat(two_years(property), plan, executor);
  double distance = 0.0;
  double days = 0.0;
  for (std::size_t b = 1; b < k.bands.size() && k.bands[b].front().p < 0.05 && k.bands[b].front().ratio() > 1.0; ++b)
    distance = plan.space_m[b];
  for (std::size_t t = 0; t < plan.days.size(); ++t) {
    const KnoxCell& within = t == 0 ? k.within[to_200_m].front() : k.bands[to_100_m][t];
    if (!(within.p < 0.05 && within.ratio() > 1.0)) break;
    days = plan.days[t];
  }
  s[S::near_repeat_distance] = distance;
  s[S::near_repeat_days] = days;
}

void persons(const CityLog& log, const model::CityRun& city, std::uint64_t seed, Statistics& s) {
  s[S::repeat_all] = repeat_share(log, nullptr);
  for (const auto& [name, type] : {std::pair{S::repeat_sexual, CrimeType::sexual_violence},
                                   {S::repeat_assault, CrimeType::serious_assault},
                                   {S::repeat_robbery, CrimeType::robbery}})
    s[name] = repeat_share(log, &type);
  s[S::overlap_support] = overlap_support(log, city.state(), seed, {.surveys = 37, .persons = 2000});
  const AgePattern ages = age_pattern(log);
  s[S::victims_15_29] = ages.victims_15_29;
  s[S::victims_male] = ages.victims_male;
  s[S::offenders_male] = ages.offenders_male;
  s[S::victim_peak_age] = ages.victim_peak;
  s[S::offending_peak_age] = ages.offending_peak;
  s[S::return_2_years] = arrested_again(log, 24, false);
  s[S::violent_return_3_years] = arrested_again(log, 36, true);
  s[S::gang_share] = gang_share(log);
  s[S::high_risk_victims] = high_risk_victims(log, 1200);
  const OffenderConcentration c = offender_concentration(log);
  s[S::offences_by_top_tenth] = c.by_top_tenth;
  s[S::offenders_of_half] = c.half_by;
  s[S::offenders_a_year] = c.offenders;
}

void contagion(const CityLog& log, Statistics& s) {
  const NetworkEvents network = arrest_network(log);
  if (network.events.size() < 50) return;
  const Contagion c = estimate_contagion(network);
  s[S::contagion_share] = c.share;
  s[S::contagion_lag] = c.mean_lag;
  s[S::cascade_mean] = c.mean_size;
  s[S::cascade_largest] = static_cast<double>(c.largest);
  s[S::network_victims] = network_victims(network);
  // The true share in the simulation, to compare the estimate with.
  double all = 0.0;
  double led_to = 0.0;
  for (const LoggedEvent& e : log.log())
    if (e.shooting()) {
      ++all;
      led_to += e.cause != model::Cause::spontaneous;
    }
  s[S::true_contagion_share] = all > 0.0 ? led_to / all : 0.0;
}

/// Homicides per resident in the most disadvantaged fifth of neighbourhoods relative to the others.
double disadvantaged_ratio(const CityLog& log, const model::CityRun& city) {
  const auto& ground = city.ground();
  const auto persons = model::persons_by_neighbourhood(city.state().people);
  std::vector<double> homicides(ground.neighbourhoods());
  std::vector<std::pair<double, std::uint32_t>> order;
  for (const LoggedEvent& e : log.log())
    if (e.type == CrimeType::homicide) homicides[model::neighbourhood_of_cell(e.cell)] += 1.0;
  for (const auto n : model::Positions<model::Neighbourhood>(ground.neighbourhoods()))
    order.emplace_back(-ground.disadvantage(n), n);
  std::sort(order.begin(), order.end());
  struct Places {
    double killed = 0.0;
    double live = 0.0;
  };
  Places worst;
  Places others;
  for (std::size_t i = 0; i < order.size(); ++i) {
    Places& here = i * 5 < order.size() ? worst : others;
    here.killed += homicides[order[i].second];
    here.live += persons[order[i].second];
  }
  return others.killed > 0.0 ? worst.killed / worst.live / (others.killed / others.live) : 0.0;
}

}  // namespace

namespace {

enum class FactColumn : std::uint8_t {
  id,
  fact,
  statistic,
  unit,
  value,
  low,
  high,
  range,
  tag,
  counts_as,
  source,
  definition
};

constexpr auto fact_range_names = model::enumerator_names<FactRange>;

model::NamedTable<FactColumn> fact_table() {
  using C = FactColumn;
  using model::Column;
  const auto number = [](bool required) { return Column{{}, Column::Kind::number, required}; };
  const auto one_of = [](const auto& names) {
    return Column{{}, Column::Kind::text, true, {}, {}, {names.begin(), names.end()}};
  };
  return model::NamedTable<C>({{C::id, {}},
                               {C::fact, {}},
                               {C::statistic, one_of(fact_statistic_names)},
                               {C::unit, {}},
                               {C::value, number(false)},
                               {C::low, number(true)},
                               {C::high, number(true)},
                               {C::range, one_of(fact_range_names)},
                               {C::tag, one_of(fact_tag_names)},
                               {C::counts_as, {}},
                               {C::source, {}},
                               {C::definition, {}}});
}

}  // namespace

std::vector<Fact> read_facts(const std::string& text, const std::string& file) {
  using C = FactColumn;
  model::Diagnostics findings;
  auto table = fact_table();
  table.parse(text, file, findings);
  if (!findings.empty()) throw model::InputError(std::move(findings));
  std::vector<Fact> facts;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    Fact f;
    f.id = table.text(r, C::id);
    f.fact = table.text(r, C::fact);
    f.statistic = model::find(fact_statistic_names, table.text(r, C::statistic)).value();
    f.unit = table.text(r, C::unit);
    if (!table.empty_field(r, C::value)) f.value = table.number(r, C::value);
    f.low = table.number(r, C::low);
    f.high = table.number(r, C::high);
    f.range = model::find(fact_range_names, table.text(r, C::range)).value();
    f.tag = model::find(fact_tag_names, table.text(r, C::tag)).value();
    f.counts_as = table.text(r, C::counts_as);
    f.source = table.text(r, C::source);
    f.definition = table.text(r, C::definition);
    facts.push_back(std::move(f));
  }
  return facts;
}

Statistics city_statistics(const CityLog& log, const model::CityRun& city, const model::CityInput& input,
                           std::uint64_t seed, const model::Executor& executor) {
  if (log.log().empty() || log.months().size() < 24) return {};
  Statistics s = place_statistics(log, city.ground().cells());
  near_repeats(log, city, input, seed, executor, s);
  persons(log, city, seed, s);
  contagion(log, s);
  s[S::disadvantaged_ratio] = disadvantaged_ratio(log, city);
  const auto homicides = points_of(log, city.ground(), input.name, input.start_year, is_homicide, "homicide");
  if (homicides.size() >= 30) {
    const EventRhythm r = rhythm(homicides);
    s[S::weekend_homicide] = r.weekend->value;
    s[S::night_homicide] = r.night->value;
  }
  double assaults = 0.0;
  for (const LoggedEvent& e : log.log()) assaults += e.type == CrimeType::serious_assault;
  if (homicides.size() > 0) s[S::injuries_per_homicide] = assaults / static_cast<double>(homicides.size());
  return s;
}

double FactResult::distance() const {
  if (!found || holds()) return 0.0;
  const double bound = *found < fact->low ? fact->low : fact->high;
  return std::abs(*found - bound) / std::abs(bound);
}

std::vector<FactResult> test_facts(const std::vector<Fact>& facts, const Statistics& statistics) {
  std::vector<FactResult> results;
  for (const Fact& f : facts) results.push_back({&f, statistics[f.statistic]});
  return results;
}

std::size_t kinds_that_hold(const std::vector<FactResult>& results, std::optional<FactTag> tag) {
  std::set<std::string> kinds;
  std::set<std::string> broken;
  for (const FactResult& r : results) {
    if (tag && r.fact->tag != tag) continue;
    kinds.insert(r.fact->counts_as);
    if (!r.holds()) broken.insert(r.fact->counts_as);
  }
  return kinds.size() - broken.size();
}

}  // namespace salus::calibration
