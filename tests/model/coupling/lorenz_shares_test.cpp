#include "model/coupling/lorenz_shares.hpp"

#include <gtest/gtest.h>

#include "tests/model/coupling/city_after_a_year.hpp"

namespace salus::model {
namespace {

class LorenzShares : public testing::Test, protected tests::CityAfterAYear {};

TEST_F(LorenzShares, GrowWithCoverageAndWithKnowledge) {
  Intervention hot;
  Intervention everywhere;
  Intervention risky;
  hot.id = "I01";
  hot.city_target = MeasureTarget::hot_cells;
  hot.city_targets_a_unit = 1.0;
  hot.eligible_per_person = {Prior::Family::fixed, 0.002, 0.0, 0.002, 0.002, 0.0};
  everywhere.id = "I02";
  everywhere.city_target = MeasureTarget::all_cells;
  everywhere.city_targets_a_unit = 0.0225;
  everywhere.eligible_per_person = {Prior::Family::fixed, 1.0, 0.0, 1.0, 1.0, 0.0};
  risky.id = "I03";
  risky.city_target = MeasureTarget::risky_persons;
  risky.city_targets_a_unit = 1.0;
  risky.eligible_per_person = {Prior::Family::fixed, 0.01, 0.0, 0.01, 0.01, 0.0};
  Intervention none;
  none.id = "I04";
  const auto points = lorenz_shares({&hot, &everywhere, &risky, &none}, plan, city, memory, *executor);
  const auto share = [&](const char* id, bool best, double coverage, CrimeType type) {
    for (const auto& p : points)
      if (p.intervention == id && p.best == best && p.coverage == coverage && p.type == type) return p.share;
    ADD_FAILURE() << id << ' ' << coverage;
    return 0.0;
  };
  for (const auto& p : points) EXPECT_NE(p.intervention, "I04");
  for (const char* id : {"I01", "I03"}) {
    EXPECT_GT(share(id, true, 1.0, CrimeType::robbery), 3.0 * share(id, false, 1.0, CrimeType::robbery)) << id;
    for (const bool best : {true, false})
      for (std::size_t i = 0; i + 1 < surface_coverages.size(); ++i)
        EXPECT_LE(share(id, best, surface_coverages[i], CrimeType::robbery),
                  share(id, best, surface_coverages[i + 1], CrimeType::robbery))
            << id << i;
  }
  EXPECT_EQ(share("I02", true, 1.0, CrimeType::robbery), 1.0);
  EXPECT_EQ(share("I02", false, 1.0, CrimeType::partner_violence), 1.0);
  EXPECT_NEAR(share("I02", false, 0.5, CrimeType::partner_violence), 0.5,
              0.1);  // any half of the cells has half of what happens at home
}

}  // namespace
}  // namespace salus::model
