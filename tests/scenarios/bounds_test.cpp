/// Sanity before calibration: what the engine says a budget averts, against a bound that fits on the back of an
/// envelope.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "calibration/country_inputs.hpp"
#include "scenarios/scenario_reader.hpp"
#include "tests/calibration/bundled_tables.hpp"
#include "tests/model/run/run_sample.hpp"
#include "tests/replicates.hpp"
#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::scenarios {
namespace {

using namespace model;

constexpr std::uint32_t draws = tests::replicates(400u, 80u);

/// The whole local half on one row, full funding, full scale-up, no own money, no global function.
Scenario whole_half_on(const std::string& row, const std::vector<CountryInput>& countries) {
  Scenario s;
  s.id = s.title = row;
  std::vector<std::string> places;
  for (const auto& c : countries)
    if (c.income != Income::high) places.emplace_back(c.code.name());
  std::sort(places.begin(), places.end());
  BudgetLine line{Half::local_delivery, row, places, {}};
  line.gross.fill(Cents(250000000));
  s.budget.lines = {line};
  s.overrides = {{Parameter::funding_share, 1.0},
                 {Parameter::joint_effect, 0.0},
                 {Parameter::leverage, 0.0},
                 {Parameter::scale_up, 1.0}};
  return s;
}

/// Middle over draws of the incidents of some types averted in some years, all countries.
double averted(const Results& r, const std::vector<CrimeType>& types,
               const std::vector<std::pair<std::size_t, double>>& years, std::size_t scenario) {
  std::vector<double> values;
  for (std::size_t d = 0; d < draws; ++d) {
    double n = 0.0;
    for (const CrimeType k : types)
      for (const auto& [y, weight] : years) n += weight * tests::averted_in_all(r, k, scenario, y, d);
    values.push_back(n);
  }
  std::nth_element(values.begin(), values.begin() + draws / 2, values.end());
  return values[draws / 2];
}

TEST(Bounds, IncidentsAvertedAgreeWithAnEnvelopeWithinAFactorOfTwo) {
  RunPlan plan;
  plan.countries =
      calibration::make_country_inputs(calibration::read_tables(calibration::bundled_texts()), View::as_of_note, 2020);
  plan.evidence = *tests::bundled_vocabulary().evidence;
  for (auto& row : plan.evidence.interventions) {
    if (row.id == "I10") row = tests::row_at_its_middle("I10");
    if (row.id == "I19") row = tests::community_mobilisation_as_in_its_trial();
    row.least_a_year = {};  // what a dollar does that acts
  }
  plan.scenarios = {Scenario{}, whole_half_on("I10", plan.countries), whole_half_on("I19", plan.countries)};
  plan.scenarios[0].id = "none";
  plan.draws = draws;
  plan.isa = best_isa();
  const auto r = tests::run_sample(plan, 2);
  // After support cost 22.1 million dollars as paid; at 2 % a year, from 2020 to 2029, they are worth nine tenths of
  // that in dollars of 2019: 19.9 million.
  const double direct = 25.0e6 / 1.13 * 0.9;
  std::vector<std::pair<std::size_t, double>> all_years;
  for (std::size_t y = 0; y < budget_years; ++y) all_years.emplace_back(y, 1.0);

  // Violence interruption: 3,500-4,500 dollars a violent incident prevented (Port of Spain, I10.2), in dollars of
  // 2017 (1.04 of 2019): 4.2 to 5.5 thousand.
  const double low = direct / (4500.0 * 1.04);
  const double high = direct / (3500.0 * 1.04);
  const double violent = averted(r,
                                 {CrimeType::homicide, CrimeType::serious_assault, CrimeType::robbery,
                                  CrimeType::partner_violence, CrimeType::sexual_violence},
                                 all_years, 1);
  std::printf("I10: %.0f violent incidents; by hand %.0f to %.0f\n", violent, low, high);
  EXPECT_GT(violent, low / 2.0);
  EXPECT_LT(violent, high * 2.0);

  // Community mobilisation: 460 dollars a woman who was not hit in the past year, counted once, at the end of four
  // years of work (I19, SASA!), in dollars of 2011 (1.137 of 2019): 38 thousand. Like for like: ten years are two and a
  // half such works, each counted in its last year.
  const double cases = direct / (460.0 * 1.137);
  const double counted = averted(r, {CrimeType::partner_violence}, {{3, 1.0}, {7, 1.0}, {9, 0.5}}, 2);
  const double cumulated = averted(r, {CrimeType::partner_violence}, all_years, 2);
  std::printf("I19: %.0f women in the last year of each work, %.0f woman-years over all ten; by hand %.0f women\n",
              counted, cumulated, cases);
  EXPECT_GT(counted, cases / 2.0);
  EXPECT_LT(counted, cases * 2.0);
  // Every year counted is more than a last year counted, and cannot be more than ten years over two and a half.
  EXPECT_GT(cumulated, counted);
  EXPECT_LT(cumulated, 4.0 * counted);
}

}  // namespace
}  // namespace salus::scenarios
