/// Files before format 3 say in words what the run started from and why draws failed. Texts as programs of then wrote
/// them.
#include <gtest/gtest.h>

#include "output/results_layout.hpp"
#include "output/words/run.hpp"
#include "output/words/words.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

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

}  // namespace
}  // namespace salus::tests
