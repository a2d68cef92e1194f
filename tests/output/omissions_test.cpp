/// What matters and what does not: the verdict by hand, and its table.
#include "output/omissions.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

using output::OmissionVerdict;

/// A middle of about 1,000 over 64 draws that are 10 apart, and the same draws moved by `change`, by up to `scatter`
/// each in no order.
output::OmissionRow without_loops(double change, double scatter) {
  model::Omissions o;
  for (std::uint32_t d = 0; d < 64; ++d) {
    const double averted = 680.0 + 10.0 * d;
    o.as_it_is.push_back(averted);
    o.without[model::Omission::loops].push_back(averted + change + scatter * std::sin(2.0 + 5.0 * d * d));
  }
  const auto rows = output::omission_rows(o);
  EXPECT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].verdict, OmissionVerdict::not_there);
  EXPECT_TRUE(std::isnan(rows[1].without.value));
  return rows[0];
}

/// Either verdict holds at two errors to the other side too; between them so few draws do not tell.
TEST(Omissions, MatterWhereTheyMoveTheMiddleByMoreThanALittleByTwoErrors) {
  const auto row = without_loops(-60.0, 0.0);
  EXPECT_DOUBLE_EQ(row.as_it_is.value, 995.0);
  EXPECT_DOUBLE_EQ(row.without.value, 935.0);
  EXPECT_DOUBLE_EQ(row.difference.value, -60.0);
  EXPECT_NEAR(row.difference.error, 0.0, 1e-9);
  EXPECT_EQ(row.verdict, OmissionVerdict::little);
  EXPECT_EQ(without_loops(-100.0, 0.0).verdict, OmissionVerdict::matters);  // beyond a tenth of 995
  EXPECT_EQ(without_loops(99.0, 0.0).verdict, OmissionVerdict::little);
  EXPECT_EQ(without_loops(0.0, 2000.0).verdict, OmissionVerdict::not_told);  // no difference, and an error of hundreds
  EXPECT_EQ(without_loops(2000.0, 200.0).verdict, OmissionVerdict::matters);
  const auto below = without_loops(95.0, 60.0);  // two errors more are not little, and it is beyond two errors
  EXPECT_GT(std::abs(below.difference.value) + 2.0 * below.difference.error, 99.5);
  EXPECT_LT(std::abs(below.difference.value), 99.5);
  EXPECT_GT(std::abs(below.difference.value), 2.0 * below.difference.error);
  EXPECT_EQ(below.verdict, OmissionVerdict::not_told);
  const auto beyond = without_loops(130.0, 60.0);  // two errors less are little
  EXPECT_LT(std::abs(beyond.difference.value) - 2.0 * beyond.difference.error, 99.5);
  EXPECT_GT(std::abs(beyond.difference.value), 99.5);
  EXPECT_EQ(beyond.verdict, OmissionVerdict::not_told);
  EXPECT_EQ(without_loops(std::nan(""), 0.0).verdict, OmissionVerdict::not_computed);
}

TEST(Omissions, StandInATable) {
  auto r = sample_results(2);
  constexpr const char* header =
      "scenario,left_out,draws,q50_as_it_is,q50_without,difference,monte_carlo_error,verdict\n";
  r.omissions->as_it_is = {100.0, 100.0};
  r.omissions->without[model::Omission::loops] = {50.0, 50.0};
  r.omissions->without[model::Omission::posterior].clear();
  EXPECT_EQ(output::omission_table(r),
            header + std::string("concept-note,loops,2,100.000,50.000,-50.000,0.000,matters\n"
                                 "concept-note,posterior,2,100.000,,,,not_there\n"));
  r.omissions.reset();
  EXPECT_EQ(output::omission_table(r), header);
}

}  // namespace
}  // namespace salus::tests
