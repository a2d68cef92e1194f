#include "output/report/requirements.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/programme/course.hpp"
#include "output/monte_carlo.hpp"
#include "output/rivals.hpp"
#include "output/words/sentences/needs.hpp"

namespace salus::output {

using model::Results;
namespace say_needs = words::needs;

using model::Countries;
using model::JoiningHazard;
using model::LeavingHazard;
using model::Years;

double times_larger(const Shortfall& s) {
  if (std::isnan(s.needed) || std::isnan(s.achieved)) return unknown;
  if (s.needed <= 0.0) return 0.0;
  return s.achieved > 0.0 ? s.needed / s.achieved : std::numeric_limits<double>::infinity();
}

Countries countries_taking_part(const CountryPool& pool, Years years, JoiningHazard adoption, LeavingHazard leaving) {
  const double stayed = model::exponential(-(leaving.value() * years.value()));
  const double joining = adoption.value() * years.value();
  const double gap = adoption.value() - leaving.value();
  // At equal hazards the quotient is the limit t exp(-h t).
  const double joined =
      std::abs(gap) < 1e-9 ? joining * stayed : adoption.value() * (stayed - model::exponential(-joining)) / gap;
  return pool.first * stayed + (pool.listed - pool.first) * joined;
}

namespace {

constexpr Countries wanted(25.0);

/// Lowest adoption hazard up to 5 a year at which `reaches` holds. Not monotone: who joins at once may be gone by the
/// end. So the first crossing is looked for, then halved in.
template <class Reaches>
JoiningHazard first_crossing(Reaches reaches) {
  constexpr JoiningHazard step(0.01);
  constexpr JoiningHazard most(5.0);
  if (reaches(JoiningHazard())) return {};
  for (JoiningHazard high = step; high <= most; high += step) {
    if (!reaches(high)) continue;
    JoiningHazard low = high - step;
    for (int i = 0; i < 60; ++i) (reaches(0.5 * (low + high)) ? high : low) = 0.5 * (low + high);
    return high;
  }
  return JoiningHazard(unknown);
}

}  // namespace

JoiningHazard adoption_needed(Countries goal, const CountryPool& pool, Years years, LeavingHazard leaving) {
  return first_crossing([&](JoiningHazard h) { return countries_taking_part(pool, years, h, leaving) >= goal; });
}

LeavingHazard leaving_allowed(Countries goal, const CountryPool& pool, Years years, JoiningHazard adoption) {
  const auto reaches = [&](LeavingHazard x) { return countries_taking_part(pool, years, adoption, x) >= goal; };
  LeavingHazard low;
  if (!(goal > Countries()) || !reaches(low)) return LeavingHazard(unknown);
  LeavingHazard high(1.0);
  while (reaches(high) && high < LeavingHazard(1e3)) high *= 2.0;
  for (int i = 0; i < 60; ++i) (reaches(0.5 * (low + high)) ? low : high) = 0.5 * (low + high);
  return low;
}

Countries countries_reviewed(const CountryPool& pool, Years to_first, JoiningHazard adoption, LeavingHazard leaving) {
  constexpr Years between(4.0);  // from one Habitat Assembly to the next
  const Countries out = (pool.listed - pool.first) * model::exponential(-adoption.value() * to_first.value());
  return countries_taking_part(pool, to_first, adoption, leaving) +
         countries_taking_part({.first = Countries(), .listed = out}, between, adoption, leaving);
}

JoiningHazard adoption_for_reviewed(Countries goal, const CountryPool& pool, Years to_first, LeavingHazard leaving) {
  if (std::isnan(goal.value())) return JoiningHazard(unknown);
  return first_crossing([&](JoiningHazard h) { return countries_reviewed(pool, to_first, h, leaving) >= goal; });
}

namespace {

/// How many of the reviewed and of all listed would have to improve; empty where the hazard alone can do it.
words::Text rest_of(const Requirements& q) {
  const bool enough = q.improved_at_all >= wanted && !std::isnan(q.improving_adoption.value());
  if (!enough && q.reviewed >= wanted)
    return say_needs::RestOfReviewed{.reviewed = q.reviewed.value(),
                                     .share = q.share_at_reviewed,
                                     .listed = q.listed.value(),
                                     .share_of_all = q.share_at_all};
  if (!enough && q.listed >= wanted)
    return say_needs::RestOfAll{
        .reviewed = q.reviewed.value(), .listed = q.listed.value(), .share_of_all = q.share_at_all};
  return words::Verbatim(std::string());
}

}  // namespace

words::Message countries_needs(const Requirements& q, bool begins) {
  if (std::isnan(q.improved_share)) return say_needs::NothingReviewed{.begins = begins};
  if (std::isnan(q.improving_adoption.value()))
    return say_needs::EvenAll{.begins = begins,
                              .listed = q.listed.value(),
                              .improved = q.improved_at_all.value(),
                              .share = q.improved_share,
                              .rest = rest_of(q)};
  return say_needs::Adoption{.begins = begins,
                             .needed = q.improving_adoption.value(),
                             .seen = q.adoption_seen.value(),
                             .share = q.improved_share,
                             .rest = rest_of(q)};
}

namespace {

say_needs::Fewer::Averted kind_of(const Estimate& averted) {
  using Averted = say_needs::Fewer::Averted;
  if (averted.value == 0.0) return Averted::other;
  if (averted.about_nothing()) return Averted::hardly;
  return averted.value > 0.0 ? Averted::some : Averted::harm;
}

}  // namespace

std::optional<words::Message> halving_needs(const HalvingNeed& need, const Estimate& averted, bool begins) {
  using Multiple = say_needs::Fewer::Multiple;
  const double times = need.times.middle.value;
  if (std::isnan(times)) return std::nullopt;
  if (times == 0.0) return say_needs::HalvesAnyway{.begins = begins};
  const bool told = !need.times.middle.not_told() && !averted.about_nothing();
  if (times <= 100.0 && !told) return say_needs::EffectNotTold{.begins = begins};
  if (times <= 100.0) return say_needs::EffectTimes{.begins = begins, .times = need.times.middle};
  return say_needs::Fewer{.needed = need.homicides,
                          .averted = kind_of(averted),
                          .against_nothing = need.against_nothing,
                          .tiny = averted.value < 0.05,
                          .about = averted.value < 0.0 ? averted * -1.0 : averted,
                          .multiple = std::isinf(times) ? Multiple::other
                                      : told            ? Multiple::known
                                                        : Multiple::not_told,
                          .times = need.times.middle};
}

namespace {

void from_indicators(const Results& r, model::ScenarioIndex s, Requirements& out) {
  const auto middle = [&](model::Indicator which) { return quantile_of(indicator_draws(r, which, s), 0.5); };
  auto missing = indicator_draws(r, model::Indicator::cities_attributable, s);
  for (double& m : missing)
    if (!std::isnan(m)) m = std::max(0.0, 100.0 - m);
  out.cities_missing = interval_estimate(missing);
  const auto attributable = indicator_draws(r, model::Indicator::cities_attributable, s);
  out.cities_mean = mean_estimate(attributable);
  out.cities_any = share_estimate(attributable, [](double v) { return v > 0.0; });
  const auto times = [&](double goal, model::Indicator which) {
    const Estimate achieved = quantile_estimate(indicator_draws(r, which, s), 0.5);
    if (!(achieved.value > 0.0)) return Estimate{times_larger({.needed = goal, .achieved = achieved.value})};
    return inverse(achieved) * goal;
  };
  out.cities_times = times(100.0, model::Indicator::cities_attributable);
  out.people_times = times(1e8, model::Indicator::people_reached);
  const auto number_of = [&](model::Indicator which) { return Countries(middle(which)); };
  out.volunteers = number_of(model::Indicator::countries_volunteering);
  out.listed = Countries(static_cast<double>(r.countries.size()));
  // Others join from the second year on, the year after the first countries; in the third for the first time.
  const model::YearIndex first_review = model::review_years(r.identity.start_year).front();
  out.first_review = r.years[first_review];
  out.to_first = Years(first_review - 1.0);
  out.years = Years(model::budget_years - 2.0);
  out.adoption_seen = JoiningHazard(middle(model::Indicator::adoption_hazard_outside));
  out.leaving_seen = LeavingHazard(middle(model::Indicator::exit_hazard_inside));
  out.improved_share = quantile_of(paired(indicator_draws(r, model::Indicator::countries_improved, s),
                                          indicator_draws(r, model::Indicator::countries_reviewed, s),
                                          [](double a, double b) { return b > 0.0 ? a / b : unknown; }),
                                   0.5);
  out.reviewed = number_of(model::Indicator::countries_reviewed);
  out.improved = number_of(model::Indicator::countries_improved);
  out.share_at_reviewed = wanted / out.reviewed;
  out.share_at_all = wanted / out.listed;
  out.improved_at_all = out.listed * out.improved_share;
  if (std::isnan(out.volunteers.value())) return;
  const CountryPool pool{.first = out.volunteers, .listed = out.listed};
  out.countries_by_formula = countries_taking_part(pool, out.years, out.adoption_seen, out.leaving_seen);
  out.reviewed_by_formula = countries_reviewed(pool, out.to_first, out.adoption_seen, out.leaving_seen);
  out.improved_by_formula = out.improved_share * out.reviewed_by_formula;
  out.improving_adoption = adoption_for_reviewed(wanted / out.improved_share, pool, out.to_first, out.leaving_seen);
  out.no_exit = countries_taking_part(pool, out.years, out.adoption_seen, LeavingHazard());
  out.adoption_for_25 = adoption_needed(wanted, pool, out.years, out.leaving_seen);
  out.leaving_for_25 = leaving_allowed(wanted, pool, out.years, out.adoption_seen);
}

/// How much of what is averted outlasts the money by a year.
void fill_persistence(const Results& r, model::ScenarioIndex s, Requirements& out) {
  const auto averted = [&](model::CrimeType k, model::YearIndex y) {
    return averted_draws(r, total_aggregate(r), {model::headline_of(k)}, s, one_year(y));
  };
  const auto dalys = [&](model::YearIndex y) {
    model::EnumArray<bool, model::CrimeType> all;
    all.fill(true);
    return in_life_years(r, all, [&](model::CrimeType k) { return averted(k, y); });
  };
  const auto still = [](const std::vector<double>& last, const std::vector<double>& after) {
    const auto each = paired(after, last, [](double a, double l) { return l > 0.0 ? a / l : unknown; });
    return Persistence{.share = ratio_of_means(after, last),
                       .last = mean_estimate(last),
                       .of_draws = interval_estimate(each),
                       .draws = share_estimate(last, [](double l) { return l > 0.0; })};
  };
  out.persistence = still(dalys(model::last_budget_year), dalys(over_budget.to));
  for (const auto k : model::every<model::CrimeType>)
    out.persistence_of[k] = still(averted(k, model::last_budget_year), averted(k, over_budget.to));
}

}  // namespace

Requirements requirements_of(const Results& r, model::ScenarioIndex scenario) {
  Requirements out;
  const auto year = year_2030(r);
  if (!year || scenario == first_scenario) return out;
  out.known = true;
  const model::AggregateIndex total = total_aggregate(r);
  const YearSpan in_2030 = one_year(*year);
  const HomicideBase base = homicide_base(r);
  const double people = r.population(total_location(r), *year);
  const auto without = first_draws(r, total, {homicide}, in_2030);
  const auto averted = averted_draws(r, total, {homicide}, scenario, in_2030);
  const auto need = [&](double goal) {
    const auto times = paired(without, averted,
                              [goal](double w, double a) { return times_larger({.needed = w - goal, .achieved = a}); });
    auto beyond = without;
    for (double& w : beyond) w = std::isnan(w) ? unknown : std::max(0.0, w - goal);
    return HalvingNeed{.times = interval_estimate(times).above_nothing(),
                       .halved_anyway = share_estimate(times, [](double t) { return t == 0.0; }),
                       .homicides = quantile_estimate(beyond, 0.5),
                       .against_nothing = against_nothing(r)};
  };
  out.count = need(0.5 * base.homicides);
  out.rate = need(0.5 * base.homicides / base.people * people);
  out.averted_2030 = quantile_estimate(averted, 0.5);
  out.averted_last =
      quantile_estimate(averted_draws(r, total, {homicide}, scenario, one_year(model::last_budget_year)), 0.5);
  out.nothing_averted = share_estimate(averted, [](double a) { return a <= 0.0; });
  fill_persistence(r, scenario, out);
  if (!r.indicators.empty()) from_indicators(r, scenario, out);
  return out;
}

namespace {

/// A plan that spends the same money locally; with the same lines where there is one.
std::optional<model::ScenarioIndex> all_local(const Results& r, model::ScenarioIndex scenario) {
  const PlannedMoney money = planned_money(r.scenarios[scenario]);
  std::optional<model::ScenarioIndex> found;
  for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios)) {
    if (planned_money(r.scenarios[s]) != PlannedMoney{money.total(), {}, money.price_year}) continue;
    if (!found) found = s;
    if (rivalry(r.scenarios[scenario], r.scenarios[s]) == Rivalry::same_plan_other_money) return s;
  }
  return found;
}

}  // namespace

std::optional<GlobalHalf> global_half(const Results& r, model::ScenarioIndex scenario) {
  if (r.indicators.empty() || planned_money(r.scenarios[scenario]).global == model::Cents()) return std::nullopt;
  GlobalHalf half;
  const auto own = indicator_draws(r, model::Indicator::global_dalys_averted, scenario);
  half.averted = interval_estimate(own);
  half.mean = mean_estimate(own);
  for (const double v : own)
    if (!std::isnan(v)) ++half.draws;
  if (const auto local = all_local(r, scenario)) {
    const auto all_locally = harm_averted(r, life_years, *local);
    const auto mixed = harm_averted(r, life_years, scenario);
    const auto behind = paired(all_locally, mixed, [](double all, double some) { return all - some; });
    const auto made_up =
        paired(all_locally, mixed, [](double all, double some) { return all > 0.0 && some >= all ? 1.0 : 0.0; });
    const auto none = paired(all_locally, mixed, [](double all, double) { return all > 0.0 ? 0.0 : 1.0; });
    const auto is_so = [](double share) { return share > 0.0; };
    half.beside = LocalBeside{.local = *local,
                              .behind = interval_estimate(behind),
                              .made_up = share_estimate(made_up, is_so),
                              .none_locally = share_estimate(none, is_so)};
  }
  if (half.draws == 0 && !half.beside) return std::nullopt;
  return half;
}

}  // namespace salus::output
