/// Files before format 3 say in words what the run started from and why draws failed. Texts as programs of then wrote
/// them. And files of every format as they were written: what is read of them stays the same.
#include <gtest/gtest.h>

#include <cmath>

#include "output/figures.hpp"
#include "output/hdf5.hpp"
#include "output/results_layout.hpp"
#include "output/words/run.hpp"
#include "output/words/words.hpp"
#include "tests/calibration/bundled_tables.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

using output::Hdf5Reader;
using Kind = model::ProjectionStart::Kind;
using output::layout::fault_of_words;
using output::layout::start_of_words;

std::string said(const output::words::Message& message) { return output::words::english().text(message); }

TEST(OlderWords, AreReadAsTheStartThatTheyMean) {
  std::vector<model::ProjectionStart> starts;
  for (const auto kind : {Kind::first_estimates, Kind::posterior, Kind::mixed}) starts.push_back(sample_start(kind));
  starts.push_back(sample_start(Kind::first_estimates));
  starts.back().posterior_has_no_such_start = true;
  for (const auto kind : {Kind::posterior, Kind::mixed}) {
    starts.push_back(sample_start(kind));
    starts.back().checks.failed = sample_failed_checks();
    starts.back().checks.failed[1].value = 31.0;  // whole numbers were said
    starts.push_back(sample_start(kind));
    starts.back().checks.stated = false;
  }
  for (const auto& start : starts) EXPECT_EQ(start_of_words(said(output::words::start_in_words(start))), start);
  // As a file of result version 3 has it.
  const auto bundled = start_of_words("posterior of 400 draws, data to 2019; its chains passed their check");
  ASSERT_TRUE(bundled.has_value());
  EXPECT_TRUE(bundled->believed());
}

/// Their notes began with what the page says of the kind.
TEST(OlderWords, OfInitiativesSayNothingTwice) {
  std::vector<model::Initiative> initiatives(3);
  initiatives[0].note = "acts on adoption";
  initiatives[1].note = "named process-only: no effect of its own";
  initiatives[2].note = "a survey acts on nothing";
  output::layout::shorten_notes(initiatives);
  EXPECT_EQ(initiatives[0].note, "adoption");
  EXPECT_EQ(initiatives[1].note, "no effect of its own");
  EXPECT_EQ(initiatives[2].note, "a survey acts on nothing");
}

TEST(OlderWords, OfNoKnownMeaningAreRefused) {
  for (const char* text :
       {"", "calibrated", "first estimates, not calibrated!", "posterior of 400 draws",
        "posterior of many draws, data to 2019; its chains passed their check",
        "posterior of 400 draws, data to 2019; its chains passed", "FIRST ESTIMATES for countries",
        "posterior of 400 draws, data to 2019; ITS CHECK FAILED (R-hat is bad): do not believe the intervals"})
    EXPECT_FALSE(start_of_words(text).has_value()) << text;
}

TEST(OlderWords, OfFailedDrawsAreReadAsFaults) {
  using FaultKind = model::DrawFault::Kind;
  for (const auto& fault :
       {model::DrawFault{FaultKind::contradicting_stocks, 0.0}, model::DrawFault{FaultKind::unstable_loops, 1.25},
        model::DrawFault{FaultKind::not_conserved, 0.0}})
    EXPECT_EQ(fault_of_words(said(output::words::fault_in_words(fault))), fault);
  EXPECT_EQ(fault_of_words("a message").kind, FaultKind::unstated);
  EXPECT_EQ(fault_of_words("the total loop gain is high").kind, FaultKind::unstated);
}

/// Files of earlier releases. They must be readable, with this content, for as long as their format is; the files are
/// never changed.
model::Results frozen(const std::string& name) {
  const auto folder = std::filesystem::path(SALUS_SOURCE_DIR) / "tests/output/frozen";
  const Hdf5Reader file(calibration::read_file(folder / (name + ".h5")));
  EXPECT_EQ(file.content_hash() + "\n", calibration::read_file(folder / (name + ".hash")));
  output::Provenance p;
  const auto r = output::read_results(file, p);
  EXPECT_EQ(p.program_version, "9.9.9");
  return r;
}

TEST(Frozen, FormatOneIsReadAsItWas) {
  const auto r = frozen("format-1");
  EXPECT_EQ(r.scenarios.size(), 2u);
  EXPECT_FALSE(r.scenarios[1].money.empty());
  EXPECT_TRUE(r.indicators.empty() && r.cities.empty() && r.worded_assumptions.empty() && r.initiatives.empty() &&
              r.parameters.empty() && r.interventions.empty() && r.harm_values.empty() &&
              r.scenarios[1].lines.empty() && r.countries[0].cities.empty());
  EXPECT_TRUE(r.halving.back().prevalence_probability.empty());
  EXPECT_EQ(r.quantiles.size(),
            r.locations.size() * model::targets().size() * 2 * model::horizon_years * model::quantile_levels.size());
  // It can be kept again, and still has no new parts.
  output::Provenance p;
  EXPECT_TRUE(output::read_results(Hdf5Reader(output::results_bytes(r, sample_provenance())), p).indicators.empty());
}

TEST(Frozen, FormatTwoIsReadAsItWas) {
  const auto r = frozen("format-2");
  ASSERT_EQ(r.scenarios.size(), 4u);
  EXPECT_EQ(r.indicators.size(), model::indicators().size() * 4 * r.identity.draws);
  EXPECT_EQ(r.cities.size(), 6u);
  EXPECT_EQ(r.countries[0].cities[0].name, "=Port & <Bay>");
  EXPECT_EQ(r.scenarios[3].lines.size(), 3u);
  // In place of records it has words, and titles are cut out of them.
  EXPECT_EQ(r.worded_assumptions.size(), 5u);
  EXPECT_TRUE(r.parameters.empty() && r.functions.empty() && r.harm_values.empty());
  EXPECT_EQ(output::item_label(r, model::Half::local_delivery, "I09"), "I09 Street work");
  EXPECT_EQ(r.identity.start, model::ProjectionStart());  // result version 1 had no posterior to start from
}

/// Written by the last program of format 2, whose result version was 3.
TEST(Frozen, WordsOfFormatTwoAreReadAsValues) {
  const auto r = frozen("format-2-words");
  auto start = sample_start(model::ProjectionStart::Kind::mixed);
  start.checks.failed = sample_failed_checks();
  start.checks.failed[1].value = 31.0;
  EXPECT_EQ(r.identity.start, start);
  EXPECT_EQ(r.identity.without, (model::EnumArray<bool, model::Loop>({false, true, false, false})));
  ASSERT_EQ(r.identity.backtest.size(), 2u);
  EXPECT_EQ(r.identity.backtest[1].faults,
            (std::vector{model::ForecastFault::coverage, model::ForecastFault::gain_not_settled}));
  ASSERT_EQ(r.failures.size(), 3u);
  EXPECT_EQ(r.failures[1].fault, (model::DrawFault{model::DrawFault::Kind::unstable_loops, 1.25}));
  EXPECT_EQ(r.failures[2].fault.kind, model::DrawFault::Kind::not_conserved);
  EXPECT_GT(r.worded_assumptions.size(), 100u);
  EXPECT_EQ(output::item_label(r, model::Half::local_delivery, "I01"), "I01 Intervention I01");
}

TEST(Frozen, FormatThreeIsReadAsItWas) {
  const auto r = frozen("format-3");
  auto start = sample_start(model::ProjectionStart::Kind::mixed);
  start.checks.failed = sample_failed_checks();
  EXPECT_EQ(r.identity.start, start);
  EXPECT_EQ(r.identity.backtest.size(), 2u);
  EXPECT_EQ(r.parameters.size(), 97u);
  EXPECT_EQ(r.parameters[0].drawn.posterior, (model::Interval{0.0031, 0.0042, 0.0055}));
  EXPECT_EQ(r.parameters[3].unit, model::Unit::month);
  // Under the names of today, whatever they were then; what is another quantity now is not a number.
  const model::ScenarioIndex last(3u);
  const model::DrawIndex draw(0u);
  EXPECT_GT(r.indicators(model::Indicator::adoption_hazard_outside, last, draw), 0.02);
  EXPECT_GT(r.indicators(model::Indicator::exit_hazard_inside, last, draw), 0.02);
  EXPECT_TRUE(std::isnan(r.indicators(model::Indicator::global_dalys_averted, last, draw)));
  EXPECT_FALSE(r.parameters[0].draws);
  EXPECT_EQ(r.interventions[0].title, "Lighting");
  EXPECT_EQ(r.interventions[0].effect[model::CrimeType::homicide].share, 0.3);
  EXPECT_EQ(r.functions.size(), model::function_count);
  EXPECT_EQ(r.harm_values.size(), model::crime_type_count);
  EXPECT_EQ(r.failures[0].fault, (model::DrawFault{model::DrawFault::Kind::unstable_loops, 1.25}));
}

}  // namespace
}  // namespace salus::tests
