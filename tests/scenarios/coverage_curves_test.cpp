/// The bundled curves of coverage: what every result rests on unless it says otherwise.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::tests {
namespace {

const model::ResponseSurface& bundled_curves() {
  static const model::ResponseSurface curves = [] {
    model::Diagnostics findings;
    auto read = scenarios::read_surface(scenario_file("scenarios/evidence/coverage_curves.csv"), "curves", findings);
    EXPECT_TRUE(findings.empty());
    return read;
  }();
  return curves;
}

/// Share at so many parts of all targets, evenly.
std::vector<double> shares_of(const model::CoverageCurve& curve) {
  std::vector<double> shares;
  for (int i = 0; i <= 200; ++i) shares.push_back(curve.at(i / 200.0));
  return shares;
}

TEST(CoverageCurves, CoverEveryCellOfEveryRowWithATarget) {
  model::Evidence evidence = *bundled_vocabulary().evidence;
  model::apply(bundled_curves(), evidence);
  for (const auto& row : evidence.interventions)
    for (const auto k : model::every<model::CrimeType>) {
      const auto& cell = row.effect[k];
      if (cell.share <= 0.0) continue;
      EXPECT_EQ(cell.curve.has_value(), row.city_target != model::MeasureTarget::none && !cell.of_area)
          << row.id << ' ' << model::crime_type_names[k]
          << ": a kind of target without a curve; make the table again (scenarios/evidence/README.md)";
      if (!cell.curve) continue;
      EXPECT_EQ(cell.curve->median.ahead == 0.0, row.city_targeting == model::Targeting::random) << row.id;
    }
}

TEST(CoverageCurves, AreMonotoneConcaveForTheBestAndStraightForAny) {
  for (const auto& [target, type, prior, echo_any] : bundled_curves().curves)
    for (const double luck : {-2.0, 0.0, 2.0}) {
      const auto curve = model::moved(prior.median, prior, &model::CurveSpread::city, {.concentration = luck});
      const auto best = shares_of(curve);
      auto any = curve;
      any.ahead = 0.0;
      const auto straight = shares_of(any);
      for (std::size_t i = 1; i + 1 < best.size(); ++i) {
        EXPECT_GE(best[i], best[i - 1]);
        EXPECT_LE(best[i + 1] - best[i], best[i] - best[i - 1] + 1e-12);
        EXPECT_GE(best[i], straight[i] - 1e-12) << "the best account for no less than any";
        EXPECT_NEAR(straight[i + 1] - straight[i], straight[1], 1e-12);
      }
    }
}

TEST(CoverageCurves, SayWhatMadeThem) {
  const auto& label = bundled_curves().label;
  EXPECT_EQ(label, "curves of agents in 30 designed cities of 10 laws and the centre of all, synthetic geography");
  for (const auto& [target, type, prior, echo_any] : bundled_curves().curves) {
    // Of several cities: levels and spreads are found, not assumed.
    EXPECT_GT(prior.by_level.sd, 0.0);
    EXPECT_GT(prior.echo, 0.5);
    EXPECT_LT(prior.echo, 2.5);
  }
}

}  // namespace
}  // namespace salus::tests
