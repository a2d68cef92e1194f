/// Equality in law of `CityRun` and the slow reference: many replicates of each from the same people at the start,
/// everything compared that can be seen of a run. One false alarm in ten thousand for each comparison as a whole.
/// SALUS_REPLICATES sets how many (more see smaller differences); as many findings as SALUS_VERBOSE says are printed,
/// the least likely first.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <numeric>

#include "model/city/process_traits.hpp"
#include "model/city/reference/city_reference.hpp"
#include "tests/model/city/sample_city.hpp"
#include "tests/model/city/two_samples.hpp"

namespace salus::model {
namespace {

using tests::Figures;
using tests::Finding;
using P = CityParameter;

constexpr double false_alarms = 1e-4;

/// As many as usual, or in proportion to SALUS_REPLICATES of the city that grows.
std::size_t replicates(double usual) {
  constexpr double of_growing = 80.0;
  const char* wanted = std::getenv("SALUS_REPLICATES");
#ifdef NDEBUG
  const double factor = wanted ? std::strtod(wanted, nullptr) / of_growing : 1.0;
#else
  const double factor = wanted ? std::strtod(wanted, nullptr) / of_growing
                               : 0.25;  // slow builds look for crashes, not for small differences
#endif
  return std::max<std::size_t>(6, static_cast<std::size_t>(usual * factor));
}

/// A small city in which much happens: crime, prison and death tens of times as frequent as anywhere, so that a few
/// hundred runs show every rule at work.
CityPlan busy_city(double persons, std::size_t months, double growth, double busy) {
  CityPlan plan = tests::sample_plan(persons, months);
  CityInput& in = plan.input;
  in.population.clear();
  for (std::size_t m = 0; m <= months; ++m)
    in.population.push_back(persons * std::pow(1.0 + growth, static_cast<double>(m)));
  in.births = 0.002 + std::max(0.0, 0.5 * growth);
  in.deaths = 0.003;
  LifeCourse& l = in.life;
  l.at_risk = 0.1;
  l.active = 0.04;
  l.imprisoned = 0.015;
  l.desisted = 0.04;
  l.entry = 0.002;
  l.leaving = 1.0 / 60;
  l.initiation = 0.02;
  l.desistance = 1.0 / 36;
  l.release = 1.0 / 12;
  l.relapse = 0.01;
  l.forgetting = 1.0 / 48;
  const EnumArray<double, Process> a_year{{0.14, 0.2, 0.1, 0.05, 0.12, 0.06}};
  for (const Process k : every<Process>) plan.scale.spontaneous[k] = busy * a_year[k] / 12;
  plan.scale.lethality[Process::assault] = 0.02;
  plan.scale.lethality[Process::robbery] = 0.01;
  plan.scale.lethality[Process::partner] = 0.01;
  plan.scale.prison = 0.15;
  in.rate[CrimeType::serious_assault] = busy * 0.14 / 12;
  plan.parameters[P::moving] = 0.2;
  plan.parameters[P::carrier_other] = 0.1;
  plan.parameters[P::women_offending] = 0.3;
  plan.parameters[P::retaliation] = 0.4;
  plan.parameters[P::follow_up] = 0.3;
  plan.parameters[P::retaliation_person] = 0.15;
  plan.parameters[P::retaliation_lag] = 60.0;
  return plan;
}

/// An event and who was in it, as they were.
struct Seen {
  CityEvent e;
  Month month;

  /// persons, not slots
  std::uint64_t offender = 0;
  std::uint64_t victim = 0;

  std::size_t victim_band = 0;
  std::size_t victim_sex = 0;
  bool victim_imprisoned = false;
  bool same_group = false;
  bool joined_group = false;
};

std::uint64_t person_in(const People& people, Slot slot) {
  return static_cast<std::uint64_t>(slot) << 8 | people.generation[slot];
}

/// Looks at a run.
class Watch final : public CityObserver {
 public:
  void events(const CityState& state, std::span<const CityEvent> some) override {
    const People& people = state.people;
    for (const CityEvent& e : some) {
      Seen s{e,
             state.month,
             person_in(people, e.offender),
             person_in(people, e.victim),
             people.age_band(e.victim, state.month),
             people.is(e.victim, person::woman)};
      s.victim_imprisoned = people.career(e.victim) == Career::imprisoned;
      const auto group = [&](Slot slot) { return people.career(slot) == Career::active ? people.group(slot) : 0u; };
      s.joined_group = group(e.offender) != 0;
      s.same_group = s.joined_group && group(e.offender) == group(e.victim) &&
                     neighbourhood_of_slot(e.offender) == neighbourhood_of_slot(e.victim);
      seen.push_back(s);
    }
  }
  void released(const CityState&, std::span<const Slot> slots) override { freed += static_cast<double>(slots.size()); }
  void month(const CityState& state, const CityMonth& m) override {
    months.push_back(m);
    end = &state;
  }
  std::vector<Seen> seen;
  std::vector<CityMonth> months;
  const CityState* end = nullptr;
  double freed = 0.0;
};

/// How many have 1, 2, 3, .. events: what repeats, and how unequal it is.
std::vector<double> spread_over(const std::map<std::uint64_t, unsigned>& events, const std::vector<unsigned>& limits) {
  std::vector<double> table(limits.size());
  for (const auto& [who, n] : events)
    table[static_cast<std::size_t>(std::lower_bound(limits.begin(), limits.end() - 1, n) - limits.begin())] += 1.0;
  return table;
}

void note_months(const Watch& w, Figures& f) {
  const std::size_t years = (w.months.size() + 11) / 12;
  std::vector<double> types(years * crime_type_count);
  std::vector<double> causes(years * cause_count);
  std::vector<double> early(4);
  for (const CityMonth& m : w.months) {
    if (m.month < 4) early[m.month] += std::accumulate(m.causes.begin(), m.causes.end(), 0u);
    for (const CrimeType type : every<CrimeType>)
      types[m.month / 12 * crime_type_count + index(type)] += m.incidents[type];
    for (const Cause cause : every<Cause>) causes[m.month / 12 * cause_count + index(cause)] += m.causes[cause];
  }
  f.note("incidents by year and type", types);
  f.note("incidents by year and cause", causes);
  f.note("incidents of the first months", early);
  const auto sum = [&](const char* name, std::uint32_t CityMonth::*member) {
    double all = 0.0;
    for (const CityMonth& m : w.months) all += m.*member;
    f.note(name, {all});
    f.samples[name].push_back(all);
  };
  sum("killed", &CityMonth::killed);
  sum("imprisoned", &CityMonth::imprisoned);
  sum("recorded", &CityMonth::recorded);
  sum("armed", &CityMonth::armed);
  sum("by active", &CityMonth::by_active);
  sum("stopped", &CityMonth::stopped);
  sum("born", &CityMonth::born);
  sum("died", &CityMonth::died);
  sum("came", &CityMonth::came);
  sum("left", &CityMonth::left);
  sum("assaults", &CityMonth::assaults);
  sum("armed assaults", &CityMonth::armed_assaults);
  f.note("released", {w.freed});
  const CityMonth& last = w.months.back();
  std::vector<double> careers(career_count);
  for (const Career c : every<Career>) careers[index(c)] = last.careers[c];
  f.note("careers at the end", careers);
  f.note("persons at the end", {1.0 * last.persons});
  f.note("exposure, trust, capacity (thousandths)", {1000 * last.exposure, 1000 * last.trust, 1000 * last.capacity});
}

/// The people at the end, in every respect.
void note_people(const Watch& w, Figures& f) {
  const People& people = w.end->people;
  const Month month = w.end->month;
  std::vector<double> bands(2 * age_bands);
  std::vector<double> active(age_bands);
  std::vector<double> bits(7);
  std::vector<double> group(8);
  std::vector<double> propensity(8);
  std::vector<double> vulnerability(vulnerability_classes);
  std::vector<double> of_active(8);
  std::vector<double> generations(4);
  for (const Slot slot : people.slots()) {
    if (!people.here(slot)) continue;
    const std::size_t band = people.age_band(slot, month);
    ++bands[2 * band + people.is(slot, person::woman)];
    const bool is_active = people.career(slot) == Career::active;
    active[band] += is_active;
    of_active[people.propensity(slot) / 4] += is_active;
    for (std::size_t b = 0; b < bits.size(); ++b) bits[b] += people.is(slot, static_cast<std::uint16_t>(1u << b));
    ++group[people.group(slot)];
    ++propensity[people.propensity(slot) / 4];
    ++vulnerability[people.vulnerability(slot)];
    ++generations[std::min<std::size_t>(3, people.generation[slot])];
  }
  f.note("people by age and sex", bands);
  f.note("active by age", active);
  f.note("people by mark", bits);
  f.note("people by group", group);
  f.note("people by propensity", propensity);
  f.note("people by vulnerability", vulnerability);
  f.note("active by propensity", of_active);
  f.note("slots by occupants so far", generations);
}

void note_places_and_times(const std::vector<Seen>& seen, const Ground& ground, const CityCalendar& calendar,
                           Figures& f) {
  const std::size_t n = ground.neighbourhoods();
  std::vector<double> weekday(14);
  std::vector<double> season(12);
  std::vector<double> night(4);
  std::vector<double> trips(n * n);
  std::vector<double> residents(4);
  std::vector<double> cells(n > 2 ? 0 : ground.cells());
  for (const Seen& s : seen) {
    const CityEvent& e = s.e;
    if (!in_public(e.process)) continue;
    const bool property = e.process == Process::property;
    ++weekday[(property ? 7 : 0) + calendar.weekday(e.minute)];
    ++season[s.month % 12];
    ++night[(at_night(e.minute) ? 2u : 0u) + (ground.dark(e.cell) ? 1u : 0u)];
    ++trips[neighbourhood_of_slot(e.offender) * n + neighbourhood_of_cell(e.cell)];
    residents[0] += cell_of_slot(e.victim) == e.cell;
    residents[1] += cell_of_slot(e.victim) == cell_of_slot(e.offender);
    residents[2] += neighbourhood_of_slot(e.victim) == neighbourhood_of_cell(e.cell);
    residents[3] += e.cell == cell_of_slot(e.offender);
    if (!cells.empty()) ++cells[e.cell];
    f.samples[property ? "minute of the day, property" : "minute of the day, violence"].push_back(e.minute %
                                                                                                  minutes_per_day);
  }
  f.note("events by weekday", weekday);
  f.note("events by month of the year", season);
  f.note("events by night and darkness", night);
  f.note("events by home of the offender and place", trips);
  f.note("victims who live there, or by the offender", residents);
  if (!cells.empty()) f.note("events by cell", cells);
}

void note_victims(const std::vector<Seen>& seen, Figures& f) {
  std::vector<double> ages(process_count * 8);
  std::vector<double> lethal(process_count);
  std::vector<double> children(4);
  std::vector<double> with(6);
  std::map<std::uint64_t, unsigned> suffered;
  std::map<std::uint64_t, unsigned> done;
  for (const Seen& s : seen) {
    const auto k = index(s.e.process);
    constexpr std::array<std::size_t, age_bands> life{0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3};
    ++ages[k * 8 + 2 * life[s.victim_band] + s.victim_sex];
    lethal[k] += s.e.has(EventFlag::lethal);
    if (s.e.process == Process::child) ++children[s.e.victim % 4];
    with[0] += s.victim_imprisoned;
    with[1] += s.same_group;
    with[2] += s.joined_group;
    with[3] += s.e.companion != nobody;
    with[4] += s.e.companion == s.e.victim;
    with[5] += s.same_group && s.e.companion != nobody;
    ++suffered[s.victim];
    ++done[s.offender];
  }
  f.note("victims by process, age and sex", ages);
  f.note("deaths by process", lethal);
  f.note("children by place in the dwelling", children);
  f.note("victims in prison, of the offender's group; offenders of a group, in company, with the victim", with);
  f.note("victims by number of events", spread_over(suffered, {1, 2, 3, 4, 6, 1000}));
  f.note("offenders by number of events", spread_over(done, {1, 2, 3, 5, 8, 12, 20, 1000}));
}

/// What follows what: causes, lags, who and where against the event before; and pairs close in place and time, whatever
/// led to them.
void note_cascades(const std::vector<Seen>& seen, const CityCalendar& calendar, Figures& f) {
  std::map<EventNumber, const Seen*> by_number;
  std::map<std::uint32_t, std::vector<Minute>> of_cell;
  std::map<std::uint32_t, Minute> removed;
  std::vector<double> causes(process_count * cause_count);
  std::vector<double> like(cause_count * 6);
  std::vector<double> pairs(3);
  std::vector<double> after_removal(2);
  for (const Seen& s : seen) {
    const CityEvent& e = s.e;
    by_number[e.number] = &s;
    ++causes[index(e.process) * cause_count + index(e.cause)];
    for (const Minute earlier : of_cell[e.cell]) {
      const Minute gap = e.minute - earlier;
      pairs[0] += gap <= 14 * minutes_per_day;
      pairs[1] += gap <= 28 * minutes_per_day;
      pairs[2] += gap <= 2 * minutes_per_day;
    }
    of_cell[e.cell].push_back(e.minute);
    const auto is_removed = [&](Slot slot) {
      const auto at = removed.find(slot);
      return at != removed.end() && at->second < e.minute && at->second >= calendar.begin(s.month);
    };
    after_removal[0] += is_removed(e.offender) || is_removed(e.victim);
    after_removal[1] += is_removed(e.companion);
    if (e.has(EventFlag::lethal)) removed[e.victim] = e.minute;
    if (e.has(EventFlag::imprisoned)) removed[e.offender] = e.minute;
    const auto before = by_number.find(e.before);
    if (e.cause == Cause::spontaneous || before == by_number.end()) continue;
    const Seen& b = *before->second;
    double* same = &like[index(e.cause) * 6];
    same[0] += e.offender == b.e.offender;
    same[1] += e.victim == b.e.victim;
    same[2] += e.cell == b.e.cell;
    same[3] += e.offender == b.e.victim;
    same[4] += e.victim == b.e.offender;
    same[5] += e.companion == b.e.offender;
    f.samples["lag of " + std::string(cause_names[e.cause])].push_back((e.minute - b.e.minute) /
                                                                       static_cast<double>(minutes_per_day));
    f.samples["lag within the month of " + std::string(cause_names[e.cause])].push_back(
        s.month == b.month ? (e.minute - b.e.minute) / static_cast<double>(minutes_per_day) : 99.0);
  }
  f.note("events by process and cause", causes);
  f.note("likeness to the event before, by cause", like);
  f.note("pairs in one cell within 14, 28, 2 days", pairs);
  f.note("events and company of persons already removed", after_removal);
}

Figures figures_of(Watch& w, const Ground& ground, const CityCalendar& calendar) {
  std::sort(w.seen.begin(), w.seen.end(), [](const Seen& a, const Seen& b) {
    return std::pair(a.e.minute, a.e.number) < std::pair(b.e.minute, b.e.number);
  });
  Figures f;
  note_months(w, f);
  note_people(w, f);
  note_places_and_times(w.seen, ground, calendar, f);
  note_victims(w.seen, f);
  note_cascades(w.seen, calendar, f);
  return f;
}

/// A plan, its people at the start, and measures at work in it.
struct Scene {
  explicit Scene(const CityPlan& p)
      : plan(p), executor(make_serial_executor()), first(plan, *executor), start(first.state()) {}

  void treat(Measures& measures) const {
    for (const auto& [measure, targets] : treated) measures.add(measure, targets, start.people.size());
  }
  template <typename Run>
  Figures figures(Run& city) const {
    Watch w;
    treat(city.measures());
    for (std::size_t m = 0; m < plan.input.months(); ++m) city.step(&w);
    return figures_of(w, first.ground(), first.calendar());
  }
  std::vector<Figures> of_engine(std::size_t n, std::size_t skip = 0) const {
    std::vector<Figures> all;
    for (std::size_t i = 0; i < n; ++i) {
      CityPlan own = plan;
      own.run = 1 + skip + i;
      CityRun city(own, *executor, start);
      all.push_back(figures(city));
    }
    return all;
  }
  std::vector<Figures> of_reference(
      std::size_t n, const std::function<void(CityPlan&)>& spoil = [](CityPlan&) {},
      const reference::Planted& planted = {}) const {
    std::vector<Figures> all;
    CityPlan own = plan;
    spoil(own);
    for (std::size_t i = 0; i < n; ++i) {
      reference::City city(own, first.ground(), start, 7919 + i, planted);
      all.push_back(figures(city));
    }
    return all;
  }

  CityPlan plan;
  std::unique_ptr<Executor> executor;
  CityRun first;
  CityState start;
  std::vector<std::pair<Measure, std::vector<std::uint32_t>>> treated;
};

/// Number of findings that no false alarm explains.
std::size_t rejected(const std::vector<Finding>& findings) {
  const double limit = false_alarms / static_cast<double>(findings.size());
  std::size_t n = 0;
  while (n < findings.size() && findings[n].p < limit) ++n;
  return n;
}

void tell(const std::string& title, const std::vector<Finding>& findings) {
  const char* lines = std::getenv("SALUS_VERBOSE");
  if (!lines) return;
  double squares = 0.0;
  double numbers = 0.0;
  for (const Finding& f : findings)
    if (f.test == "mean" || f.test == "variance") {
      squares += f.figure * f.figure;
      numbers += 1.0;
    }
  std::cout << title << ": " << findings.size() << " findings, limit "
            << false_alarms / static_cast<double>(findings.size()) << ", mean square of " << numbers << " z "
            << squares / numbers << ", beyond it " << rejected(findings) << '\n';
  for (std::size_t i = 0; i < std::min<std::size_t>(findings.size(), std::strtoul(lines, nullptr, 10)); ++i)
    std::cout << "  " << findings[i].name << " | " << findings[i].test << " | " << findings[i].figure << " | p "
              << findings[i].p << '\n';
}

void expect_one_law(const std::string& title, const std::vector<Figures>& a, const std::vector<Figures>& b) {
  const auto findings = tests::compare(a, b);
  tell(title, findings);
  for (std::size_t i = 0; i < std::min<std::size_t>(rejected(findings), 10); ++i)
    ADD_FAILURE() << title << ": " << findings[i].name << ", " << findings[i].test << ' ' << findings[i].figure
                  << ", p " << findings[i].p;
}

/// One neighbourhood that grows.
const Scene& growing() {
  static const Scene scene(busy_city(2300, 18, 0.005, 1.0));
  return scene;
}
const std::vector<Figures>& engine_of_growing() {
  static const auto figures = growing().of_engine(replicates(160));
  return figures;
}

TEST(CityReference, OneLawInACityThatGrows) {
  expect_one_law("growing", engine_of_growing(), growing().of_reference(replicates(80)));
}

TEST(CityReference, OneLawInACityThatShrinksWithFeedbackAndMeasures) {
  CityPlan plan = busy_city(4200, 14, -0.002, 0.8);
  plan.input.latitude = -23.5;
  plan.input.life.entry =
      0.0004;  // persons come at risk over years of their lives; in the other cities at once, once old enough
  plan.input.feedback = {0.3, 0.2, 1.0 / 12, 0.4, 0.3, 1.0 / 12, 0.3, 0.4, 0.2, 1.0 / 12};
  plan.input.exposure_loading = {{0.0, 0.1, 0.0, 0.3, 0.2, 0.0, 0.3}};
  plan.forcing.assign(14, EnumArray<double, Process>{{1.0, 1.2, 0.9, 1.0, 1.1, 1.0}});
  Scene scene(plan);
  ASSERT_EQ(scene.first.ground().neighbourhoods(), 2u);
  Measure light;
  Measure care;
  light.target = MeasureTarget::dark_cells;
  light.factor = {{0.5, 0.6, 1.0, 0.7, 1.3, 1.0}};
  light.night_only = true;
  light.first_month = Month(3);
  light.strength = strength_over({.ramp = 2.0}, {.paid = 8, .all = 8});
  care.target = MeasureTarget::risky_persons;
  care.factor = {{0.6, 0.7, 0.5, 0.8, 0.9, 0.4}};
  care.lethality = 0.3;
  care.strength.assign(14, 1.0);
  std::vector<std::uint32_t> cells;
  std::vector<std::uint32_t> slots;
  for (std::uint32_t c = 0; c < scene.first.ground().cells(); c += 3) cells.push_back(c);
  for (Slot s; s < scene.start.people.size(); s = s + 2u) slots.push_back(s);
  scene.treated = {{light, cells}, {care, slots}};
  expect_one_law("shrinking", scene.of_engine(replicates(60)), scene.of_reference(replicates(40)));
}

TEST(CityReference, OneLawInACityOfMoreThanOneBlock) {
  CityPlan plan = busy_city(24500, 6, 0.001, 1.0);
  const Scene scene(plan);
  ASSERT_GT(scene.first.ground().neighbourhoods(), 8u);
  expect_one_law("nine neighbourhoods", scene.of_engine(replicates(12)), scene.of_reference(replicates(8)));
}

/// What the comparison says of two halves of the engine's own runs: nothing.
TEST(CityReference, TheEngineHasTheLawOfTheEngine) {
  expect_one_law("engine twice", engine_of_growing(), growing().of_engine(replicates(80), 1'000'000));
}

void expect_seen(const std::string& title, const std::function<void(CityPlan&)>& spoil,
                 const reference::Planted& planted = {}) {
  const auto findings = tests::compare(
      engine_of_growing(), growing().of_reference(std::max<std::size_t>(12, replicates(12)), spoil, planted));
  tell("planted: " + title, findings);
  EXPECT_GT(rejected(findings), 0u) << title << ": " << findings.front().name << ' ' << findings.front().p;
}

TEST(CityReference, PlantedErrorsAreSeen) {
#ifndef NDEBUG
  GTEST_SKIP() << "needs more replicates than a slow build can run";
#endif
  expect_seen("repeats by 15 % more", [](CityPlan& p) {
    for (const P id : {P::repeat_assault, P::repeat_robbery, P::repeat_sexual, P::repeat_property})
      p.parameters[id] *= 1.15;
  });
  expect_seen("retaliation after half the time", [](CityPlan& p) { p.parameters[P::retaliation_lag] *= 0.5; });
  expect_seen("who is stopped gives up", [](CityPlan& p) { p.parameters[P::search_persistence] = 0.0; });
  expect_seen("members of a group join by 25 % less", [](CityPlan& p) { p.parameters[P::co_offending] *= 0.75; });
  expect_seen("victims of any age", [](CityPlan&) {}, {.fresh_ages = true});
  expect_seen("prisoners suffer", [](CityPlan&) {}, {.prisoners_suffer = true});
  expect_seen("the killed and imprisoned go on until the end of the month", [](CityPlan&) {}, {.removed_go_on = true});
  expect_seen("lives change by 10 % less", [](CityPlan&) {}, {.lives = 0.9});
}

}  // namespace
}  // namespace salus::model
