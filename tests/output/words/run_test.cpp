/// What is said of a run: its start, checks of chains, failed draws.
#include "output/words/run.hpp"

#include <gtest/gtest.h>

#include "output/words/words.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

using Kind = model::ProjectionStart::Kind;

std::string said(const output::words::Message& message) { return output::words::english().text(message); }

TEST(RunWords, SayWhatAProjectionStartsFrom) {
  EXPECT_EQ(said(output::words::start_in_words(sample_start(Kind::first_estimates))),
            "first estimates, not calibrated");
  EXPECT_EQ(said(output::words::start_in_words(sample_start(Kind::posterior))),
            "posterior of 400 draws, data to 2019; its chains passed their check");
  EXPECT_EQ(said(output::words::start_in_words(sample_start(Kind::mixed))),
            "FIRST ESTIMATES for countries that the posterior lacks (BBB, CCC); for the others posterior of 400 draws, "
            "data to 2019; its chains passed their check");
  auto start = sample_start(Kind::posterior);
  start.rolled_from = 2020;
  EXPECT_EQ(said(output::words::start_in_words(start)),
            "posterior of 400 draws, data to 2019, rolled forward from 2020 by the law of the model (exposure is "
            "relative to then, and what a scenario says of parameters and loops holds from then); its chains passed "
            "their check");
  start.rolled_from.reset();
  start.checks.failed = sample_failed_checks();
  EXPECT_EQ(said(output::words::start_in_words(start)),
            "posterior of 400 draws, data to 2019; ITS CHECK FAILED (as-of-note: R-hat of jump_rate is 1.05, more than "
            "1.01; effective sample size in the tails of level[AAA] is 31, less than 400; now: effective sample size "
            "of drift is 210, less than 400): do not believe the intervals");
}

TEST(RunWords, SayWhyARunEnded) {
  const model::RunFailure failure(3, 200,
                                  {7, "KEN", "concept-note", 12, {model::DrawFault::Kind::unstable_loops, 1.5}});
  EXPECT_EQ(said(output::words::failure_in_words(failure)),
            "3 of 200 draws failed, more than 1 in 100; the first: draw 7, KEN, scenario concept-note, month 12: the "
            "total loop gain is 1.5, not below 1");
}

}  // namespace
}  // namespace salus::tests
