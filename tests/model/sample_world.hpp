#pragma once
/// A small made-up world for tests: countries with smooth demography, one catalogue, plain scenarios. No real figures.
#include <cmath>
#include <string>

#include "model/core/grid.hpp"
#include "model/programme/portfolio.hpp"
#include "model/random/sampler.hpp"
#include "model/run/ensemble.hpp"

namespace salus::tests {

inline model::CountryInput sample_country(const char* iso3, std::uint16_t m49, model::Region region,
                                          model::Income income, double people, double homicide_rate) {
  model::CountryInput c;
  for (int i = 0; i < 3; ++i) c.code.iso3[static_cast<std::size_t>(i)] = iso3[i];
  c.code.m49 = m49;
  c.name = std::string("Country ") + iso3;
  c.region = region;
  c.income = income;
  c.population.push_back(people);
  for (std::size_t m = 0; m < model::horizon_months; ++m) {
    const double now = c.population.back();
    c.births.push_back(now * 0.020 / 12.0);
    c.deaths.push_back(now * 0.006 / 12.0);
    c.net_migration.push_back(now * -0.001 / 12.0);
    c.entering_risk_age.push_back(now * 0.017 / 12.0);
    c.population.push_back(now + (c.births.back() - c.deaths.back() + c.net_migration.back()));
  }
  c.age_share.fill(1.0 / 17.0);  // five-year bands
  c.risk_age_population = 0.25 * people;
  c.prison_population = 0.002 * people;
  c.urban_share = 0.6;
  for (const auto d : model::every<model::Driver>) c.driver_change[d].assign(model::horizon_months, 0.0);
  for (std::size_t m = 0; m < model::horizon_months; ++m)
    c.driver_change[model::Driver::youth_share][m] = -0.002 * static_cast<double>(m);
  const model::EnumArray<double, model::CrimeType> rates{
      {homicide_rate, 30.0 * homicide_rate, 0.01, 0.02, 0.002, 0.04, 0.05}};
  for (const auto type : model::every<model::CrimeType>)
    c.level[type] = {.log_rate = std::log(rates[type]),
                     .log_median = std::log(rates[type]),
                     .own_sd = type == model::CrimeType::homicide ? 0.05 : 0.4,
                     .basis = model::Basis::assumption};
  c.annual_log_sd = 0.12;
  c.reversion_gap = -0.1;
  c.base_population = people;
  c.gdp_per_head = income == model::Income::high ? 50000.0 : 8000.0;
  c.market_income = model::UsdPerPerson(income == model::Income::high ? 40000.0 : 4000.0);
  for (auto& group : c.victim_share) group.fill({.share = 0.3, .own_sd = 0.2, .basis = model::Basis::assumption});
  return c;
}

/// Adds `n` cities with a third of the people between them, the first the largest.
inline void add_cities(model::CountryInput& c, std::uint32_t first_code, std::size_t n) {
  for (std::size_t u = 0; u < n; ++u) {
    model::City city{first_code + static_cast<std::uint32_t>(u),
                     "City " + std::to_string(first_code + u),
                     0.0,
                     10.0 * static_cast<double>(u),
                     static_cast<model::Vulnerability>(u % 3),
                     {}};
    for (std::size_t y = 0; y < model::panel_years; ++y)
      city.population.push_back(c.population.front() * 2.0 / 3.0 * static_cast<double>(n - u) /
                                static_cast<double>(n * (n + 1)) * (0.97 + 0.013 * static_cast<double>(y)));
    c.cities.push_back(std::move(city));
  }
}

inline model::Intervention sample_intervention(const char* id, double log_rr, double share) {
  model::Intervention row;
  row.id = id;
  row.title = std::string("Intervention ") + id;
  row.unit = "person-year";
  row.verified = true;
  row.unit_cost = {model::Prior::Family::lognormal, 500.0, 0.5, 1.0, 1e6, 0.0};
  row.eligible_per_person = {model::Prior::Family::lognormal, 0.01, 0.3, 1e-6, 1.0, 0.0};
  for (const auto k : {model::CrimeType::homicide, model::CrimeType::serious_assault, model::CrimeType::robbery,
                       model::CrimeType::partner_violence})
    row.effect[k] = {
        .log_rr = log_rr, .cell_sd = 0.2, .share = share, .share_logit_sd = 0.3, .measured = true, .source = "made up"};
  return row;
}

inline model::Intervention sample_survey() {
  model::Intervention row;
  row.id = std::string(model::survey_item);
  row.title = "Survey";
  row.unit = "interview";
  row.unit_cost = {model::Prior::Family::lognormal, 15.0, 0.2, 1.0, 100.0, 0.0};
  row.mechanism = model::Mechanism::process;
  row.process_only = true;
  return row;
}

inline model::BudgetLine sample_line(model::Half half, std::string item, std::vector<std::string> places,
                                     std::int64_t cents_a_year) {
  model::BudgetLine line{half, std::move(item), std::move(places), {}};
  line.gross.fill(model::Cents(cents_a_year));
  return line;
}

inline model::Scenario sample_scenario(std::string id, std::vector<model::BudgetLine> lines) {
  model::Scenario s;
  s.id = s.title = std::move(id);
  s.budget.lines = std::move(lines);
  s.budget.price_year = model::price_year;  // a dollar is a dollar; price_path_test has the rest
  return s;
}

/// Three countries, two interventions, two functions; scenarios: none, both halves.
inline model::RunPlan sample_plan(std::uint32_t draws = 24) {
  using model::Half;
  model::RunPlan plan;
  plan.countries = {
      sample_country("AAA", 4, model::Region::sub_saharan_africa, model::Income::low, 2.0e7, 8e-5),
      sample_country("BBB", 76, model::Region::latin_america_caribbean, model::Income::upper_middle, 6.0e7, 2.5e-4),
      sample_country("CCC", 276, model::Region::europe_north_america, model::Income::high, 8.0e7, 1e-5)};
  add_cities(plan.countries[0], 100, 3);
  add_cities(plan.countries[1], 200, 5);
  add_cities(plan.countries[2], 300, 2);
  plan.evidence.interventions = {sample_intervention("I01", -0.2, 0.3), sample_intervention("I09", -0.4, 0.5),
                                 sample_survey()};
  plan.evidence.interventions[1].mechanism = model::Mechanism::groups;
  for (const auto function : model::function_names)
    plan.evidence.functions.push_back({std::string(function), "Function " + std::string(function), 36.0, "made up"});
  for (auto& value : plan.evidence.values)
    value = {{model::Prior::Family::lognormal, 0.5, 0.3, 0.0, 100.0, 0.0},
             {model::Prior::Family::lognormal, 1e5, 0.3, 0.0, 1e8, 0.0},
             {1e5, "USD", model::price_year},
             false,
             "made up"};
  plan.evidence.initiatives = {{"16a", "Knowledge base", false, {"knowledge"}, ""}};
  plan.scenarios = {sample_scenario("none", {}),
                    sample_scenario("both", {sample_line(Half::global_functions, "knowledge", {}, 100000000),
                                             sample_line(Half::global_functions, "network", {}, 150000000),
                                             sample_line(Half::local_delivery, "I01", {"AAA", "BBB"}, 100000002),
                                             sample_line(Half::local_delivery, "I09", {"BBB"}, 150000000)})};
  plan.draws = draws;
  plan.seed = 20;
  return plan;
}

/// The same with a posterior of two parameters, far from their priors, and calibrated places in all countries but the
/// last.
inline model::RunPlan calibrated_plan(std::uint32_t draws, std::uint32_t calibrated_draws) {
  using model::Parameter;
  model::RunPlan plan = sample_plan(draws);
  auto& series = plan.posterior.series;
  series = {{Parameter::secular_trend, {}}, {Parameter::driver_alcohol, {}}};
  for (std::uint32_t d = 0; d < calibrated_draws; ++d) {
    const model::RandomKey key{7, d};
    series[0].draws.push_back(static_cast<float>(0.02 + 0.001 * uniform(key, {0, 0, 1, 0})));
    series[1].draws.push_back(static_cast<float>(-0.3 + 0.05 * uniform(key, {0, 0, 1, 1})));
    for (std::size_t c = 0; c + 1 < plan.countries.size(); ++c) {
      auto& country = plan.countries[c];
      const auto between = [&](double low, std::uint32_t n) {
        return static_cast<float>(low + 0.1 * uniform(key, {country.code.m49, 0, 2, n}));
      };
      country.calibrated.push_back({.log_rate = -9.0f,
                                    .annual_log_sd = 0.1f,
                                    .memory = 0.0f,
                                    .city_effect_sd = between(0.9, 0),
                                    .city_persistence = between(0.8, 1),
                                    .city_volatility = between(0.1, 2)});
    }
  }
  return plan;
}

using model::QuietObserver;

/// Keeps parts in memory, in the order in which they came.
class MemoryStore final : public model::PartStore {
 public:
  std::optional<model::CountryPart> load(const model::PartName& name) override {
    for (const auto& [kept_name, part] : kept)
      if (kept_name.country == name.country && kept_name.block == name.block) return part;
    return std::nullopt;
  }
  void save(const model::PartName& name, const model::CountryPart& part) override { kept.emplace_back(name, part); }
  std::vector<std::pair<model::PartName, model::CountryPart>> kept;
};

}  // namespace salus::tests
