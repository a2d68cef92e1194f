#include "model/coupling/lorenz_shares.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/coupling/city_after_a_year.hpp"

namespace salus::model {
namespace {

constexpr std::size_t last = curve_parts.size() - 1;

class LorenzSharesOfACity : public testing::Test, protected tests::CityAfterAYear {
 protected:
  std::vector<LorenzShares> of(const std::vector<MeasureTarget>& kinds, Targeting how) {
    return lorenz_shares(kinds, how, 1, plan, city, memory, *executor);
  }
};

TEST_F(LorenzSharesOfACity, GrowWithCoverageAndWithKnowledge) {
  const std::vector<MeasureTarget> kinds{MeasureTarget::hot_cells, MeasureTarget::risky_persons,
                                         MeasureTarget::couples};
  const auto best = of(kinds, Targeting::best);
  const auto any = of(kinds, Targeting::random);
  ASSERT_EQ(best.size(), kinds.size());
  for (std::size_t n = 0; n < kinds.size(); ++n) {
    EXPECT_EQ(best[n].target, kinds[n]);
    EXPECT_EQ(best[n].targets[last], best[n].all_targets);
    const CrimeType type = n == 2 ? CrimeType::partner_violence : CrimeType::robbery;
    EXPECT_EQ(best[n].share(last, type), any[n].share(last, type));  // all of them are the same ones
    for (std::size_t i = 0; i < last; ++i) EXPECT_LE(best[n].share(i, type), best[n].share(i + 1, type));
    EXPECT_GT(best[n].share(12, type), (n == 2 ? 1.3 : 3.0) * any[n].share(12, type)) << n;  // a tenth of them
  }
  EXPECT_EQ(best[0].share(last, CrimeType::robbery), 1.0);  // everything in public happens in some cell
}

TEST_F(LorenzSharesOfACity, AnyTargetsAccountForTheirPart) {
  // Straight: any half of the cells has half of what happens at home, any fifth a fifth. Cells differ, so the bound is
  // of the spread between draws of cells (five standard errors of it; false alarm below 1e-5).
  const auto any = of({MeasureTarget::all_cells}, Targeting::random).front();
  for (const std::size_t i : {13u, 15u}) EXPECT_NEAR(any.share(i, CrimeType::partner_violence), any.part(i), 0.1) << i;
}

}  // namespace
}  // namespace salus::model
