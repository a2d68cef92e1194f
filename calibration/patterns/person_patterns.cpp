#include "calibration/patterns/person_patterns.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::calibration {
namespace {

using model::CrimeType;
using model::Minute;

Minute after(Minute from, double years) { return from + static_cast<Minute>(years * minutes_per_year); }

bool violent_in_public(const LoggedEvent& e) { return model::is_violent[e.type] && in_public(e); }

/// Centre of the five-year age band with the highest rate.
double peak(const ByAge& events, const ByAge& persons, std::uint32_t from) {
  double best = -1.0;
  double centre = 0.0;
  for (std::uint32_t a = from; a + 5 <= 90; ++a) {
    double e = 0.0;
    double n = 0.0;
    for (std::uint32_t i = a; i < a + 5; ++i) {
      e += events[i];
      n += persons[i];
    }
    if (n > 0.0 && e / n > best) {
      best = e / n;
      centre = a + 2.5;
    }
  }
  return centre;
}

}  // namespace

double repeat_share(const CityLog& log, const CrimeType* type) {
  const std::uint32_t years = log.years();
  std::vector<std::unordered_set<PersonId>> seen(years);
  std::vector<double> victims(years);
  std::vector<double> events(years);
  each_by_year(log, [&](std::uint32_t year, const LoggedEvent& e) {
    if (type ? e.type != *type : !in_public(e)) return;
    ++events[year];
    victims[year] += seen[year].insert(e.victim).second;
  });
  double share = 0.0;
  double counted = 0.0;
  for (std::uint32_t y = 0; y < years; ++y)
    if (events[y] > 0.0) {
      share += 1.0 - victims[y] / events[y];
      counted += 1.0;
    }
  return counted > 0.0 ? share / counted : 0.0;
}

namespace {

/// Offenders and victims of violence, in public, in the last year of a log.
struct LastYear {
  explicit LastYear(const CityLog& log) {
    const Minute end = log.log().back().minute;
    const Minute from = end - std::min<Minute>(end, static_cast<Minute>(minutes_per_year));
    for (auto e = log.log().rbegin(); e != log.log().rend() && e->minute >= from; ++e) {
      if (!in_public(*e)) continue;
      offended.insert(e->offender);
      if (e->companion != no_person) offended.insert(e->companion);
      if (violent_in_public(*e)) suffered.insert(e->victim);
    }
  }
  std::unordered_set<PersonId> offended;
  std::unordered_set<PersonId> suffered;
};

/// Contingency table of offending and victimisation.
struct FourFold {
  double both = 0.0;
  double only_offended = 0.0;
  double only_suffered = 0.0;
  double neither = 0.0;

  void add(bool offended, bool suffered) {
    (offended ? (suffered ? both : only_offended) : suffered ? only_suffered : neither) += 1.0;
  }
  /// Whether they are positively associated: odds ratio above 1, chi-square above its 95 % quantile.
  bool supports() const {
    const double n = both + only_offended + only_suffered + neither;
    const double cross = both * neither - only_offended * only_suffered;
    const double margins =
        (both + only_offended) * (only_suffered + neither) * (both + only_suffered) * (only_offended + neither);
    return cross > 0.0 && margins > 0.0 && n * cross * cross / margins > 3.84;
  }
};

}  // namespace

double overlap_support(const CityLog& log, const model::CityState& state, std::uint64_t seed,
                       const SurveySeries& series) {
  const LastYear year(log);
  const auto& people = state.people;
  const model::RandomKey key = model::random_key(seed, 0, 0);
  double supports = 0.0;
  for (std::uint32_t s = 0; s < series.surveys; ++s) {
    FourFold table;
    std::uint32_t taken = 0;
    for (std::uint32_t draw = 0; taken < series.persons && draw < 100 * series.persons; ++draw) {
      const model::Slot slot(static_cast<std::uint32_t>(
          model::uniform_below(key, {s, draw, model::purpose::survey_of_city, 0}, people.size())));
      const std::uint32_t age = people.here(slot) ? people.age_months(slot, state.month) : 0;
      if (age < 12 * 12 || age >= 31 * 12) continue;
      ++taken;
      const PersonId id = person_id(slot, people.generation[slot]);
      table.add(year.offended.contains(id), year.suffered.contains(id));
    }
    supports += table.supports();
  }
  return supports / series.surveys;
}

OffenderConcentration offender_concentration(const CityLog& log) {
  const std::uint32_t years = log.years();
  std::vector<std::unordered_map<PersonId, std::uint32_t>> counts(years);
  each_by_year(log, [&](std::uint32_t year, const LoggedEvent& e) {
    if (in_public(e)) ++counts[year][e.offender];
  });
  OffenderConcentration c;
  for (std::uint32_t y = 0; y < years; ++y) {
    std::vector<std::uint32_t> sorted;
    double all = 0.0;
    double offenders = 0.0;
    for (const auto& [person, n] : counts[y]) {
      sorted.push_back(n);
      all += n;
      offenders += 1.0;
    }
    std::sort(sorted.rbegin(), sorted.rend());
    double top = 0.0;
    double sum = 0.0;
    const std::size_t tenth = (sorted.size() + 9) / 10;
    double half = 0.0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (i < tenth) top += sorted[i];
      half += sum < 0.5 * all;
      sum += sorted[i];
    }
    c.by_top_tenth += top / all / years;
    c.half_by += half / offenders / years;
    c.offenders += offenders / log.months()[12 * y].persons / years;
  }
  return c;
}

AgePattern age_pattern(const CityLog& log) {
  AgePattern p;
  ByAge victims{};
  double homicides = 0.0;
  for (const LoggedEvent& e : log.log()) {
    if (in_public(e)) p.offending[age_in_years(e.offender_months)] += 1.0;
    if (e.type != CrimeType::homicide) continue;
    ++homicides;
    const std::uint32_t age = age_in_years(e.victim_months);
    victims[age] += 1.0;
    p.victims_15_29 += age >= 15 && age < 30;
    p.victims_male += !e.victim_woman;
    p.offenders_male += !e.offender_woman;
  }
  if (homicides > 0.0) {
    p.victims_15_29 /= homicides;
    p.victims_male /= homicides;
    p.offenders_male /= homicides;
  }
  const ByAge persons = log.person_years();
  p.victim_peak = peak(victims, persons, 10);
  p.offending_peak = peak(p.offending, persons, 10);
  for (std::uint32_t a = 0; a <= oldest_age; ++a) p.offending[a] = persons[a] > 0.0 ? p.offending[a] / persons[a] : 0.0;
  return p;
}

double arrested_again(const CityLog& log, std::uint32_t months, bool violence_only) {
  const std::size_t end = log.months().size() + log.first_month();
  std::unordered_map<PersonId, std::vector<Minute>> arrests;
  for (const LoggedEvent& e : log.log())
    if (e.has(model::EventFlag::recorded) && (!violence_only || violent_in_public(e))) {
      arrests[e.offender].push_back(e.minute);
      if (e.companion != no_person) arrests[e.companion].push_back(e.minute);
    }
  double released = 0.0;
  double again = 0.0;
  const double month = minutes_per_year / 12.0;
  for (const auto& r : log.releases()) {
    if (r.month + months > end) continue;
    ++released;
    const auto found = arrests.find(r.person);
    if (found == arrests.end()) continue;
    const double from = (r.month + 1) * month;
    const double to = from + months * month;
    again += std::any_of(found->second.begin(), found->second.end(), [&](Minute m) { return m >= from && m < to; });
  }
  return released > 0.0 ? again / released : 0.0;
}

double gang_share(const CityLog& log) {
  double all = 0.0;
  double of_groups = 0.0;
  for (const LoggedEvent& e : log.log())
    if (e.type == CrimeType::homicide) {
      ++all;
      of_groups += e.offender_in_group || e.victim_in_group;
    }
  return all > 0.0 ? of_groups / all : 0.0;
}

NetworkEvents arrest_network(const CityLog& log) {
  NetworkEvents n;
  std::unordered_map<PersonId, std::uint32_t> index;
  const auto of = [&](PersonId id) {
    const auto [at, added] = index.emplace(id, n.persons);
    if (!added) return at->second;
    n.ties.emplace_back();
    return n.persons++;
  };
  for (const LoggedEvent& e : log.log())
    if (e.has(model::EventFlag::recorded) && e.companion != no_person) {
      const std::uint32_t a = of(e.offender);
      const std::uint32_t b = of(e.companion);
      n.ties[a].push_back(b);
      n.ties[b].push_back(a);
    }
  for (auto& ties : n.ties) {
    std::sort(ties.begin(), ties.end());
    ties.erase(std::unique(ties.begin(), ties.end()), ties.end());
  }
  const Minute first = log.begin();
  for (const LoggedEvent& e : log.log())
    if (e.shooting())
      if (const auto found = index.find(e.victim); found != index.end())
        n.events.push_back({(e.minute - first) / minutes_per_day, found->second});
  n.days = log.log().empty() ? 0.0 : (log.log().back().minute - first) / minutes_per_day;
  return n;
}

double network_victims(const NetworkEvents& n) {
  std::unordered_set<std::uint32_t> seen;
  double victims = 0.0;
  for (const auto& e : n.events)
    if (e.day < 8 * 365.25) victims += seen.insert(e.person).second;
  return n.persons > 0 ? victims / n.persons : 0.0;
}

namespace {

/// The men with most recorded violence in [from, to).
std::unordered_set<PersonId> highest_risk(const CityLog& log, Minute from, Minute to, std::size_t persons) {
  std::unordered_map<PersonId, std::uint32_t> record;
  for (const LoggedEvent& e : log.log())
    if (e.minute >= from && e.minute < to && e.has(model::EventFlag::recorded) && violent_in_public(e) &&
        !e.offender_woman)
      ++record[e.offender];
  std::vector<std::pair<std::uint32_t, PersonId>> order;
  for (const auto& [person, n] : record) order.emplace_back(n, person);
  std::sort(order.begin(), order.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::unordered_set<PersonId> chosen;
  for (std::size_t i = 0; i < std::min(persons, order.size()); ++i) chosen.insert(order[i].second);
  return chosen;
}

}  // namespace

double high_risk_victims(const CityLog& log, std::uint32_t persons) {
  const Minute first = log.begin();
  const Minute last = log.log().empty() ? 0 : log.log().back().minute;
  double shot = 0.0;
  double followed = 0.0;
  for (double start = 1.0; after(first, start + 20.0 / 12.0) <= last; start += 1.0) {
    const Minute at = after(first, start);
    const Minute to = after(first, start + 20.0 / 12.0);
    const auto chosen = highest_risk(log, after(first, start - 1.0), at, persons);
    for (const LoggedEvent& e : log.log())
      if (e.minute >= at && e.minute < to && e.shooting() && chosen.contains(e.victim)) ++shot;
    followed += static_cast<double>(chosen.size());
  }
  return followed > 0.0 ? 100.0 * shot / followed : 0.0;
}

}  // namespace salus::calibration
