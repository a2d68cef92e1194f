/// Every family of priors says its numbers, and all their digits.
#include "output/words/prior.hpp"

#include <gtest/gtest.h>

#include "output/words/words.hpp"

namespace salus::output::words {
namespace {

using namespace model::priors;

std::string said(const model::Prior& prior) { return english().text(prior_in_words(prior)); }

TEST(PriorInWords, SaysFamilyNumbersAndBounds) {
  EXPECT_EQ(said(fixed(0.25)), "fixed at 0.25");
  EXPECT_EQ(said(uniform_on(0.0, 1234567.0)), "uniform on [0, 1234567]");
  EXPECT_EQ(said(normal(-0.01, 0.006, -0.05, 0.03)), "normal(mean -0.01, sd 0.006) on [-0.05, 0.03]");
  EXPECT_EQ(said(lognormal(0.3, 0.5, 0.0, 2.0)), "lognormal(median 0.3, log sd 0.5) on [0, 2]");
  EXPECT_EQ(said(share(0.365, 0.3, 0.1, 0.7)), "logit-normal(median 0.365, logit sd 0.3) on [0.1, 0.7]");
  EXPECT_EQ(said({model::Prior::Family::spike_lognormal, 0.2, 0.8, 0.0, 3.0, 0.5}),
            "0 with probability 0.5, else lognormal(median 0.2, log sd 0.8) on [0, 3]");
}

}  // namespace
}  // namespace salus::output::words
