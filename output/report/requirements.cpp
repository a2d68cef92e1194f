#include "output/report/requirements.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/core/number.hpp"
#include "model/programme/course.hpp"
#include "output/report/headline.hpp"

namespace salus::output {

using model::Results;

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

std::string countries_needs(const Requirements& q) {
  if (std::isnan(q.improved_share)) return "no country is reviewed in the middle run";
  const auto share = [](double v) { return model::format_fixed(100.0 * v, 0) + " %"; };
  std::string text = std::isnan(q.improving_adoption)
                         ? "even a review of all " + in_words(q.listed) + " gives about " +
                               in_words(q.improved_at_all) + " that improve, at the " + share(q.improved_share) +
                               " of reviewed that do"
                         : "an adoption hazard of " + model::format_fixed(q.improving_adoption, 2) + " a year (now " +
                               model::format_fixed(q.adoption_seen, 2) + ") at the " + share(q.improved_share) +
                               " of reviewed that improve";
  if (q.improved_at_all >= 25.0 && !std::isnan(q.improving_adoption)) return text;
  if (q.reviewed >= 25.0)
    text += "; at " + in_words(q.reviewed) + " reviewed, " + share(q.share_at_reviewed) +
            " of them would have to improve; at all " + in_words(q.listed) + ", " + share(q.share_at_all);
  else if (q.listed >= 25.0)
    text += "; only " + in_words(q.reviewed) + " are reviewed; at all " + in_words(q.listed) + ", " +
            share(q.share_at_all) + " would have to improve";
  return text;
}

std::string mean_in_words(double mean) {
  return mean > 0.0 && mean < 0.05 ? "below 0.1" : model::format_fixed(mean, 1);
}

std::string halving_needs(const Interval& t, double needed, double averted) {
  if (std::isnan(t[1])) return "";
  if (t[1] == 0.0) return "nothing: in the middle run it halves anyway";
  if (t[1] <= 100.0)
    return "an effect " + (t[1] < 10.0 ? model::format_fixed(t[1], 1) : in_words(t[1])) + " times as large in 2030";
  const std::string none =
      averted > 0.0 ? "about " + (averted < 9.95 ? model::format_fixed(std::max(0.1, averted), 1) : in_words(averted)) +
                          " that year"
                    : "none that year";
  return in_words(needed) + " fewer homicides in 2030 would be needed, the programme averts " + none + " (middles): " +
         (std::isinf(t[1]) ? "no multiple of this programme does it" : "about " + in_words(t[1]) + " times as much");
}

double break_even_multiplier(double averted_all_local, double averted_mixed, double multiplier_mixed) {
  if (!(averted_all_local > 0.0) || !(averted_mixed > 0.0) || !(multiplier_mixed > 0.0)) return unknown;
  return averted_all_local / (averted_mixed / multiplier_mixed);
}

namespace {

void from_indicators(const Results& r, std::size_t s, Requirements& out) {
  const auto middle = [&](const char* name) { return quantile_of(indicator_draws(r, name, s), 0.5); };
  auto missing = indicator_draws(r, "cities_attributable", s);
  for (double& m : missing)
    if (!std::isnan(m)) m = std::max(0.0, 100.0 - m);
  out.cities_missing = interval_of(missing);
  const auto attributable = indicator_draws(r, "cities_attributable", s);
  out.cities_mean = mean_of(attributable);
  out.cities_any = share_where(attributable, [](double v) { return v > 0.0; });
  out.cities_times = times_larger(100.0, middle("cities_attributable"));
  out.people_times = times_larger(1e8, middle("people_reached"));
  out.volunteers = middle("countries_volunteering");
  out.listed = static_cast<double>(r.countries.size());
  // Others join from the third year of the run on.
  out.years = static_cast<double>(model::budget_years) - 2.0;
  out.adoption_seen = middle("adoption_hazard");
  out.leaving_seen = middle("exit_hazard");
  out.improved_share =
      quantile_of(paired(indicator_draws(r, "countries_improved", s), indicator_draws(r, "countries_reviewed", s),
                         [](double a, double b) { return b > 0.0 ? a / b : unknown; }),
                  0.5);
  out.reviewed = middle("countries_reviewed");
  out.improved = middle("countries_improved");
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
  const std::size_t L = r.locations.size() - 1;
  const std::size_t Y = r.years.size();
  const HomicideBase base = homicide_base(r);
  const double people = static_cast<double>(r.population[L * Y + *year]);
  const auto without = first_draws(r, total, {0}, *year, *year + 1);
  const auto averted = averted_draws(r, total, {0}, s, *year, *year + 1);
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
  out.averted_last = quantile_of(averted_draws(r, total, {0}, s, model::budget_years - 1, model::budget_years), 0.5);
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
  const auto multiplier = indicator_draws(r, "total_multiplier", *mixed);
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
