#include "output/words/chance.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "output/words/words.hpp"

namespace salus::tests {
namespace {

namespace words = output::words;

std::string said(const words::Text& text) { return words::english().text(text); }

TEST(Chance, HasNoFalsePrecision) {
  EXPECT_EQ(said(words::share_of_runs({0.0})), "no run");
  EXPECT_EQ(said(words::share_of_runs({0.004})), "under 1 %");
  EXPECT_EQ(said(words::share_of_runs({0.374})), "37 %");
  EXPECT_EQ(said(words::share_of_runs({0.997})), "over 99 %");
  EXPECT_EQ(said(words::share_of_runs({1.0})), "every run");
  EXPECT_EQ(said(words::share_of_runs({std::numeric_limits<double>::quiet_NaN()})), "not known");
}

TEST(Chance, StandsInASentence) {
  EXPECT_EQ(said(words::in_share_of_runs({0.374})), "in 37 % of runs");
  EXPECT_EQ(said(words::in_share_of_runs({0.0})), "in no run");
  EXPECT_EQ(said(words::in_share_of_runs({0.003})), "in under 1 % of runs");
  EXPECT_EQ(said(words::in_share_of_runs({0.9999})), "in over 99 % of runs");
  EXPECT_EQ(said(words::in_share_of_runs({1.0})), "in every run");
}

TEST(Chance, CountsRunsWhereThereAreEnough) {
  EXPECT_EQ(said(words::in_runs(0.028, 1000)), "in 28 of 1,000 runs");
  EXPECT_EQ(said(words::in_runs(1e-9, 1000)), "in 1 of 1,000 runs");
  EXPECT_EQ(said(words::in_runs(1.0 - 1e-9, 1000)), "in 999 of 1,000 runs");
  EXPECT_EQ(said(words::in_runs(0.5, 99)), "in 50 % of runs");
  EXPECT_EQ(said(words::in_runs(1.0, 1000)), "in every run");
}

}  // namespace
}  // namespace salus::tests
