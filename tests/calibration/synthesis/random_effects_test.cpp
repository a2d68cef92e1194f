/// Random effects against the R package metafor 3.8 (`metafor.R` beside it makes cases.csv and results.csv).
#include "calibration/synthesis/random_effects.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <vector>

#include "model/core/csv.hpp"
#include "tests/calibration/bundled_tables.hpp"

namespace salus::calibration {
namespace {

using Kind = model::Column::Kind;

model::CsvTable synthesis_table(const std::string& name, const std::vector<model::Column>& columns) {
  model::Diagnostics findings;
  auto table =
      model::CsvTable::parse(read_file(std::filesystem::path(SALUS_SOURCE_DIR) / "tests/calibration/synthesis" / name),
                             name, columns, findings);
  if (!findings.empty()) throw std::logic_error(name + " cannot be read");
  return table;
}

struct Case {
  std::vector<double> estimates;
  std::vector<double> errors;
};

std::map<std::string, Case> cases() {
  const auto table =
      synthesis_table("cases.csv", {{"case"}, {"log_rr", Kind::number}, {"standard_error", Kind::number}});
  std::map<std::string, Case> all;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    auto& one = all[table.text(i, 0)];
    one.estimates.push_back(table.number(i, 1));
    one.errors.push_back(table.number(i, 2));
  }
  return all;
}

TEST(RandomEffects, AgreeWithMetafor) {
  const auto all = cases();
  const auto table = synthesis_table("results.csv", {{"case"},
                                                     {"method"},
                                                     {"test"},
                                                     {"mean", Kind::number},
                                                     {"standard_error", Kind::number},
                                                     {"tau2", Kind::number},
                                                     {"q", Kind::number}});
  const std::map<std::string, BetweenVariance> methods{{"DL", BetweenVariance::der_simonian_laird},
                                                       {"PM", BetweenVariance::paule_mandel},
                                                       {"REML", BetweenVariance::reml}};
  ASSERT_EQ(table.rows(), 96u);
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const auto& one = all.at(table.text(i, 0));
    const auto fit = random_effects(one.estimates, one.errors, methods.at(table.text(i, 1)),
                                    table.text(i, 2) == "z" ? MeanError::normal : MeanError::hartung_knapp);
    const auto label = table.text(i, 0) + " " + table.text(i, 1) + " " + table.text(i, 2);
    EXPECT_NEAR(fit.mean, table.number(i, 3), 1e-6) << label;
    EXPECT_NEAR(fit.standard_error, table.number(i, 4), 1e-6) << label;
    EXPECT_NEAR(fit.tau2, table.number(i, 5), 1e-5) << label;
    EXPECT_NEAR(fit.q, table.number(i, 6), 1e-5) << label;
  }
}

TEST(RandomEffects, OneTrialSpeaksForItself) {
  const auto fit = random_effects(std::vector{-0.3}, std::vector{0.2});
  EXPECT_EQ(fit.mean, -0.3);
  EXPECT_EQ(fit.standard_error, 0.2);
  EXPECT_EQ(fit.tau2, 0.0);
}

TEST(RandomEffects, RefuseWhatHasNoError) {
  EXPECT_THROW(random_effects({}, {}), std::invalid_argument);
  EXPECT_THROW(random_effects(std::vector{0.1, 0.2}, std::vector{0.1}), std::invalid_argument);
  EXPECT_THROW(random_effects(std::vector{0.1}, std::vector{0.0}), std::invalid_argument);
  EXPECT_THROW(random_effects(std::vector{0.1}, std::vector{std::nan("")}), std::invalid_argument);
}

}  // namespace
}  // namespace salus::calibration
