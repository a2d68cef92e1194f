#include "bench/coverage/designed_cities.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "calibration/calibration.hpp"
#include "model/city/of_country.hpp"
#include "model/city/scale.hpp"
#include "model/core/calendar.hpp"
#include "tests/calibration/bundled_tables.hpp"

namespace salus::bench {
namespace {

constexpr int start_year = 2020;
constexpr double least_people = 300'000.0;
constexpr double most_people = 1'200'000.0;

struct Candidate {
  const model::CountryInput* country;
  std::size_t city;
  double homicide;
  double people;
};

std::vector<Candidate> candidates_of(const std::vector<model::CountryInput>& countries) {
  std::vector<Candidate> all;
  for (const auto& country : countries)
    for (std::size_t u = 0; u < country.cities.size(); ++u) {
      const double people = country.cities[u].population[in_panel(model::YearIndex(0u))];
      if (people >= least_people && people <= most_people && country.cities[u].code < model::towns_code_base)
        all.push_back({&country, u, country.level[model::CrimeType::homicide].log_rate, people});
    }
  std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
    return a.homicide != b.homicide ? a.homicide < b.homicide : a.people < b.people;
  });
  return all;
}

}  // namespace

DesignedCity on_another_map(const DesignedCity& city, std::size_t map, const model::Executor& executor) {
  DesignedCity d = city;
  if (map == 0) return d;
  d.plan.seed += map;
  d.plan.scale = model::solve_scale(d.plan.input, d.plan.parameters, d.plan.seed, d.plan.isa, executor);
  return d;
}

std::optional<DesignedCity> designed_city(const Design& design, std::size_t i, std::size_t months,
                                          const model::Executor& executor) {
  const auto countries = calibration::make_country_inputs(calibration::tables(), model::View::as_of_note, start_year);
  const auto candidates = candidates_of(countries);
  constexpr model::EnumArray<double, CitySet> within_step{{0.25, 0.5, 0.75, 0.0}};
  const auto number = static_cast<double>(design.number);
  // Laws go in an order of their own, so that they do not follow homicide.
  const auto place = static_cast<double>(i * 7 % design.number);
  const auto& c = candidates[static_cast<std::size_t>((place + within_step[design.set]) / number *
                                                      static_cast<double>(candidates.size()))];
  const auto& country = *c.country;
  DesignedCity d;
  d.name = std::string(country.code.name()) + ":" + country.cities[c.city].name;
  d.law = static_cast<unsigned>(i / 2) + 1000u * model::index(design.set);
  const double factor = std::exp2(static_cast<double>(i % 3) - 1.0);
  model::EnumArray<double, model::CrimeType> log_rate;
  model::EnumArray<double, model::CrimeType> relative;
  model::EnumArray<double, model::CrimeType> rate;
  for (const auto k : model::every<model::CrimeType>) {
    log_rate[k] = country.level[k].log_rate;
    relative[k] = factor;
    rate[k] = factor * std::exp(log_rate[k]);
  }
  d.log_size = std::log(c.people);
  d.log_homicide = c.homicide + std::log(factor);
  d.levels = model::naming_levels(rate);
  d.at_centre = design.set == CitySet::held_out_at_centre || design.set == CitySet::fitted_at_centre;
  d.plan.parameters =
      d.at_centre ? model::central_city_parameters() : model::draw_city_parameters(model::random_key(1, d.law, 0));
  d.plan.seed = 1;
  d.plan.run = d.law;
  d.plan.isa = model::Isa::scalar;
  try {
    d.plan.input = model::city_of_country(country, c.city, model::central_parameters(), log_rate, relative, start_year,
                                          model::city_warm_up, months, {});
    d.plan.input.feedback = {};
    d.plan.isa = model::best_isa();
    d.plan.scale = model::solve_scale(d.plan.input, d.plan.parameters, d.plan.seed, d.plan.isa, executor);
  } catch (const std::invalid_argument& e) {
    std::fprintf(stderr, "%s left out: %s\n", d.name.c_str(), e.what());
    return std::nullopt;
  }
  return d;
}

}  // namespace salus::bench
