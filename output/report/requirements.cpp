#include "output/report/requirements.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/programme/course.hpp"
#include "output/words/sentences/needs.hpp"

namespace salus::output {

using model::Results;
namespace say_needs = words::needs;

double times_larger(double needed, double achieved) {
  if (std::isnan(needed) || std::isnan(achieved)) return unknown;
  if (needed <= 0.0) return 0.0;
  return achieved > 0.0 ? needed / achieved : std::numeric_limits<double>::infinity();
}

double countries_taking_part(double first, double listed, double years, double adoption, double leaving) {
  const double stayed = model::exponential(-leaving * years);
  const double gap = adoption - leaving;
  // At equal hazards the quotient is the limit t exp(-h t).
  const double joined = std::abs(gap) < 1e-9 ? adoption * years * stayed
                                             : adoption * (stayed - model::exponential(-adoption * years)) / gap;
  return first * stayed + (listed - first) * joined;
}

namespace {

/// Lowest adoption hazard up to 5 a year at which `reaches` holds. Not monotone: who joins at once may be gone by the
/// end. So the first crossing is looked for, then halved in.
template <class Reaches>
double first_crossing(Reaches reaches) {
  constexpr double step = 0.01;
  constexpr double most = 5.0;
  if (reaches(0.0)) return 0.0;
  for (double high = step; high <= most; high += step) {
    if (!reaches(high)) continue;
    double low = high - step;
    for (int i = 0; i < 60; ++i) (reaches(0.5 * (low + high)) ? high : low) = 0.5 * (low + high);
    return high;
  }
  return unknown;
}

}  // namespace

double adoption_needed(double goal, double first, double listed, double years, double leaving) {
  return first_crossing([&](double h) { return countries_taking_part(first, listed, years, h, leaving) >= goal; });
}

double leaving_allowed(double goal, double first, double listed, double years, double adoption) {
  const auto reaches = [&](double x) { return countries_taking_part(first, listed, years, adoption, x) >= goal; };
  if (!(goal > 0.0) || !reaches(0.0)) return unknown;
  double low = 0.0;
  double high = 1.0;
  while (reaches(high) && high < 1e3) high *= 2.0;
  for (int i = 0; i < 60; ++i) (reaches(0.5 * (low + high)) ? low : high) = 0.5 * (low + high);
  return low;
}

double countries_reviewed(double first, double listed, double adoption, double leaving) {
  // Others join from the second year on, the year after the first countries.
  constexpr double to_first = static_cast<double>(model::review_years.front()) - 1.0;
  constexpr double between = static_cast<double>(model::review_years.back() - model::review_years.front());
  const double out = (listed - first) * model::exponential(-adoption * to_first);
  return countries_taking_part(first, listed, to_first, adoption, leaving) +
         countries_taking_part(0.0, out, between, adoption, leaving);
}

double adoption_for_reviewed(double goal, double first, double listed, double leaving) {
  return std::isnan(goal)
             ? unknown
             : first_crossing([&](double h) { return countries_reviewed(first, listed, h, leaving) >= goal; });
}

namespace {

/// How many of the reviewed and of all listed would have to improve; empty where the hazard alone can do it.
words::Text rest_of(const Requirements& q) {
  const bool enough = q.improved_at_all >= 25.0 && !std::isnan(q.improving_adoption);
  if (!enough && q.reviewed >= 25.0)
    return say_needs::RestOfReviewed{
        .reviewed = q.reviewed, .share = q.share_at_reviewed, .listed = q.listed, .share_of_all = q.share_at_all};
  if (!enough && q.listed >= 25.0)
    return say_needs::RestOfAll{.reviewed = q.reviewed, .listed = q.listed, .share_of_all = q.share_at_all};
  return std::string();
}

}  // namespace

words::Message countries_needs(const Requirements& q, bool begins) {
  if (std::isnan(q.improved_share)) return say_needs::NothingReviewed{.begins = begins};
  if (std::isnan(q.improving_adoption))
    return say_needs::EvenAll{.begins = begins,
                              .listed = q.listed,
                              .improved = q.improved_at_all,
                              .share = q.improved_share,
                              .rest = rest_of(q)};
  return say_needs::Adoption{.begins = begins,
                             .needed = q.improving_adoption,
                             .seen = q.adoption_seen,
                             .share = q.improved_share,
                             .rest = rest_of(q)};
}

words::Text mean_in_words(double mean) {
  if (mean > 0.0 && mean < 0.05) return say_needs::below_a_tenth;
  return words::Figure{mean, words::Style::one_decimal};
}

std::optional<words::Message> halving_needs(const Interval& t, double needed, double averted, bool begins) {
  const double times = t[1];
  if (std::isnan(times)) return std::nullopt;
  if (times == 0.0) return say_needs::HalvesAnyway{.begins = begins};
  if (times <= 100.0) return say_needs::EffectTimes{.begins = begins, .times = times};
  return say_needs::Fewer{.needed = needed,
                          .averted = averted > 0.0,
                          .about = std::max(0.1, averted),
                          .bounded = !std::isinf(times),
                          .times = times};
}

double break_even_multiplier(double averted_all_local, double averted_mixed, double multiplier_mixed) {
  if (!(averted_all_local > 0.0) || !(averted_mixed > 0.0) || !(multiplier_mixed > 0.0)) return unknown;
  return averted_all_local / (averted_mixed / multiplier_mixed);
}

namespace {

void from_indicators(const Results& r, std::size_t s, Requirements& out) {
  const auto middle = [&](model::Indicator which) { return quantile_of(indicator_draws(r, which, s), 0.5); };
  auto missing = indicator_draws(r, model::Indicator::cities_attributable, s);
  for (double& m : missing)
    if (!std::isnan(m)) m = std::max(0.0, 100.0 - m);
  out.cities_missing = interval_of(missing);
  const auto attributable = indicator_draws(r, model::Indicator::cities_attributable, s);
  out.cities_mean = mean_of(attributable);
  out.cities_any = share_where(attributable, [](double v) { return v > 0.0; });
  out.cities_times = times_larger(100.0, middle(model::Indicator::cities_attributable));
  out.people_times = times_larger(1e8, middle(model::Indicator::people_reached));
  out.volunteers = middle(model::Indicator::countries_volunteering);
  out.listed = static_cast<double>(r.countries.size());
  // Others join from the third year of the run on.
  out.years = static_cast<double>(model::budget_years) - 2.0;
  out.adoption_seen = middle(model::Indicator::adoption_hazard);
  out.leaving_seen = middle(model::Indicator::exit_hazard);
  out.improved_share = quantile_of(paired(indicator_draws(r, model::Indicator::countries_improved, s),
                                          indicator_draws(r, model::Indicator::countries_reviewed, s),
                                          [](double a, double b) { return b > 0.0 ? a / b : unknown; }),
                                   0.5);
  out.reviewed = middle(model::Indicator::countries_reviewed);
  out.improved = middle(model::Indicator::countries_improved);
  out.share_at_reviewed = 25.0 / out.reviewed;
  out.share_at_all = 25.0 / out.listed;
  out.improved_at_all = out.listed * out.improved_share;
  if (std::isnan(out.volunteers)) return;
  out.countries_by_formula =
      countries_taking_part(out.volunteers, out.listed, out.years, out.adoption_seen, out.leaving_seen);
  out.reviewed_by_formula = countries_reviewed(out.volunteers, out.listed, out.adoption_seen, out.leaving_seen);
  out.improved_by_formula = out.improved_share * out.reviewed_by_formula;
  out.improving_adoption =
      adoption_for_reviewed(25.0 / out.improved_share, out.volunteers, out.listed, out.leaving_seen);
  out.no_exit = countries_taking_part(out.volunteers, out.listed, out.years, out.adoption_seen, 0.0);
  out.adoption_for_25 = adoption_needed(25.0, out.volunteers, out.listed, out.years, out.leaving_seen);
  out.leaving_for_25 = leaving_allowed(25.0, out.volunteers, out.listed, out.years, out.adoption_seen);
}

}  // namespace

Requirements requirements_of(const Results& r, std::size_t s) {
  Requirements out;
  const auto year = year_2030(r);
  if (!year || s == 0) return out;
  out.known = true;
  const std::size_t total = total_aggregate(r);
  const HomicideBase base = homicide_base(r);
  const double people = r.population(r.population.along<model::LocationIndex>().last(), model::YearIndex(*year));
  const auto without = first_draws(r, total, {homicide}, *year, *year + 1);
  const auto averted = averted_draws(r, total, {homicide}, s, *year, *year + 1);
  const auto times = [&](double goal) {
    return paired(without, averted, [goal](double w, double a) { return times_larger(w - goal, a); });
  };
  const auto count = times(0.5 * base.homicides);
  const auto rate = times(0.5 * base.homicides / base.people * people);
  const auto beyond = [&](double goal) {
    auto draws = without;
    for (double& w : draws) w = std::isnan(w) ? unknown : std::max(0.0, w - goal);
    return quantile_of(draws, 0.5);
  };
  out.count_needed = beyond(0.5 * base.homicides);
  out.rate_needed = beyond(0.5 * base.homicides / base.people * people);
  out.averted_2030 = quantile_of(averted, 0.5);
  out.averted_last =
      quantile_of(averted_draws(r, total, {homicide}, s, model::budget_years - 1, model::budget_years), 0.5);
  const auto none = [](double t) { return t == 0.0; };
  out.count_times = interval_of(count);
  out.rate_times = interval_of(rate);
  out.count_halved_anyway = share_where(count, none);
  out.rate_halved_anyway = share_where(rate, none);
  out.nothing_averted = share_where(averted, [](double a) { return a <= 0.0; });
  const auto violent = [&](std::size_t y) { return averted_draws(r, total, violent_headlines(), s, y, y + 1); };
  out.persistence = interval_of(paired(violent(model::budget_years), violent(model::budget_years - 1),
                                       [](double after, double last) { return last > 0.0 ? after / last : unknown; }));
  out.cities_missing = unknown_interval;
  if (!r.indicators.empty()) from_indicators(r, s, out);
  return out;
}

BreakEven break_even(const Results& r) {
  BreakEven out;
  const auto mixed = scenario_named(r, "concept-note");
  const auto local = scenario_named(r, "all-local");
  if (!mixed || !local || r.indicators.empty()) return out;
  const auto averted = [&](std::size_t s) {
    return averted_draws(r, total_aggregate(r), violent_headlines(), s, 0, model::budget_years);
  };
  const auto multiplier = indicator_draws(r, model::Indicator::total_multiplier, *mixed);
  const auto a = averted(*local);
  const auto b = averted(*mixed);
  std::vector<double> needed;
  std::vector<double> reached;
  for (std::size_t d = 0; d < std::min<std::size_t>(a.size(), model::probe_draws); ++d) {
    if (std::isnan(a[d]) || std::isnan(b[d])) continue;
    out.draws += 1.0;
    const double n = break_even_multiplier(a[d], b[d], multiplier[d]);
    if (!std::isnan(n)) {
      needed.push_back(n);
      reached.push_back(multiplier[d]);
    }
  }
  if (needed.empty()) return out;
  out.known = true;
  out.needed = interval_of(needed);
  out.reached = interval_of(reached);
  out.probability = share_where(paired(reached, needed, [](double m, double n) { return m >= n ? 1.0 : 0.0; }),
                                [](double v) { return v > 0.0; });
  out.left_out = 1.0 - static_cast<double>(needed.size()) / out.draws;
  return out;
}

}  // namespace salus::output
