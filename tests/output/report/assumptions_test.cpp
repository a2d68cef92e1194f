/// The table of assumptions is worded from records: each number of a record is in its row, and only those.
#include "output/report/assumptions.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "output/report/headline.hpp"
#include "output/words/words.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

/// All rows as plain text.
std::vector<model::WordedAssumption> assumption_rows(const model::Results& r) {
  const auto said = [](const output::words::Text& text) { return output::words::english().text(text); };
  std::vector<model::WordedAssumption> all;
  for (const auto& group : output::assumption_groups(r))
    for (const auto& row : group.rows)
      all.push_back({said(group.name), said(row.name), said(row.value), said(row.knowledge), said(row.source)});
  return all;
}

std::string value_of(const model::Results& r, const std::string& group, const std::string& name) {
  for (const auto& row : assumption_rows(r))
    if (row.group == group && row.name == name) return row.value;
  return "no such row";
}

TEST(Assumptions, SayWhatAParameterWasDrawnFrom) {
  model::Results r;
  model::ParameterUsed p{"jump_rate",
                         "j",
                         model::Unit::per_year,
                         model::Scope::pooled,
                         model::Knowledge::data,
                         model::priors::lognormal(0.1, 0.5, 0.01, 1.0),
                         "jumps a year",
                         "a paper",
                         {}};
  r.parameters = {p};
  const std::string prior = "lognormal(median 0.1, log sd 0.5) on [0.01, 1] year-1: jumps a year";
  EXPECT_EQ(value_of(r, "parameter", "jump_rate"), prior);
  EXPECT_EQ(assumption_rows(r).front().source, "a paper");
  EXPECT_EQ(assumption_rows(r).front().knowledge, "data");
  auto& drawn = r.parameters[0].drawn;
  drawn.posterior = {0.02, 0.0612345, 0.13};
  EXPECT_EQ(value_of(r, "parameter", "jump_rate"),
            "posterior, 5 % 0.02, 50 % 0.0612, 95 % 0.13 year-1; in place of the prior " + prior);
  EXPECT_EQ(assumption_rows(r).front().source, "the posterior: calibration/README.md; its prior: a paper");
  drawn.prior_too = true;
  EXPECT_EQ(value_of(r, "parameter", "jump_rate"),
            "posterior, 5 % 0.02, 50 % 0.0612, 95 % 0.13 year-1; countries that it lacks draw from the prior " + prior);
  drawn.prior_too = false;
  r.scenarios.resize(3);
  r.scenarios[1].title = "Quarter";
  r.parameters[0].draws = {0.021, 0.0611111, 0.131};
  r.parameters[0].set = {std::nan(""), 0.25, std::nan("")};
  EXPECT_EQ(
      value_of(r, "parameter", "jump_rate"),
      "posterior, 5 % 0.02, 50 % 0.0612, 95 % 0.13 year-1; in place of the prior lognormal(median 0.1, log sd 0.5) on "
      "[0.01, 1] year-1; the draws: 5 % 0.021, 50 % 0.0611, 95 % 0.131 year-1; 'Quarter' sets it to 0.25 year-1: "
      "jumps a year");
  r.parameters[0].draws.reset();
  r.parameters[0].set.clear();
  drawn = {model::Interval{1.0, 1.0, 1.0}, false};
  r.parameters[0].draws = {1.0, 1.0, 1.0};
  const std::string constant =
      "constant, 1 year-1: the fitted law has it so, without a draw; in place of the prior " + prior;
  EXPECT_EQ(value_of(r, "parameter", "jump_rate"), constant);
  EXPECT_EQ(assumption_rows(r).front().source,
            "the law of the fit: calibration/README.md; its prior elsewhere: a paper");
  drawn.posterior = {0.5, 0.5, 0.5000001};  // no constant: it was drawn
  EXPECT_TRUE(value_of(r, "parameter", "jump_rate").starts_with("posterior, 5 % 0.5, 50 % 0.5, 95 % 0.5 year-1;"));
}

TEST(Assumptions, SayCostCourseAndEffectsOfAnIntervention) {
  model::Results r;
  auto row = sample_intervention("I19", -0.2, 0.4);
  row.title = "Title: with a colon";
  row.mechanism = model::Mechanism::groups;
  row.decay_class = model::DecayClass::fast_fade;
  row.fatigue_months = 18.0;
  row.political = true;
  r.interventions = {row};
  const auto rows = assumption_rows(r);
  ASSERT_EQ(rows.size(), 5u);  // and four effects
  EXPECT_EQ(rows[0].name, "I19 Title: with a colon");
  EXPECT_EQ(
      rows[0].value,
      "mechanism groups, decay: fast fade; unit cost lognormal(median 500, log sd 0.5) on [1, 1e+06] USD for "
      "each person-year; eligible units per inhabitant lognormal(median 0.01, log sd 0.3) on [1e-06, 1]; months of "
      "ramp 12, decay 12, fatigue 18; ends with the government that joined");
  EXPECT_EQ(rows[0].knowledge, "assumption");
  EXPECT_EQ(rows[1].name, "I19 on homicide");
  EXPECT_EQ(rows[1].value,
            "relative risk lognormal(median 0.819, log sd 0.2) on [0, 100]; target's share of the crime "
            "logit-normal(median 0.4, logit sd 0.3) on [0, 1]");
  EXPECT_EQ(rows[1].knowledge, "data");
  EXPECT_EQ(rows[1].source, "made up");
  r.interventions[0].effect[model::CrimeType::homicide].surface = "Lorenz shares of a city";
  EXPECT_EQ(assumption_rows(r)[1].source, "made up; share: Lorenz shares of a city");
  r.interventions[0].verified = false;
  EXPECT_EQ(assumption_rows(r)[1].knowledge, "analogy");
  r.interventions[0].process_only = true;
  EXPECT_TRUE(value_of(r, "intervention", "I19 Title: with a colon").starts_with("process only; unit cost"));
}

TEST(Assumptions, OfARunAreAllItsRecords) {
  const auto r = sample_results(2);
  const auto rows = assumption_rows(r);
  std::map<std::string, std::size_t> groups;
  for (const auto& row : rows) ++groups[row.group];
  EXPECT_EQ(groups["parameter"], model::registry().size());
  EXPECT_EQ(groups["intervention"], r.interventions.size());
  EXPECT_EQ(groups["global function"], model::function_count);
  EXPECT_EQ(groups["value"], model::crime_type_count);
}

TEST(Assumptions, OfAnOlderFileStandAsTheyAreWordedThere) {
  auto r = sample_results(2);
  r.worded_assumptions = {{"parameter", "scale_up", "uniform on [0.25, 1]", "analogy", "made up"}};
  const auto rows = assumption_rows(r);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].value, "uniform on [0.25, 1]");
}

/// Whatever a sentence says: the page warns because of what the start is.
TEST(Caution, ComesWithEveryStartThatIsNotBelieved) {
  using Kind = model::ProjectionStart::Kind;
  const auto warned = [](const model::ProjectionStart& start) {
    model::Results r;
    r.identity.start = start;
    return output::caution(r).has_value();
  };
  EXPECT_FALSE(warned(sample_start(Kind::posterior)));
  EXPECT_TRUE(warned(sample_start(Kind::first_estimates)));
  EXPECT_TRUE(warned(sample_start(Kind::mixed)));
  auto start = sample_start(Kind::posterior);
  start.other_data = {"calibration/data/homicide.csv"};
  EXPECT_TRUE(warned(start));
  start = sample_start(Kind::posterior);
  start.checks.stated = false;
  EXPECT_TRUE(warned(start));
  for (const auto& check : sample_failed_checks()) {
    start = sample_start(Kind::posterior);
    start.checks.failed = {check};
    EXPECT_TRUE(warned(start)) << check.quantity;
  }
}

}  // namespace
}  // namespace salus::tests
