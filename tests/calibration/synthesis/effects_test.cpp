#include "calibration/synthesis/effects.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "calibration/statistics.hpp"
#include "tests/calibration/synthesis/simple_evidence.hpp"
#include "tests/calibration/synthesis/small_evidence.hpp"

namespace salus::calibration::synthesis {
namespace {

using model::CrimeType;

/// Two draws made by hand: mean, rows, cells, design.
Synthesis by_hand(const Evidence& evidence) {
  Synthesis out;
  out.frame = make_frame(evidence);
  for (const double off : {-0.1, 0.1}) {
    SynthesisDraw draw;
    draw.state.tau = 0.2;
    draw.state.omega = 0.15;
    draw.state.beta.assign(out.frame.columns.size(), 0.0);
    draw.state.beta[out.frame.column_of.at({Group::mean, 0})] = -0.2 + off;
    draw.state.beta[out.frame.column_of.at({Group::row, 1})] = 2.0 * off;
    draw.state.beta[out.frame.column_of.at({Group::design, model::index(Design::quasi)})] = -5.0;
    for (int i = 0; i < 500; ++i) out.draws.push_back(draw);
  }
  return out;
}

const std::vector<EffectOf> cells{{"I01", CrimeType::robbery},
                                  {"I01", CrimeType::property},
                                  {"I02", CrimeType::robbery},
                                  {"I01", CrimeType::homicide},
                                  {"I09", CrimeType::robbery}};

TEST(SynthesisEffects, ErrorsAddUpToThoseOfTheCell) {
  auto evidence = small_evidence();
  const auto all = effects(by_hand(evidence), evidence, cells);
  ASSERT_EQ(all.size(), cells.size());
  EXPECT_NEAR(all[0].log_rr, -0.2, 1e-12);  // what is told by quasi-experiments alone is not in it
  EXPECT_EQ(all[0].trials, 2u);
  EXPECT_EQ(all[0].outcomes, 2u);
  EXPECT_EQ(all[1].outcomes, 1u);
  // Rows stand at -0.2 + off and -0.2 + 3 off, off 0.1 either way: their covariance, 0.03, is more than the variance of
  // the first, 0.01, which is then all that is common, and less than that of the second, 0.09.
  EXPECT_NEAR(all[0].common_sd, 0.1, 1e-4);
  EXPECT_NEAR(all[2].common_sd, std::sqrt(0.03), 1e-4);
  EXPECT_NEAR(std::hypot(all[2].common_sd, std::hypot(all[2].row_sd, all[2].cell_sd)), 0.3, 1e-3);
  EXPECT_NEAR(all[2].cell_sd, 0.0, 1e-6);
  EXPECT_NEAR(all[0].between_sd, 0.25, 0.01);  // of places and of outcomes in one
}

/// Trials of the first row by three teams.
Evidence tested_evidence() {
  auto evidence = small_evidence();
  evidence.trials.push_back("d");
  evidence.teams = {"one", "two", "three"};
  evidence.outcomes[1].team = 1;
  evidence.outcomes.push_back(known_outcome(3, 0, 0, -0.2, 0.2));
  evidence.outcomes.back().team = 2;
  return evidence;
}

/// Of both rows fewer than three teams have trials; a third team's of the first makes it a row that was tested.
TEST(SynthesisEffects, ARowThatFewTeamsTriedIsDrawnWide) {
  auto evidence = small_evidence();
  auto all = effects(by_hand(evidence), evidence, cells);
  EXPECT_TRUE(all[0].untested);
  EXPECT_GE(all[0].row_sd, 0.2);
  evidence = tested_evidence();
  evidence.outcomes.back().team = 0;
  EXPECT_TRUE(effects(by_hand(evidence), evidence, cells)[0].untested) << "three trials of two teams";
  evidence = tested_evidence();
  all = effects(by_hand(evidence), evidence, cells);
  EXPECT_FALSE(all[0].untested);
  EXPECT_LT(all[0].row_sd, 0.01);
  EXPECT_TRUE(all[2].untested);
}

/// Robbery, property crime and serious assault make up all crime; homicide is too small a part of it to follow.
TEST(SynthesisEffects, StudiesOfAllCrimeReachWhatItIsMadeOf) {
  auto evidence = small_evidence();
  evidence.crime_types[1] = "all_crime";
  auto asked = cells;
  asked.push_back({"I01", CrimeType::serious_assault});
  const auto all = effects(by_hand(evidence), evidence, asked);
  EXPECT_EQ(all[0].basis, Basis::its_crime);
  for (const std::size_t at : {1u, 5u}) {
    EXPECT_EQ(all[at].basis, Basis::all_crime);
    EXPECT_EQ(all[at].trials, 1u);
    EXPECT_NEAR(all[at].log_rr, -0.2, 1e-12);
    EXPECT_NEAR(all[at].cell_sd, 0.15, 1e-9);  // the prior's, since these draws say none
  }
  EXPECT_EQ(all[3].basis, Basis::no_study);
  EXPECT_EQ(all[4].basis, Basis::no_row_study);
}

double square(double x) { return x * x; }

/// As the two cells of the first row, which three teams tested; the second row, drawn wide by rule, tells nothing.
TEST(SynthesisEffects, WhatNoStudyIsAboutIsAsFarFromNoneAsWhatWasTestedEitherWay) {
  const auto evidence = tested_evidence();
  const auto all = effects(by_hand(evidence), evidence, cells);
  ASSERT_FALSE(all[1].untested);
  ASSERT_TRUE(all[2].untested);
  const auto together = [&](double Effect::*part) {
    return std::sqrt((square(all[0].*part) + square(all[1].*part)) / 2);
  };
  for (const std::size_t at : {3u, 4u}) {
    EXPECT_EQ(all[at].log_rr, 0.0);
    EXPECT_EQ(all[at].trials, 0u);
    for (const auto part : {&Effect::common_sd, &Effect::row_sd, &Effect::between_sd})
      EXPECT_NEAR(all[at].*part, together(part), 1e-12);
    const double own = std::hypot(together(&Effect::cell_sd), together(&Effect::log_rr));
    EXPECT_NEAR(all[at].cell_sd, own, 1e-12);
  }
}

TEST(SynthesisEffects, WhereNothingWasTestedWhatNoStudyIsAboutIsAsFarFromNoneAsTheRest) {
  const auto evidence = small_evidence();
  const auto all = effects(by_hand(evidence), evidence, cells);
  double squares = 0.0;
  for (const std::size_t at : {0u, 1u, 2u}) squares += square(all[at].log_rr) + square(all[at].sd());
  for (const std::size_t at : {3u, 4u}) EXPECT_NEAR(all[at].sd(), std::sqrt(squares / 3.0), 1e-12);
}

/// The four errors together are those of a new place, drawn directly. Of 1,600 draws the sd of a sample errs by 1.8 %
/// (1 / sqrt(2 x 1600)), and the tails of places by as much again: 10 % is four of that.
TEST(SynthesisEffects, ErrorsTogetherAreThoseOfANewPlace) {
  const auto world = simple_evidence::world(5, 8, 3);
  Settings settings;
  settings.chain = {.chains = 1, .warm_up = 150, .draws = 200, .seed = 1};
  const auto fitted = fit(world.evidence, settings, *model::make_serial_executor());
  std::vector<EffectOf> asked;
  for (const auto& row : world.evidence.rows) asked.push_back({row, CrimeType::robbery});
  const auto all = effects(fitted, world.evidence, asked);
  for (const auto& effect : all) {
    const auto outcome = std::find_if(world.evidence.outcomes.begin(), world.evidence.outcomes.end(),
                                      [&](const Outcome& o) { return world.evidence.rows[o.row] == effect.of.row; });
    Outcome target = *outcome;
    target.implementer = Implementer::demonstration;
    target.source = OutcomeSource::administrative;
    target.reporter = Reporter::record;
    auto draws = predict(fitted, target, Predicted::effect, 7, 8);
    std::sort(draws.begin(), draws.end());
    const double direct = (quantile(draws, 0.95) - quantile(draws, 0.05)) / 3.2897072539029444;
    EXPECT_FALSE(effect.untested);
    EXPECT_NEAR(effect.sd() / direct, 1.0, 0.1) << effect.of.row;
    EXPECT_GT(std::abs(2.0 * effect.sd() / direct - 1.0), 0.1) << "and one of twice the size is not";
  }
}

/// Means of demonstrations are -0.3 and -0.1, routine adds 0.06 to both: it keeps 0.8 and 0.4.
TEST(SynthesisEffects, RoutineKeepsWhatItsCoefficientLeaves) {
  auto evidence = small_evidence();
  evidence.outcomes[0].implementer = Implementer::routine;
  auto fitted = by_hand(evidence);
  for (auto& draw : fitted.draws) {
    draw.state.beta[fitted.frame.column_of.at({Group::row, 1})] = 0.0;
    draw.state.beta[fitted.frame.column_of.at({Group::implementer, model::index(Implementer::routine)})] = 0.06;
  }
  const Shared all = shared(fitted, evidence);
  EXPECT_NEAR(all.routine_keeps[1], 0.4, 1e-12);
  EXPECT_NEAR(all.routine_keeps[2], 0.8, 1e-12);
  EXPECT_NEAR(all.tau[0], 0.2, 1e-12);
  EXPECT_NEAR(all.omega[0], 0.15, 1e-12);
  const auto none = small_evidence();
  EXPECT_NEAR(shared(by_hand(none), none).routine_keeps[0], 1.0, 1e-12) << "nothing was routine";
}

TEST(SynthesisEffects, StandInATable) {
  Effect effect{.of = {"I02", CrimeType::robbery}, .basis = Basis::its_crime, .log_rr = -0.25, .common_sd = 0.05};
  effect.row_sd = 0.1;
  effect.between_sd = 0.2;
  effect.trials = 3;
  effect.outcomes = 4;
  effect.untested = true;
  EXPECT_EQ(effects_table({effect, {.of = {"I09", CrimeType::homicide}, .cell_sd = 0.3}}),
            "intervention,crime_type,log_rr,common_sd,row_sd,cell_sd,between_sd,trials,outcomes,source\n"
            "I02,robbery,-0.2500,0.0500,0.1000,0.0000,0.2000,3,4,synthesis of studies.csv (untested in numbers)\n"
            "I09,homicide,0.0000,0.0000,0.0000,0.3000,0.0000,0,0,no study of this row: none either way\n");
}

}  // namespace
}  // namespace salus::calibration::synthesis
