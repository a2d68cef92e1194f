#pragma once
/// The exact law of six persons in one cell, all alike but for their careers: months of events in continuous time, each
/// followed by changes of life.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "model/city/processes.hpp"

namespace salus::tests {

using Counts = std::array<unsigned, model::career_count>;  ///< persons by career
using SixOutcome = std::pair<Counts, unsigned>;            ///< and how many were killed so far
/// the killed are counted up to this
inline constexpr unsigned six = 6;
inline constexpr unsigned most_killed = 6;

/// Rates a person and month, and chances at an event.
struct SixLaw {
  double assault_other = 0.3;
  double assault_active = 1.0;
  double sexual_other = 0.05;
  double sexual_active = 0.35;
  double lethality = 0.2;
  double recorded = 0.5;
  double prison = 0.5;
  double entry = 0.25;
  double leaving = 0.2;
  double initiation = 0.35;
  double desistance = 0.2;
  double release = 0.4;
  double return_share = 0.4;
  double relapse = 0.3;
  double forgetting = 0.25;

  /// planted errors
  bool gone_act = false;
  bool short_search = false;
  bool gone_live = false;
};

/// Chance that a search among 64 places finds one of `others`: 24 trials in the cell of the offender, then 48 at the
/// place of the event, which is the same cell.
inline double chance_found(const SixLaw& law, unsigned others) {
  if (others == 0) return 0.0;
  return 1.0 - std::pow(1.0 - others / 64.0, law.short_search ? 24 : 72);
}

/// Who is there within a month: active, other, and active persons killed so far.
using Within = std::array<unsigned, 3>;

struct Jump {
  Within to;
  double rate;
};

/// What may happen next where `active` and `others` were free at the start of the month and `s` are there now. A victim
/// is any other person who was free at the start; where that one or the offender is gone by now nothing happens.
inline std::vector<Jump> jumps_from(const SixLaw& law, unsigned active, unsigned others, const Within& s) {
  const auto [a, o, k] = s;
  const double to_one = active + others > 1 ? chance_found(law, active + others - 1) / (active + others - 1)
                                            : 0.0;  // chance of one victim
  const double prison = law.recorded * law.prison;
  std::vector<Jump> out;
  // Events of active persons on somebody, `pairs` of offender and victim: deadly, followed by prison, both.
  const auto by_active = [&, a = a, o = o, k = k](double pairs, bool victim_active) {
    if (pairs <= 0.0) return;
    const unsigned va = victim_active ? 1 : 0;
    const unsigned vo = 1 - va;
    const double all = pairs * (law.assault_active + law.sexual_active) * to_one;
    const double deadly = pairs * law.assault_active * to_one * law.lethality;
    out.push_back({{a - va, o - vo, k + va}, deadly * (1.0 - prison)});
    out.push_back({{a - 1, o, k}, (all - deadly) * prison});
    out.push_back({{a - 1 - va, o - vo, k + va}, deadly * prison});
  };
  // Deadly events that take nobody but the victim.
  const auto deadly_only = [&, a = a, o = o, k = k](double pairs, double assault, bool victim_active) {
    const unsigned va = victim_active ? 1 : 0;
    const unsigned vo = 1 - va;
    if (pairs > 0.0) out.push_back({{a - va, o - vo, k + va}, pairs * assault * to_one * law.lethality});
  };
  by_active(a * (a - 1.0), true);
  by_active(1.0 * a * o, false);
  deadly_only(1.0 * o * a, law.assault_other, true);
  deadly_only(o * (o - 1.0), law.assault_other, false);
  if (law.gone_act) {
    const double gone_a = active - a;
    const double gone_o = others - o;
    deadly_only(gone_a * a, law.assault_active, true);
    deadly_only(gone_a * o, law.assault_active, false);
    deadly_only(gone_o * a, law.assault_other, true);
    deadly_only(gone_o * o, law.assault_other, false);
  }
  return out;
}

/// Law of `Within` at the end of the month: a Markov chain in continuous time, by uniformisation.
inline std::map<Within, double> events_of_month(const SixLaw& law, unsigned active, unsigned others) {
  std::map<Within, std::vector<Jump>> jumps;
  double highest = 1e-9;
  for (unsigned a = 0; a <= active; ++a)
    for (unsigned o = 0; o <= others; ++o)
      for (unsigned k = 0; a + k <= active; ++k) {
        double sum = 0.0;
        for (const Jump& j : jumps[{a, o, k}] = jumps_from(law, active, others, {a, o, k})) sum += j.rate;
        highest = std::max(highest, sum);
      }
  std::map<Within, double> now{{{active, others, 0}, 1.0}};
  std::map<Within, double> at_end;
  double weight = std::exp(-highest);
  double left = 1.0;
  for (unsigned n = 0; left > 1e-15 && n < 500; ++n) {
    for (const auto& [s, p] : now) at_end[s] += weight * p;
    left -= weight;
    weight *= highest / (n + 1.0);
    std::map<Within, double> next;
    for (const auto& [s, p] : now) {
      double stays = 1.0;
      for (const Jump& j : jumps[s]) {
        next[j.to] += p * j.rate / highest;
        stays -= j.rate / highest;
      }
      next[s] += p * stays;
    }
    now = std::move(next);
  }
  return at_end;
}

/// Adds to counts the `persons` of a career after their changes of life, one by one.
inline std::map<Counts, double> live(const SixLaw& l, model::Career career, unsigned persons,
                                     std::map<Counts, double> so_far) {
  using model::Career;
  std::array<double, model::career_count> rate{};
  const auto to = [&](Career c) -> double& { return rate[model::index(c)]; };
  switch (career) {
    case Career::not_at_risk:
      to(Career::at_risk) = l.entry;
      break;
    case Career::at_risk:
      to(Career::active) = l.initiation;
      to(Career::not_at_risk) = l.leaving;
      break;
    case Career::active:
      to(Career::desisted) = l.desistance;
      break;
    case Career::imprisoned:
      to(Career::desisted) = l.release * (1.0 - l.return_share);
      to(Career::active) = l.release * l.return_share;
      break;
    case Career::desisted:
      to(Career::active) = l.relapse;
      to(Career::not_at_risk) = l.forgetting;
      break;
  }
  double all = 0.0;
  for (const double r : rate) all += r;
  for (; persons > 0; --persons) {
    std::map<Counts, double> next;
    for (const auto& [counts, p] : so_far)
      for (std::size_t c = 0; c < model::career_count; ++c) {
        const double part = c == model::index(career) ? std::exp(-all)
                            : all > 0.0               ? (1.0 - std::exp(-all)) * rate[c] / all
                                                      : 0.0;
        if (part <= 0.0) continue;
        Counts after = counts;
        ++after[c];
        next[after] += p * part;
      }
    so_far = std::move(next);
  }
  return so_far;
}

inline double choose(unsigned n, unsigned k) {
  return k > n ? 0.0 : std::round(std::tgamma(n + 1.0) / std::tgamma(k + 1.0) / std::tgamma(n - k + 1.0));
}

/// Law of the counts after a month, with how many were killed in it. The places of the killed are taken by newborn
/// persons at its end; prisoners of this month change no more in it.
inline std::map<SixOutcome, double> month_from(const SixLaw& law, const Counts& s) {
  using model::Career;
  std::map<SixOutcome, double> out;
  const unsigned others = s[0] + s[1] + s[4];
  for (const auto& [within, p] : events_of_month(law, s[2], others)) {
    const auto [a, o, killed_active] = within;
    const unsigned killed_others = others - o;
    const unsigned killed = killed_active + killed_others;
    const unsigned imprisoned = s[2] - a - killed_active;
    for (unsigned n = 0; n <= std::min(s[0], killed_others); ++n)
      for (unsigned r = 0; r <= std::min(s[1], killed_others - n); ++r) {
        const unsigned d = killed_others - n - r;
        const double part = choose(s[0], n) * choose(s[1], r) * choose(s[4], d) / choose(others, killed_others);
        if (part <= 0.0) continue;
        std::map<Counts, double> after{{{killed, 0, 0, law.gone_live ? 0 : imprisoned, 0}, p * part}};
        after = live(law, Career::not_at_risk, s[0] - n, after);
        after = live(law, Career::at_risk, s[1] - r, after);
        after = live(law, Career::active, a, after);
        after = live(law, Career::imprisoned, s[3] + (law.gone_live ? imprisoned : 0), after);
        after = live(law, Career::desisted, s[4] - d, after);
        for (const auto& [counts, q] : after) out[{counts, killed}] += q;
      }
  }
  return out;
}

/// Law of the joint state after some months.
inline std::map<SixOutcome, double> law_after(const SixLaw& law, const Counts& start, unsigned months) {
  std::map<Counts, std::map<SixOutcome, double>> from;
  std::map<SixOutcome, double> now{{{start, 0}, 1.0}};
  for (unsigned m = 0; m < months; ++m) {
    std::map<SixOutcome, double> next;
    for (const auto& [outcome, p] : now) {
      auto& month = from[outcome.first];
      if (month.empty()) month = month_from(law, outcome.first);
      for (const auto& [change, q] : month)
        next[{change.first, std::min(outcome.second + change.second, most_killed)}] += p * q;
    }
    now = std::move(next);
  }
  return now;
}

}  // namespace salus::tests
