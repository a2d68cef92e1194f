#include "model/run/city_record.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/observation/records.hpp"
#include "model/run/collect.hpp"

namespace salus::model {
namespace {

/// Log change of the share of homicides that the police record, up to the end.
double recording_change(const LaneRun& run, const EndWindow& window) {
  const auto& p = run.scenario.parameters;
  return logarithm(kept_share(p, run.sums.capacity(window.last())) / p[Parameter::recorded_homicide]);
}

/// In a city, in a year before the start.
Incidents past_homicides(const CountryInput& country, const CountryDraw& draw, CityIndex city, PanelYear year) {
  return draw.before_rate * PersonYears(panel_population(country, year)) *
         draw.panel.share(CrimeClass::street, city, year);
}

double log_ratio(const CountPair& counts) {
  return logarithm(counts.end.rate().value()) - logarithm(counts.base.rate().value());
}

/// The reached cities of one lane and scenario, one after the other.
class ReachedCities {
 public:
  ReachedCities(const CountryTask& task, const EndWindow& window, const LaneRun& base, const LaneRun& run,
                ScenarioIndex scenario)
      : task_(task),
        window_(window),
        run_(run),
        base_(base),
        scenario_(scenario),
        course_(task.shared.courses(scenario, run.draw.draw)),
        joined_(course_.countries[task.position].joined),
        with_(run),
        without_(base),
        recording_{.change = recording_change(run, window), .power = course_.global[window.last()].power},
        recording_without_{.change = recording_change(base, window),
                           .power = task.shared.courses(ScenarioIndex(0u), run.draw.draw).global[window.last()].power},
        waves_(0.5 * task.shared.deliveries[scenario].interviews(task.position, course_,
                                                                 task.shared.interventions[run.draw.draw])) {}

  /// What the proof of falls needs of a city.
  CityEntry entry(const ReachedCity& reached) const {
    const std::uint32_t code = task_.country.cities[reached.city].code;
    const RandomKey key = task_.shared.keys[run_.draw.draw];
    CityEntry e{run_.draw.draw, scenario_,    reached.city, not_a_number, not_a_number,
                not_a_number,   not_a_number, not_a_number, not_a_number};
    if (joined_ <= window_.first) {  // else its base would be part of the end
      const auto [counts, counts_without] = homicides(reached);
      e.z = records_statistic(counts, run_.scenario.parameters, recording_, key, code);
      e.z_without = records_statistic(counts_without, base_.scenario.parameters, recording_without_, key, code);
      e.log_ratio = log_ratio(counts);
      e.log_ratio_without = log_ratio(counts_without);
    }
    if (waves_ >= least_interviews && joined_ < window_.last()) {
      const SurveyWaves waves{
          .base = prevalence(reached, joined_), .end = prevalence(reached, window_.last()), .each = waves_};
      e.survey_z = survey_statistic(waves, run_.scenario.parameters, key, code);
      e.survey_log_ratio = logarithm(waves.end / waves.base);
    }
    return e;
  }

  /// Adds to each line what it averted in a city: what it would do alone, less its part of the overlap.
  void add_lines(const ReachedCity& reached, Lane lane, LineIndex first,
                 Grid<double, Lane, LineIndex, LineFigure>& lines) const {
    const CityEffect& effect = reached.effect;
    for (const auto y : years_of_budget)
      for (const auto k : every<CrimeType>) {
        if (effect.factor(y, k) == 1.0) continue;
        const double incidents = without_.incidents_without_measures(reached.city, y, k);
        const OverlapShare share(effect, y, k);
        for (const auto r : positions_in<RowIndex>(effect.rows)) {
          const double part = incidents * (effect.rows[r].alone(y, k) + share.together * share.of(effect.rows[r]));
          const auto add = [&](LineFigure figure, double what) {
            lines(lane, first + std::uint32_t{r}, figure) += what;
          };
          if (is_violent[k]) add(LineFigure::violent, part);
          add(LineFigure::dalys, (Incidents(part) * task_.shared.dalys[run_.draw.draw][k]).value());
          if (k == CrimeType::homicide) add(LineFigure::homicides, part);
          if (k == CrimeType::partner_violence) add(LineFigure::partner, part);
        }
      }
  }

  /// People, where the country still takes part in the last year of the budget.
  double people(const ReachedCity& reached) const {
    const YearIndex last = last_budget_year;
    if (!course_.countries[task_.position].takes_part(last)) return 0.0;
    return task_.country.cities[reached.city].population[in_panel(last)];
  }

 private:
  /// How the difference between the joint effect and the sum of single effects is shared among rows, in one year and
  /// type.
  struct OverlapShare {
    YearIndex year;
    CrimeType type;
    double together = 0.0;  ///< joint effect less the sum of single effects
    double size = 0.0;
    double at_work = 0.0;  ///< number of rows with coverage
    OverlapShare(const CityEffect& effect, YearIndex y, CrimeType k) : year(y), type(k) {
      double all = 0.0;
      for (const auto& row : effect.rows) {
        all += row.alone(y, k);
        size += std::abs(row.alone(y, k));
        if (row.covered[y] > 0.0) at_work += 1.0;
      }
      together = 1.0 - effect.factor(y, k) - all;
    }
    /// Agents may commit less of a crime that no row acts on, where another crime would have led to it: all rows at
    /// work have a part in it.
    double of(const CityEffect::Row& row) const {
      if (size > 0.0) return std::abs(row.alone(year, type)) / size;
      return row.covered[year] > 0.0 ? 1.0 / std::max(1.0, at_work) : 0.0;
    }
  };

  struct Homicides {
    CountPair with;
    CountPair without;
  };
  /// Over the three years before the city joined, and over the three at the end.
  Homicides homicides(const ReachedCity& reached) const {
    const CityIndex u = reached.city;
    const auto& population = task_.country.cities[u].population;
    Homicides counts;
    for (std::uint32_t n = 0; n < window_years; ++n) {
      const PanelYear before = in_panel(joined_) - window_years + n;
      if (before < panel_past_years) {  // before the start
        const Incidents past = past_homicides(task_.country, run_.draw, u, before);
        counts.with.base.homicides += past;
        counts.without.base.homicides += past;
      } else {
        const YearIndex year = since_start(before);
        counts.with.base.homicides += Incidents(with_.incidents(reached, year, CrimeType::homicide));
        counts.without.base.homicides += Incidents(without_.incidents(u, year, CrimeType::homicide));
      }
      const YearIndex end = window_.first + n;
      counts.with.base.people += PersonYears(population[before]);
      counts.with.end.homicides += Incidents(with_.incidents(reached, end, CrimeType::homicide));
      counts.without.end.homicides += Incidents(without_.incidents(u, end, CrimeType::homicide));
      counts.with.end.people += PersonYears(population[in_panel(end)]);
    }
    counts.without.base.people = counts.with.base.people;
    counts.without.end.people = counts.with.end.people;
    return counts;
  }

  /// Share of the city's people with violence in the year, as a survey asks.
  Probability prevalence(const ReachedCity& reached, YearIndex year) const {
    EnumArray<double, CrimeType> incidents{};
    for (const auto k : every<CrimeType>)
      if (is_violent[k]) incidents[k] = with_.incidents(reached, year, k);
    const PersonYears people(task_.country.cities[reached.city].population[in_panel(year)]);
    return chance_in_a_year(violent_rate(incidents, people));
  }

  const CountryTask& task_;
  const EndWindow& window_;
  LaneRun run_;
  LaneRun base_;
  ScenarioIndex scenario_;
  const Course& course_;
  YearIndex joined_;
  CityLedger with_;
  CityLedger without_;
  Recording recording_;
  Recording recording_without_;
  Interviews waves_;  ///< of each of two
};

}  // namespace

double CityLedger::at_factor(double factor, CityIndex city, YearIndex year, CrimeType type) const {
  return run_.sums.incidents(type, year) * run_.draw.panel.share(class_of_type[type], city, in_panel(year)) * factor /
         run_.scenario.factors(year, type);
}

double CityLedger::incidents(CityIndex city, YearIndex year, CrimeType type) const {
  double own = 1.0;
  for (const auto& r : run_.scenario.reached)
    if (r.city == city) own = r.effect.factor(year, type);
  return at_factor(own, city, year, type);
}

double CityLedger::incidents(const ReachedCity& city, YearIndex year, CrimeType type) const {
  return at_factor(city.effect.factor(year, type), city.city, year, type);
}

double CityLedger::incidents_without_measures(CityIndex city, YearIndex year, CrimeType type) const {
  return at_factor(1.0, city, year, type);
}

void record_baseline(const CountryTask& task, const EndWindow& window, const LaneRun& run, CountryRecord& out) {
  const CityLedger ledger(run);
  for (const auto u : positions_in<CityIndex>(task.country.cities)) {
    const auto& population = task.country.cities[u].population;
    CountPair counts;
    for (std::uint32_t n = 0; n < window_years; ++n) {
      const PanelYear before(n);
      const YearIndex at_end = window.first + n;
      counts.base.homicides += past_homicides(task.country, run.draw, u, before);
      counts.base.people += PersonYears(population[before]);
      counts.end.homicides += Incidents(ledger.incidents(u, at_end, CrimeType::homicide));
      counts.end.people += PersonYears(population[in_panel(at_end)]);
    }
    const auto shown = [](const HomicideCount& n) { return per_100000(n.homicides, n.people).value(); };
    out.city_rates(u, CityWindow::base, run.draw.draw) = shown(counts.base);
    out.city_rates(u, CityWindow::end, run.draw.draw) = shown(counts.end);
  }
}

void record_cities(const CountryTask& task, const EndWindow& window, const LaneRun& base, const LaneRun& run,
                   ScenarioIndex scenario, Lane lane, CountryRecord& out, BlockRecord& block) {
  if (run.scenario.reached.empty()) return;
  const ReachedCities cities(task, window, base, run, scenario);
  double people = 0.0;
  Usd unabsorbed;
  Usd fixed;
  Usd transfers;
  for (const auto& reached : run.scenario.reached) {
    block.entries.push_back(cities.entry(reached));
    cities.add_lines(reached, lane, out.first_line[scenario], block.lines);
    people += cities.people(reached);
    unabsorbed += reached.effect.unabsorbed;
    fixed += reached.effect.fixed;
    transfers += reached.effect.transfers;
  }
  const DrawIndex d = run.draw.draw;
  out.sums(CountrySum::people_reached, scenario, d) = people;
  out.sums(CountrySum::unabsorbed_usd, scenario, d) = unabsorbed.value();
  out.sums(CountrySum::fixed_usd, scenario, d) = fixed.value();
  out.sums(CountrySum::transfers_usd, scenario, d) = transfers.value();
}

}  // namespace salus::model
