/// Two limits of the city layer that mathematics knows: many persons all alike, and six persons.
///
/// `SALUS_LONG` in the environment runs both with more replicates: six persons a million times.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "model/city/city_run.hpp"
#include "model/city/process_traits.hpp"
#include "model/city/reference/mean_field.hpp"
#include "model/country/reference/reference.hpp"
#include "tests/model/city/six_persons.hpp"

namespace salus::model {
namespace {

using P = CityParameter;
using reference::MeanCity;
using reference::MeanField;

bool at_length() { return std::getenv("SALUS_LONG") != nullptr; }

// ---------------------------------------------------------------------------------------------------------------- many
// persons all alike

constexpr std::size_t months = 24;
constexpr std::array<std::uint32_t, 4> sizes{1, 4, 16, 64};  ///< neighbourhoods: 2,700 to 175,000 persons at the start

/// Everybody alike, every loop closed, out of balance, at rates at which a month moves some per cent of the persons.
CityPlan city_of_equals(std::uint32_t neighbourhoods, std::size_t horizon = months) {
  CityPlan plan;
  plan.parameters = uniform_city_parameters();
  plan.parameters[P::moving] = 0.24;
  CityInput& in = plan.input;
  in.code = 777;
  in.name = "Equals";
  in.latitude = 10.0;
  for (std::size_t m = 0; m <= horizon; ++m)
    in.population.push_back(0.999 * 46.0 / 64.0 * slots_per_neighbourhood * neighbourhoods *
                            std::pow(1.003, static_cast<double>(m) - static_cast<double>(horizon)));
  in.age_share.fill(1.0 / age_bands);
  in.births = 0.008;
  in.deaths = 0.01;
  in.life = {.at_risk = 0.2,
             .active = 0.08,
             .imprisoned = 0.05,
             .desisted = 0.1,
             .entry = 0.04,
             .leaving = 0.05,
             .initiation = 0.08,
             .desistance = 0.09,
             .sanction = 0.0,
             .release = 0.1,
             .relapse = 0.06,
             .forgetting = 0.07,
             .return_share = 0.4};
  in.feedback = {.exposure_on_initiation = 0.4,
                 .exposure_on_entry = 0.3,
                 .exposure_rate = 0.15,
                 .trust_level = 0.4,
                 .violence_on_trust = 0.5,
                 .trust_rate = 0.1,
                 .guardianship = 0.4,
                 .capacity_level = 0.5,
                 .strain_on_capacity = 0.4,
                 .capacity_rate = 0.1};
  in.rate = {{0.0, 0.04, 0.03, 0.01, 0.01, 0.03, 0.01}};
  in.active_loading = {{0.0, 0.5, 0.6, 0.0, 0.2, 0.5, 0.0}};
  in.exposure_loading = {{0.0, 0.0, 0.0, 0.2, 0.3, 0.0, 0.2}};
  for (const Process k : every<Process>) plan.scale.spontaneous[k] = in.rate[type_of_process[k]];
  plan.scale.lethality[Process::assault] = 0.05;
  plan.scale.lethality[Process::robbery] = 0.02;
  plan.scale.prison = 0.25;
  return plan;
}

/// What is compared: shares active and at risk, events in public a person of the month, at three times.
constexpr std::array<const char*, 3> measure_names{"active", "at risk", "incidents"};
constexpr std::array<std::size_t, 3> looked_at{8, 16, 24};
using Path = std::array<std::array<double, looked_at.size()>, measure_names.size()>;

void look(Path& path, std::size_t month, const std::array<double, 3>& now) {
  for (std::size_t t = 0; t < looked_at.size(); ++t)
    if (month + 1 == looked_at[t])
      for (std::size_t k = 0; k < now.size(); ++k) path[k][t] = now[k];
}

Path path_of_agents(const CityPlan& plan) {
  const auto executor = make_serial_executor();
  CityRun city(plan, *executor);
  Path path{};
  for (std::size_t m = 0; m < months; ++m) {
    const CityMonth now = city.step();
    const double persons = now.persons;
    double events = now.incidents[CrimeType::homicide];
    for (const Process k : every<Process>)
      if (in_public(k)) events += now.incidents[type_of_process[k]];
    look(path, m, {now.careers[Career::active] / persons, now.careers[Career::at_risk] / persons, events / persons});
  }
  return path;
}

Path path_of_equations(const CityPlan& plan) {
  MeanField equations(plan);
  Path path{};
  for (std::size_t m = 0; m < months; ++m) {
    double events = 0.0;
    for (const double e : equations.step().events) events += e;
    const MeanCity& s = equations.state();
    look(path, m, {s.share(Career::active), s.share(Career::at_risk), events / s.total()});
  }
  return path;
}

/// [size][replicate], run once for all tests. The smaller, the more often, as it costs less.
const std::array<std::vector<Path>, sizes.size()>& agents() {
  static const auto all = [] {
    std::array<std::vector<Path>, sizes.size()> paths;
    const std::array<std::size_t, sizes.size()> replicates{256, 96, 48, 32};
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      CityPlan plan = city_of_equals(sizes[i]);
      plan.isa = best_isa();
      for (; plan.run < replicates[i] * (at_length() ? 4 : 1); ++plan.run) paths[i].push_back(path_of_agents(plan));
    }
    return paths;
  }();
  return all;
}

/// Root of the mean square of a measure's distance from the equations, relative, over replicates and times.
double distance(const std::vector<Path>& paths, const Path& expected, std::size_t measure) {
  double sum = 0.0;
  for (const Path& p : paths)
    for (std::size_t t = 0; t < looked_at.size(); ++t) sum += std::pow(p[measure][t] / expected[measure][t] - 1.0, 2);
  return std::sqrt(sum / static_cast<double>(paths.size() * looked_at.size()));
}

/// Slope of log distance over log persons, least squares. @param change of the plan of which the equations are.
template <class Change>
double slope(std::size_t measure, const Change& change) {
  std::array<double, sizes.size()> x{};
  std::array<double, sizes.size()> y{};
  double mean_x = 0.0;
  double mean_y = 0.0;
  double over = 0.0;
  double under = 0.0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    CityPlan plan = city_of_equals(sizes[i]);
    change(plan);
    x[i] = std::log(static_cast<double>(sizes[i]));
    y[i] = std::log(distance(agents()[i], path_of_equations(plan), measure));
    mean_x += x[i] / sizes.size();
    mean_y += y[i] / sizes.size();
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    over += (x[i] - mean_x) * (y[i] - mean_y);
    under += (x[i] - mean_x) * (x[i] - mean_x);
  }
  return over / under;
}

void slopes_are_a_half() {
  const auto wrong = [](CityPlan& plan) { plan.input.life.initiation *= 1.1; };
  for (std::size_t k = 0; k < measure_names.size(); ++k) {
    const double found = slope(k, [](CityPlan&) {});
    const double planted = slope(k, wrong);
    std::printf("  slope of %s: %.3f, planted %.3f; distances", measure_names[k], found, planted);
    for (std::size_t i = 0; i < sizes.size(); ++i)
      std::printf(" %.5f", distance(agents()[i], path_of_equations(city_of_equals(sizes[i])), k));
    std::printf("\n");
    EXPECT_NEAR(found, -0.5, 0.1) << measure_names[k];
    EXPECT_GT(planted, -0.4) << "planted: a tenth more initiation, " << measure_names[k];
  }
}

/// Largest distance of the replicates' mean from the equations in standard errors, over measures and times; the largest
/// city.
double worst_bias(const Path& expected) {
  const auto& paths = agents().back();
  const auto n = static_cast<double>(paths.size());
  double worst = 0.0;
  for (std::size_t k = 0; k < measure_names.size(); ++k)
    for (std::size_t t = 0; t < looked_at.size(); ++t) {
      double sum = 0.0;
      double squares = 0.0;
      for (const Path& p : paths) {
        sum += p[k][t] - expected[k][t];
        squares += std::pow(p[k][t] - expected[k][t], 2);
      }
      const double mean = sum / n;
      worst = std::max(worst, std::abs(mean) / std::sqrt((squares / n - mean * mean) / (n - 1.0)));
    }
  return worst;
}

void mean_is_that_of_the_equations() {
  const CityPlan plan = city_of_equals(sizes.back());
  const double worst = worst_bias(path_of_equations(plan));
  std::printf("  worst of nine means: %.2f standard errors\n", worst);
  EXPECT_LT(worst, 5.5);
  CityPlan wrong = plan;
  wrong.input.life.initiation *= 1.03;
  EXPECT_GT(worst_bias(path_of_equations(wrong)), 5.5) << "planted: 3 % more initiation";
  wrong = plan;
  wrong.input.feedback.exposure_on_initiation = 0.0;
  EXPECT_GT(worst_bias(path_of_equations(wrong)), 5.5) << "planted: exposure does nothing to initiation";
  wrong = plan;
  wrong.scale.prison *= 1.05;
  EXPECT_GT(worst_bias(path_of_equations(wrong)), 5.5) << "planted: 5 % more prison";
}

// False-alarm rates. Slopes: the logs of the distances have standard deviations of at most 1 / sqrt(2 replicates), a
// slope one of at most 0.03, so 1e-3 each. Means: nine distances of about Student's law with 31 degrees of freedom,
// above 5.5 with probability below 1e-4.
TEST(MeanFieldLimit, TheDistanceFromTheStockEquationsFallsWithTheRootOfThePersons) {
  slopes_are_a_half();
  mean_is_that_of_the_equations();
}

/// A city whose equations are the country's: all offending by the active, nobody killed, entry apart from exposure, as
/// many persons all the time.
CityPlan city_like_a_country() {
  CityPlan plan = city_of_equals(4, kernel_months);
  CityInput& in = plan.input;
  in.population.assign(kernel_months + 1, in.population.front());
  in.births = in.deaths = 0.002;
  plan.parameters[P::moving] = 0.0;
  LifeCourse& l = in.life;
  for (double* rate : {&l.entry, &l.leaving, &l.initiation, &l.desistance, &l.release, &l.relapse, &l.forgetting})
    *rate *= 0.3;
  in.feedback.exposure_on_entry = in.feedback.guardianship = 0.0;
  in.active_loading.fill(0.0);
  in.active_loading[CrimeType::serious_assault] = 1.0;
  plan.scale = {};
  plan.scale.spontaneous[Process::assault] = in.rate[CrimeType::serious_assault];
  plan.scale.prison = 0.05;
  return plan;
}

/// The country layer's slow version of the same. @param entering [month] persons who come at risk.
reference::Outcome country_of(const CityPlan& plan, const std::vector<double>& entering) {
  const CityInput& in = plan.input;
  const LifeCourse& l = in.life;
  const CityFeedback& f = in.feedback;
  const double people = in.population.front();
  StockParameters s{};
  s.at_risk[0] = l.at_risk * people;
  s.active[0] = l.active * people;
  s.imprisoned[0] = l.imprisoned * people;
  s.desisted[0] = l.desisted * people;
  s.not_at_risk[0] = people - s.at_risk[0] - s.active[0] - s.imprisoned[0] - s.desisted[0];
  s.entry_share[0] = 0.5;
  s.initiation[0] = l.initiation;
  s.desistance[0] = l.desistance;
  s.release[0] = l.release;
  s.return_share[0] = l.return_share;
  s.sanction[0] =
      plan.scale.spontaneous[Process::assault] / l.active * plan.parameters[P::recorded] * plan.scale.prison;
  s.relapse[0] = l.relapse;
  s.forgetting[0] = l.forgetting;
  s.leaving_risk_age = l.leaving;
  s.exposure_on_initiation[0] = f.exposure_on_initiation;
  s.exposure_rate[0] = f.exposure_rate;
  s.trust_level[0] = f.trust_level;
  s.violence_on_trust[0] = f.violence_on_trust;
  s.trust_rate[0] = f.trust_rate;
  s.capacity_level[0] = f.capacity_level;
  s.strain_on_capacity[0] = f.strain_on_capacity;
  s.capacity_rate[0] = f.capacity_rate;
  s.active_weight[kernel_street][0] = 1.0;
  std::fill(std::begin(s.ceiling), std::end(s.ceiling), 1.0);  // no incidents are asked for
  std::vector<double> births(kernel_months, in.births * people);
  std::vector<double> twice = entering;
  for (double& x : twice) x *= 2.0;  // of whom a half come at risk
  const CountryPaths paths{0, births.data(), births.data(), twice.data(), nullptr, {}, 0.0, 1.0};
  ProgrammeFactors none;
  reference::Noise calm;
  for (auto& year : none.factor)
    for (auto& type : year) std::fill(std::begin(type), std::end(type), 1.0);
  calm.fill(reference::MonthNoise::all(1.0));
  return reference::run_scenario(s, none, paths, calm, 0, 4);
}

/// Persons active and imprisoned over those of the country at the end of three years, exposure, trust and capacity
/// likewise, less 1; in steps of 1 / parts months.
std::vector<double> off_the_country(int parts) {
  const CityPlan plan = city_like_a_country();
  MeanField equations(reference::in_steps(plan, parts));
  std::vector<double> entering;
  std::vector<std::array<double, 5>> ends;
  for (int month = 0; month < kernel_months; ++month) {
    double not_at_risk = 0.0;
    for (int i = 0; i < parts; ++i) {
      const double before = equations.state().persons[Career::not_at_risk];
      equations.step();
      not_at_risk += 0.5 * (before + equations.state().persons[Career::not_at_risk]) / parts;
    }
    entering.push_back(plan.input.life.entry * not_at_risk);
    const MeanCity& s = equations.state();
    if (month % 12 == 11)
      ends.push_back({s.persons[Career::active], s.persons[Career::imprisoned], s.exposure, s.trust, s.capacity});
  }
  const reference::Outcome country = country_of(plan, entering);
  std::vector<double> off;
  for (const std::size_t y : {0u, 2u, 6u}) {
    const std::array<double, 5> expected{country.active[y], country.imprisoned[y], country.exposure[y],
                                         country.trust[y], country.capacity[y]};
    for (std::size_t i = 0; i < expected.size(); ++i) off.push_back(ends[y][i] / expected[i] - 1.0);
  }
  return off;
}

// One step a month is of first order: what is left halves with the step, and twice the half less the whole leaves next
// to nothing.
TEST(MeanFieldLimit, AsTheStepShrinksTheEquationsOfTheAgentsBecomeTheCountrys) {
  const auto whole = off_the_country(1);
  const auto eighth = off_the_country(8);
  const auto sixteenth = off_the_country(16);
  double largest = 0.0;
  double of_eighth = 0.0;
  double of_sixteenth = 0.0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    largest = std::max(largest, std::abs(whole[i]));
    of_eighth = std::max(of_eighth, std::abs(eighth[i]));
    of_sixteenth = std::max(of_sixteenth, std::abs(sixteenth[i]));
    EXPECT_NEAR(2.0 * sixteenth[i] - eighth[i], 0.0, 1e-4) << i;
  }
  std::printf("  farthest from the country: %.5f a month, %.5f an eighth, %.5f a sixteenth\n", largest, of_eighth,
              of_sixteenth);
  EXPECT_NEAR(of_eighth / of_sixteenth, 2.0, 0.1);
}

// -------------------------------------------------------------------------------------------------------------------------
// six persons

using tests::Counts;
using tests::SixLaw;
using tests::SixOutcome;

constexpr std::uint32_t six_months = 4;
constexpr Counts six_at_start{1, 1, 2, 1, 1};

/// A city in which some cells hold six persons and these have no part in any other cell: trips stay in the
/// neighbourhood and end in cells that draw somebody, which are empty; assaults and sexual violence look for a victim
/// at home first and find nobody there.
CityPlan city_of_sixes(const SixLaw& law, std::uint32_t neighbourhoods) {
  CityPlan plan;
  plan.parameters = uniform_city_parameters();
  auto& p = plan.parameters;
  p[P::acquaintance_assault] = p[P::acquaintance_sexual] = 1.0;
  p[P::local_trips] = 1.0;
  p[P::trip_length] = 0.1;
  // most cells below the smallest float: they draw nobody
  p[P::attraction_shared] = 1.0;
  p[P::street_spread] = p[P::robbery_spread] = p[P::property_spread] = 15.0;
  p[P::recorded] = law.recorded;
  CityInput& in = plan.input;
  in.code = 6;
  in.population.assign(six_months + 1, 46.0 / 64.0 * slots_per_neighbourhood * (neighbourhoods - 0.5));
  in.age_share.fill(1.0 / age_bands);
  LifeCourse& l = in.life;
  l.leaving = law.leaving;
  l.release = law.release;
  l.return_share = law.return_share;
  l.relapse = law.relapse;
  l.forgetting = law.forgetting;
  plan.scale.lethality[Process::assault] = law.lethality;
  plan.scale.prison = law.prison;
  plan.isa = best_isa();
  return plan;
}

CityState sixes(const SixLaw& law, const Ground& ground, const std::vector<std::uint32_t>& cells) {
  CityState s;
  s.people = People(ground.cells() * places_per_cell);
  s.pending.resize((ground.neighbourhoods() + 7) / 8);
  auto& r = s.rate_scale;
  r.entry = law.entry;
  r.initiation = law.initiation;
  r.desistance = law.desistance;
  r.situational[Process::assault] = law.assault_other;
  r.active[Process::assault] = law.assault_active - law.assault_other;
  r.situational[Process::sexual] = law.sexual_other;
  r.active[Process::sexual] = law.sexual_active - law.sexual_other;
  // finds nobody; takes active persons to the code of who is always looked at
  r.situational[Process::property] = 0.1;
  r.active[Process::property] = 2.0;
  for (const std::uint32_t cell : cells) {
    Slot slot = slot_in(Cell(cell), cell % 50);
    for (std::size_t c = 0; c < career_count; ++c)
      for (unsigned i = 0; i < six_at_start[c]; ++i, slot = slot + 2u) {
        s.people.born[slot] = born_offset - 300;
        s.people.flags[slot] = person::present;
        s.people.set_career(slot, static_cast<Career>(c));
      }
  }
  return s;
}

/// Counts the killed of each cell.
struct Killed final : CityObserver {
  explicit Killed(std::size_t cells) : of_cell(cells) {}
  void events(const CityState&, std::span<const CityEvent> events) override {
    for (const CityEvent& e : events) {
      ASSERT_EQ(cell_of_slot(e.offender), cell_of_slot(e.victim));
      if (e.has(EventFlag::lethal)) ++of_cell[cell_of_slot(e.victim)];
    }
  }
  void month(const CityState&, const CityMonth&) override {}
  std::vector<unsigned> of_cell;
};

/// How often each outcome came in at least `wanted` replicates.
std::map<SixOutcome, double> agents_by_six(const SixLaw& law, double wanted, double& replicates) {
  const std::uint32_t neighbourhoods = 256;
  CityPlan plan = city_of_sixes(law, neighbourhoods);
  const Ground ground(neighbourhoods, plan.parameters, random_key(plan.seed, 0, plan.input.code));
  std::vector<std::uint32_t> cells;
  for (const Cell cell : Positions<Cell>(ground.cells()))
    if (ground.attraction(Attraction::street, cell) == 0.0 && ground.attraction(Attraction::property, cell) == 0.0)
      cells.push_back(cell);
  const auto executor = make_serial_executor();
  std::map<SixOutcome, double> found;
  for (replicates = 0.0; replicates < wanted; ++plan.run) {
    CityRun city(plan, *executor, sixes(law, ground, cells));
    Killed killed(ground.cells());
    for (std::uint32_t m = 0; m < six_months; ++m) city.step(&killed);
    for (const std::uint32_t cell : cells) {
      SixOutcome o{{}, std::min(killed.of_cell[cell], tests::most_killed)};
      for (const Slot slot : slots_of(Cell(cell)))
        if (city.state().people.here(slot)) ++o.first[index(city.state().people.career(slot))];
      ++found[o];
    }
    replicates += static_cast<double>(cells.size());
  }
  return found;
}

struct ChiSquare {
  double sum = 0.0;
  double freedom = -1.0;
  double p = 1.0;
};

/// Pearson's, outcomes from the rarest pooled until ten are expected.
ChiSquare chi_square(const std::map<SixOutcome, double>& found, double n, const std::map<SixOutcome, double>& law) {
  std::vector<std::pair<double, double>> expected_seen;
  for (const auto& [outcome, p] : law) {
    const auto at = found.find(outcome);
    expected_seen.emplace_back(n * p, at == found.end() ? 0.0 : at->second);
  }
  std::sort(expected_seen.begin(), expected_seen.end());
  ChiSquare c;
  double expected = 0.0;
  double seen = 0.0;
  for (const auto& [e, s] : expected_seen) {
    expected += e;
    seen += s;
    if (expected < 10.0) continue;
    c.sum += (seen - expected) * (seen - expected) / expected;
    ++c.freedom;
    expected = seen = 0.0;
  }
  c.p = boost::math::cdf(complement(boost::math::chi_squared(c.freedom), c.sum));
  return c;
}

// False-alarm rate 1e-6. Two events of six persons fall in one minute about once in 10,000 months; which of them then
// stands first is a matter of numbers, not of chance, and matters in a fifth of these: a hundredth of what a million
// replicates can see.
TEST(SixPersons, TheirJointStateHasTheLawOfItsMarkovChain) {
  constexpr double alpha = 1e-6;
  const SixLaw law;
  double n = 0.0;
  const auto found = agents_by_six(law, at_length() ? 1e6 : 1e5, n);
  for (const auto& [outcome, count] : found)
    ASSERT_EQ(outcome.first[0] + outcome.first[1] + outcome.first[2] + outcome.first[3] + outcome.first[4], 6u);
  const auto test = [&](const char* what, const SixLaw& of) {
    const ChiSquare c = chi_square(found, n, tests::law_after(of, six_at_start, six_months));
    std::printf("  %-28s %.0f replicates: chi-square %.1f, %.0f degrees of freedom, p %.3g\n", what, n, c.sum,
                c.freedom, c.p);
    return c.p;
  };
  EXPECT_GT(test("exact", law), alpha);
  SixLaw wrong = law;
  wrong.lethality *= 1.05;
  EXPECT_LT(test("planted: lethality 5 % up", wrong), alpha);
  wrong = law;
  wrong.gone_act = true;
  EXPECT_LT(test("planted: the gone still act", wrong), alpha);
  wrong = law;
  wrong.short_search = true;
  EXPECT_LT(test("planted: search cut short", wrong), alpha);
  wrong = law;
  wrong.gone_live = true;
  EXPECT_LT(test("planted: new prisoners' lives", wrong), alpha);
}

}  // namespace
}  // namespace salus::model
