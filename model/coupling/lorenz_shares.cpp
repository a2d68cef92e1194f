#include "model/coupling/lorenz_shares.hpp"

#include <cmath>

#include "model/core/calendar.hpp"
#include "model/coupling/measure_trial.hpp"

namespace salus::model {
namespace {

constexpr std::uint8_t never_reached = curve_parts.size();

/// The targets of a kind, by the first part that reaches each.
class Ranked {
 public:
  Ranked(MeasureTarget target, Targeting how, const CityRun& city, const CityMemory& memory, RandomKey key)
      : first_(aims_at_cells(target) ? city.ground().cells() : city.state().people.size(), never_reached) {
    shares.target = target;
    const auto named = [&](std::size_t wanted) {
      return choose_targets(target, how, wanted, city, memory, key, index(target));
    };
    const auto slots = static_cast<double>(named(1).size());
    const auto all = named(first_.size());
    shares.all_targets = slots > 0.0 ? static_cast<double>(all.size()) / slots : 0.0;
    for (std::size_t i = 0; i < curve_parts.size(); ++i) {
      shares.targets[i] = std::floor(curve_parts[i] * shares.all_targets + 0.5);
      if (shares.targets[i] == 0.0) continue;
      for (const std::uint32_t one : named(static_cast<std::size_t>(shares.targets[i])))
        first_[one] = std::min(first_[one], static_cast<std::uint8_t>(i));
    }
  }

  void count(const CityEvent& e) {
    const CrimeType type = e.type();
    shares.events[type] += 1.0;
    const MeasureTarget target = shares.target;
    if (at_night_only(target) && in_public(e.process) && !at_night(e.minute)) return;
    const std::uint32_t touched = aims_at_cells(target) ? std::uint32_t{e.cell} : std::uint32_t{e.offender};
    for (std::size_t i = first_[touched]; i < curve_parts.size(); ++i) shares.touched[type][i] += 1.0;
  }

  LorenzShares shares;

 private:
  std::vector<std::uint8_t> first_;  ///< [cell or slot]
};

class TouchCounts final : public CityObserver {
 public:
  TouchCounts(std::vector<Ranked>& kinds, CityMemory& memory) : kinds_(kinds), memory_(memory) {}
  void events(const CityState& state, std::span<const CityEvent> events) override {
    memory_.events(state, events);
    for (const CityEvent& e : events)
      for (auto& kind : kinds_) kind.count(e);
  }
  void month(const CityState&, const CityMonth&) override {}

 private:
  std::vector<Ranked>& kinds_;
  CityMemory& memory_;
};

void add(const LorenzShares& year, LorenzShares& all) {
  for (const auto k : every<CrimeType>) {
    all.events[k] += year.events[k];
    for (std::size_t i = 0; i < curve_parts.size(); ++i) all.touched[k][i] += year.touched[k][i];
  }
}

}  // namespace

std::vector<LorenzShares> lorenz_shares(const std::vector<MeasureTarget>& kinds, Targeting how, std::size_t years,
                                        const CityPlan& plan, const CityRun& city, const CityMemory& memory,
                                        const Executor& executor) {
  const RandomKey key = random_key(plan.seed, plan.run, plan.input.code);
  CityRun run(plan, executor, city.state());
  CityMemory before = memory;
  std::vector<LorenzShares> all;
  for (std::size_t y = 0; y < years; ++y) {
    std::vector<Ranked> named;
    for (const MeasureTarget kind : kinds) named.emplace_back(kind, how, run, before, key);
    before = CityMemory(run);
    TouchCounts counts(named, before);
    for (std::size_t m = 0; m < months_per_year; ++m) run.step(&counts);
    for (std::size_t i = 0; i < named.size(); ++i) {
      if (y == 0) all.push_back(named[i].shares);
      else add(named[i].shares, all[i]);
    }
  }
  std::erase_if(all, [](const LorenzShares& s) { return s.all_targets == 0.0; });
  return all;
}

}  // namespace salus::model
