/// The city layer at scale: one city of N persons, month by month, all crime types and mechanisms on, beside a minimal
/// sweep over the same arrays in the same run. `city_bench [PERSONS [MONTHS [THREADS [ISA]]]]`; figures with their
/// machine stand in bench/README.md.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "calibration/calibration.hpp"
#include "model/city/city_run.hpp"
#include "model/city/hazard.hpp"
#include "model/city/of_country.hpp"
#include "model/city/process_traits.hpp"
#include "model/city/scale.hpp"
#include "tests/calibration/bundled_tables.hpp"

namespace {

using namespace salus;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

double cpu_seconds() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  const auto of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return of(use.ru_utime) + of(use.ru_stime);
}

double peak_gib() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return static_cast<double>(use.ru_maxrss) / 1024.0 / 1024.0;
}

/// Medellin's people and rates at any size.
model::CityInput sized_city(double persons, std::size_t months) {
  const auto tables = calibration::read_tables(calibration::bundled_texts());
  for (const auto& country : calibration::make_country_inputs(tables, model::View::as_of_note, 2020)) {
    if (country.code.name() != "COL") continue;
    model::EnumArray<double, model::CrimeType> log_rate{};
    model::EnumArray<double, model::CrimeType> relative{};
    for (const auto k : model::every<model::CrimeType>) {
      log_rate[k] = country.level[k].log_rate;
      relative[k] = 1.0;
    }
    for (std::size_t u = 0; u < country.cities.size(); ++u)
      if (country.cities[u].name.starts_with("Medell")) {
        auto in =
            model::city_of_country(country, u, model::central_parameters(), log_rate, relative, 2020, 0, months, {});
        const double factor = persons / in.population.front();
        for (double& n : in.population) n *= factor;
        return in;
      }
  }
  std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  const double persons = argc > 1 ? std::atof(argv[1]) : 1e6;
  const std::size_t months = argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 120;
  const auto threads = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 2u;
  model::Isa isa = model::best_isa();
  if (argc > 4) isa = model::find(model::isa_names, argv[4]).value();
  const auto executor = model::make_thread_executor(threads);
  auto begun = Clock::now();
  model::CityPlan plan;
  plan.input = sized_city(persons, months);
  for (const auto type : model::every<model::CrimeType>)
    std::printf("rate %-20s %8.1f per 100,000 and year\n", std::string(model::crime_type_names[type]).c_str(),
                plan.input.rate[type] * 12e5);
  plan.parameters = model::central_city_parameters();
  plan.isa = isa;
  plan.scale = model::solve_scale(plan.input, plan.parameters, plan.seed, isa, *executor);
  std::printf("scale solved in %.1f s: lethality %.4f, prison %.4f\n", seconds_since(begun),
              plan.scale.lethality[model::street_violence], plan.scale.prison);
  begun = Clock::now();
  model::CityRun city(plan, *executor);
  std::printf("peopled in %.1f s, %u neighbourhoods, %u slots\n", seconds_since(begun), city.ground().neighbourhoods(),
              city.state().people.size());
  begun = Clock::now();
  const double cpu = cpu_seconds();
  double person_months = 0.0;
  double candidates = 0.0;
  double events = 0.0;
  double stopped = 0.0;
  model::CityMonth year{};
  for (std::size_t m = 0; m < months; ++m) {
    const auto month = city.step();
    const double people = month.persons;
    person_months += people;
    candidates += month.candidates;
    stopped += month.stopped;
    for (const auto n : month.incidents) events += n;
    year.add(month);
    if (m % 12 == 11) {
      std::printf("year %2zu: %9u persons;", m / 12 + 1, month.persons);
      for (const auto n : year.incidents) std::printf(" %.0f", n / people * 1e5);
      std::printf(" | causes");
      for (const auto n : year.causes) std::printf(" %u", n);
      std::printf(" | careers");
      for (const auto n : month.careers) std::printf(" %.5f", n / people);
      std::printf(" X %.3f T %.3f G %.3f\n", month.exposure, month.trust, month.capacity);
      year = {};
    }
  }
  const double wall = seconds_since(begun);
  const double used = cpu_seconds() - cpu;
  std::printf(
      "%.3g person-months, %.3g candidates (%.2f %%), %.3g events, %.3g stopped: %.1f s wall, %.1f s of processor, "
      "%.2f CPU-ns a person-month, %.2f GiB at most, %.1f bytes a person\n",
      person_months, candidates, 100.0 * candidates / person_months, events, stopped, wall, used,
      used / person_months * 1e9, peak_gib(), static_cast<double>(city.bytes()) / persons);
  // The least that any per-person model does: one random word and one comparison a person and month, over the same
  // codes.
  const auto& codes = city.state().people.hazard;
  begun = Clock::now();
  const double sweep_cpu = cpu_seconds();
  std::size_t found = 0;
  const auto sweep = model::hazard_sweep(isa);
  std::vector<std::uint16_t> out(4096);
  constexpr std::uint32_t rounds = 3;
  for (std::uint32_t m = 0; m < rounds; ++m)
    for (std::uint32_t slot = 0; slot < codes.size(); slot += 4096)
      found += sweep({1, 2}, model::Slot(slot), model::Month(m), &codes[slot], 4096, out.data());
  const double sweep_ns = (cpu_seconds() - sweep_cpu) / rounds / persons * 1e9;
  std::printf("minimal sweep: %.2f CPU-ns a person-month (%zu found): the model takes %.1f times that\n", sweep_ns,
              found, used / person_months * 1e9 / sweep_ns);
  std::printf("content %016llx\n", static_cast<unsigned long long>(city.content_hash()));
  return 0;
}
