#include "model/run/city_record.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "model/core/elementary.hpp"
#include "model/observation/records.hpp"
#include "model/run/collect.hpp"
#include "model/run/overlap_share.hpp"

namespace salus::model {
namespace {

/// Log change of the share of homicides that the police record, up to the end.
double recording_change(const LaneRun& run, const EndWindow& window) {
  const auto& p = run.scenario.parameters;
  return logarithm(kept_share(p, run.sums.capacity(window.last()))[CrimeType::homicide] /
                   p[Parameter::recorded_homicide]);
}

static_assert(window_years == kernel_years_before);

/// Mean homicide rate of the country over the three years before the start: as it was run through, and before that as
/// published or the draw's own. @param base the first scenario
RatePerPerson rate_before(const CountryInput& country, const LaneRun& base) {
  RatePerPerson sum;
  for (std::uint32_t year = 0; year < window_years; ++year) {
    const std::uint32_t back = window_years - year;  // years before the start
    if (back > country.roll.years) {
      sum += base.draw.before_rate;
      continue;
    }
    double people = 0.0;
    const std::uint32_t first = (country.roll.years - back) * months_per_year;
    for (std::uint32_t m = first; m < first + months_per_year; ++m)
      people += country.roll.population[m] / months_per_year;
    sum += base.sums.homicides_before(year) / PersonYears(people);
  }
  return sum / window_years;
}

/// In a city, in a year before the start, at the country's rate.
Incidents past_homicides(RatePerPerson rate, const CountryInput& country, const CountryDraw& draw, CityIndex city,
                         PanelYear year) {
  return rate * PersonYears(panel_population(country, year)) * draw.panel.share(CrimeClass::street, city, year);
}

double log_ratio(const CountPair& counts) {
  return logarithm(counts.end.rate().value()) - logarithm(counts.base.rate().value());
}

/// Homicides of cities over the three years before they joined, and over the three at the end.
class FallingCities {
 public:
  /// @param before homicide rate of the country before the start
  FallingCities(const CountryTask& task, const EndWindow& window, const LaneRun& run, YearIndex joined,
                RatePerPerson before)
      : task_(task), window_(window), run_(run), ledger_(run), joined_(joined), before_(before) {}

  CountPair reached(const ReachedCity& city) const { return counts(city.city, city); }
  CountPair any(CityIndex city) const { return counts(city, city); }

 private:
  /// @param as the city as the ledger is asked for it
  template <class As>
  CountPair counts(CityIndex city, const As& as) const {
    const auto& population = task_.country.cities[city].population;
    CountPair counts;
    for (std::uint32_t n = 0; n < window_years; ++n) {
      const PanelYear before = in_panel(joined_) - window_years + n;
      const bool past = before < panel_past_years;  // before the start
      const YearIndex end = window_.first + n;
      counts.base.homicides +=
          past ? past_homicides(before_, task_.country, run_.draw, city, before) : homicides(as, since_start(before));
      counts.base.people += PersonYears(population[before]);
      counts.end.homicides += homicides(as, end);
      counts.end.people += PersonYears(population[in_panel(end)]);
    }
    return counts;
  }
  template <class As>
  Incidents homicides(const As& city, YearIndex year) const {
    return Incidents(ledger_.incidents(city, year, CrimeType::homicide));
  }

  const CountryTask& task_;
  const EndWindow& window_;
  LaneRun run_;
  CityLedger ledger_;
  YearIndex joined_;
  RatePerPerson before_;
};

/// The cities of a country that a programme did not reach, together, with the programme elsewhere or without it. Of too
/// few nothing is read: they would say more of themselves than of their country.
struct Controls {
  std::optional<Reading> reading;
  double log_ratio = not_a_number;  ///< true

  Controls(const CountryTask& task, const std::vector<CityIndex>& cities, const FallingCities& falling,
           const ParameterDraw& p, const Recording& recording, RandomKey key) {
    if (cities.size() < least_controls) return;
    CountPair all;
    std::vector<CountPair> seen;
    for (const CityIndex u : cities) {
      const CountPair counts = falling.any(u);
      all.base.homicides += counts.base.homicides;
      all.base.people += counts.base.people;
      all.end.homicides += counts.end.homicides;
      all.end.people += counts.end.people;
      seen.push_back(on_record(counts, p, recording, key, task.country.cities[u].code));
    }
    log_ratio = model::log_ratio(all);
    reading = model::reading(seen, p, recording.power, key, task.country.code.m49);
  }
};

/// What each acting intervention of a scenario averted.
using Lines = Grid<double, RowIndex, LineFigure>;

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
        before_(rate_before(task.country, base)),
        with_(run),
        without_(base),
        falling_(task, window, run, joined_, before_),
        falling_without_(task, window, base, joined_, before_),
        recording_{.change = recording_change(run, window), .power = course_.global[window.last()].power},
        recording_without_{.change = recording_change(base, window),
                           .power = task.shared.courses(ScenarioIndex(0u), run.draw.draw).global[window.last()].power},
        parting_(parting(run.draw.parameters, window.first + window_years - joined_)),
        waves_(0.5 * task.shared.deliveries[scenario].interviews(task.position, course_,
                                                                 task.shared.interventions[run.draw.draw])) {
    if (joined_ > window.first) return;
    const auto controls = not_reached();
    controls_.emplace(task, controls, falling_, run.scenario.parameters, recording_, key());
    controls_without_.emplace(task, controls, falling_without_, base.scenario.parameters, recording_without_, key());
  }

  /// What the proof of falls needs of a city.
  CityEntry entry(const ReachedCity& reached) const {
    const std::uint32_t code = task_.country.cities[reached.city].code;
    CityEntry e{.draw = run_.draw.draw, .scenario = scenario_, .city = reached.city};
    if (joined_ <= window_.first) {  // else its base would be part of the end
      const CountPair counts = falling_.reached(reached);
      const CountPair counts_without = falling_without_.any(reached.city);
      e.log_ratio = log_ratio(counts);
      e.log_ratio_without = log_ratio(counts_without);
      e.log_ratio_controls = controls_->log_ratio;
      e.log_ratio_controls_without = controls_without_->log_ratio;
      if (controls_->reading) {
        const Reading with = read(counts, run_, recording_, code);
        const Reading without = read(counts_without, base_, recording_without_, code);
        e.z = against_controls(with, *controls_->reading);
        e.z_without = against_controls(without, *controls_without_->reading);
        e.credit_z = credit_statistic(with, *controls_->reading, parting_);
        e.credit_z_without = credit_statistic(without, *controls_without_->reading, parting_);
      }
    }
    if (waves_ >= least_interviews && joined_ < window_.last()) {
      const SurveyWaves waves{
          .base = prevalence(reached, joined_), .end = prevalence(reached, window_.last()), .each = waves_};
      e.survey_z = survey_statistic(waves, run_.scenario.parameters, key(), code);
      e.survey_log_ratio = logarithm(waves.end / waves.base);
    }
    return e;
  }

  /// Adds to each line what it averted in a city: what it would do alone, less its part of the overlap.
  void add_lines(const ReachedCity& reached, Lines& lines) const {
    const CityEffect& effect = reached.effect;
    for (const auto y : years_of_budget)
      for (const auto k : every<CrimeType>) {
        if (effect.factor(y, k) == 1.0) continue;
        const double incidents = without_.incidents_without_measures(reached.city, y, k);
        const OverlapShare share(effect, y, k);
        for (const auto r : positions_in<RowIndex>(effect.rows)) {
          const double part = incidents * share.part(effect.rows[r]);
          const auto add = [&](LineFigure figure, double what) { lines(r, figure) += what; };
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
  RandomKey key() const { return task_.shared.keys[run_.draw.draw]; }

  /// The control cities.
  std::vector<CityIndex> not_reached() const {
    std::vector<CityIndex> cities;
    for (const auto u : positions_in<CityIndex>(task_.country.cities))
      if (std::none_of(run_.scenario.reached.begin(), run_.scenario.reached.end(),
                       [u](const ReachedCity& reached) { return reached.city == u; }))
        cities.push_back(u);
    return cities;
  }

  Reading read(const CountPair& counts, const LaneRun& run, const Recording& recording, std::uint32_t code) const {
    const CountPair seen = on_record(counts, run.scenario.parameters, recording, key(), code);
    return reading({&seen, 1}, run.scenario.parameters, recording.power, key(), code);
  }

  /// Share of the city's adults with violence in the year, as a survey asks.
  Probability prevalence(const ReachedCity& reached, YearIndex year) const {
    EnumArray<double, CrimeType> incidents{};
    for (const auto k : every<CrimeType>)
      if (is_violent[k]) incidents[k] = with_.incidents(reached, year, k);
    const double people = task_.country.cities[reached.city].population[in_panel(year)];
    return chance_in_a_year(violent_rate(incidents, PersonYears(people * adult_share(task_.country))));
  }

  const CountryTask& task_;
  const EndWindow& window_;
  LaneRun run_;
  LaneRun base_;
  ScenarioIndex scenario_;
  const Course& course_;
  YearIndex joined_;
  RatePerPerson before_;  ///< of homicide in the country before the start
  CityLedger with_;
  CityLedger without_;
  FallingCities falling_;
  FallingCities falling_without_;
  Recording recording_;
  Recording recording_without_;
  Parting parting_;
  std::optional<Controls> controls_;  ///< none where the base would be part of the end
  std::optional<Controls> controls_without_;
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

void record_baseline(const CountryTask& task, const EndWindow& window, const LaneRun& run, CountryPart& out) {
  const CityLedger ledger(run);
  const RatePerPerson before_start = rate_before(task.country, run);
  for (const auto u : positions_in<CityIndex>(task.country.cities)) {
    const auto& population = task.country.cities[u].population;
    CountPair counts;
    for (std::uint32_t n = 0; n < window_years; ++n) {
      const PanelYear before(n);
      const YearIndex at_end = window.first + n;
      counts.base.homicides += past_homicides(before_start, task.country, run.draw, u, before);
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
                   ScenarioIndex scenario, CountryPart& out, std::vector<CityEntry>* entries) {
  if (run.scenario.reached.empty()) return;
  const ReachedCities cities(task, window, base, run, scenario);
  Lines lines(positions_in<RowIndex>(task.shared.portfolios[scenario].rows()), every<LineFigure>);
  double people = 0.0;
  PaidUsd unabsorbed;
  PaidUsd fixed;
  PaidUsd too_small;
  PaidUsd for_measures;
  std::array<Usd, budget_years> transfers{};
  for (const auto& reached : run.scenario.reached) {
    if (entries != nullptr) entries->push_back(cities.entry(reached));
    cities.add_lines(reached, lines);
    people += cities.people(reached);
    unabsorbed += reached.effect.unabsorbed;
    fixed += reached.effect.fixed;
    too_small += reached.effect.too_small;
    for_measures += reached.effect.for_measures;
    for (const auto y : years_of_budget) transfers[y] += reached.effect.transfers[y];
  }
  const DrawIndex d = run.draw.draw;
  out.sums(CountrySum::people_reached, scenario, d) = people;
  out.sums(CountrySum::unabsorbed_usd, scenario, d) = unabsorbed.value();
  out.sums(CountrySum::fixed_usd, scenario, d) = fixed.value();
  out.sums(CountrySum::too_small_usd, scenario, d) = too_small.value();
  out.sums(CountrySum::for_measures_usd, scenario, d) = for_measures.value();
  const PricePath& prices = task.shared.courses(scenario, d).prices;
  PaidUsd handed_on;
  EnumArray<Usd, DiscountCase> discounted;
  for (const auto y : years_of_budget) {
    handed_on += prices.paid(transfers[y], y);
    for (const auto of : every<DiscountCase>)
      discounted[of] += transfers[y] * task.shared.discounts[scenario].factor(of, y);
  }
  out.sums(CountrySum::transfers_usd, scenario, d) = handed_on.value();
  for (const auto of : every<DiscountCase>)
    out.sums(at_rate(CountrySum::transfers, of), scenario, d) = discounted[of].value();
  const LineIndex first = task.shared.programmes->first_line[scenario];
  for (const auto r : lines.along<RowIndex>())
    for (const auto figure : every<LineFigure>) out.lines(first + std::uint32_t{r}, figure, d) = lines(r, figure);
}

}  // namespace salus::model
