#include "calibration/synthesis/synthesis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "calibration/synthesis/simulate.hpp"
#include "model/core/statistics.hpp"
#include "tests/calibration/synthesis/small_evidence.hpp"
#include "tests/replicates.hpp"

namespace salus::calibration::synthesis {
namespace {

Settings short_chains() {
  Settings settings;
  settings.chain = {.chains = 2, .warm_up = 50, .draws = 60, .seed = 3};
  return settings;
}

double spread_of(std::vector<double> draws) {
  std::sort(draws.begin(), draws.end());
  return model::quantile(draws, 0.95) - model::quantile(draws, 0.05);
}

/// All that studies do not tell at once: no size, a bound, clustering ignored, a direction.
Evidence untold_evidence() {
  auto evidence = small_evidence();
  const auto add = [&](ErrorIs error_is, bool sized, int sign) {
    auto o = known_outcome(static_cast<std::uint32_t>(evidence.trials.size()), 1, 1, -0.4, 0.2);
    o.error_is = error_is;
    o.sign = sign;
    if (!sized) o.log_rr = {};
    if (error_is == ErrorIs::missing) o.standard_error = std::nan("");
    o.log_size = 4.0 + sign;
    evidence.trials.push_back("more");
    evidence.outcomes.push_back(o);
  };
  add(ErrorIs::at_most, true, 0);
  add(ErrorIs::too_small, true, 0);
  add(ErrorIs::missing, true, 0);
  add(ErrorIs::missing, false, 0);
  add(ErrorIs::missing, false, -1);
  add(ErrorIs::missing, false, 1);
  return evidence;
}

TEST(SynthesisFit, ThreadsChangeNothing) {
  const auto evidence = untold_evidence();
  const auto one = fit(evidence, short_chains(), *model::make_serial_executor());
  const auto three = fit(evidence, short_chains(), *model::make_thread_executor(3));
  EXPECT_EQ(one.weights, three.weights);
  ASSERT_EQ(one.draws.size(), three.draws.size());
  for (std::size_t i = 0; i < one.draws.size(); ++i) EXPECT_EQ(one.draws[i].state, three.draws[i].state);
  EXPECT_EQ(predict(one, evidence.outcomes[0], Predicted::published, 1),
            predict(three, evidence.outcomes[0], Predicted::published, 1));
}

TEST(SynthesisFit, DrawsFollowTheWeights) {
  const auto out = fit(untold_evidence(), short_chains(), *model::make_serial_executor());
  double sum = 0.0;
  for (const auto account : model::every<Selection>) {
    const auto count = static_cast<double>(
        std::count_if(out.draws.begin(), out.draws.end(), [&](const auto& draw) { return draw.selection == account; }));
    EXPECT_NEAR(count, 120.0 * out.weights[account], 1.0);
    sum += out.weights[account];
  }
  EXPECT_NEAR(sum, 1.0, 1e-12);
}

TEST(SynthesisFit, ARefitLeavesOutAccountsThatWeighNothing) {
  Synthesis full;
  full.weights = model::for_each_of<Selection, double>(
      {{Selection::none, 0.001}, {Selection::step, 0.3}, {Selection::slope, 0.699}});
  const auto settings = refit_settings(full, short_chains());
  EXPECT_EQ(settings.selection[Selection::none], 0.0);
  EXPECT_EQ(settings.selection[Selection::step], 0.45);
  EXPECT_EQ(settings.chain.chains, 1u);
  EXPECT_EQ(settings.chain.seed, 3u);
}

/// A further outcome of a trial goes where its first went, of a trial apart it does not; after the end of the treatment
/// nothing is left. The first lies 3 of its errors off the mean: a hundred times what 600 draws err by.
TEST(SynthesisPredictions, FollowWhatTheSameTrialFound) {
  auto evidence = small_evidence();
  auto first = known_outcome(static_cast<std::uint32_t>(evidence.trials.size()), 1, 1, -1.5, 0.1);
  evidence.trials.push_back("first");
  evidence.outcomes.push_back(first);
  auto settings = short_chains();
  settings.keep_items = true;
  settings.chain.draws = tests::replicates(std::size_t{300}, std::size_t{20});
  const auto out = fit(evidence, settings, *model::make_serial_executor());
  auto target = first;
  target.log_rr.reset();
  const auto of = [&](const Outcome& o) { return predict(out, o, Predicted::trial, 1, 4); };
  const auto same = of(target);
  target.trial = 1000;
  const auto other = of(target);
  target.treated = false;
  const auto ended = of(target);
  if (tests::watched) return;
  EXPECT_LT(model::mean(same), model::mean(other) - 0.2);
  EXPECT_LT(spread_of(same), spread_of(other));
  EXPECT_NEAR(model::mean(ended), 0.0, 0.03);
}

TEST(SynthesisFit, RefusesNothingToFit) {
  EXPECT_THROW(fit({}, short_chains(), *model::make_serial_executor()), std::invalid_argument);
}

/// A row that nobody tried is less known; a trial has its error besides; published trials find more than others.
TEST(SynthesisPredictions, AreAsWideAsWhatIsNotKnown) {
  const auto evidence = simulated_evidence({SelectionRule::significance_strong, -0.1, 0.1, 30, true}, 1, 1);
  auto settings = short_chains();
  settings.chain.draws = tests::replicates(std::size_t{300}, std::size_t{20});
  const auto out = fit(evidence, settings, *model::make_serial_executor());
  auto target = evidence.outcomes[0];
  target.standard_error = 0.3;
  const auto of = [&](Predicted what) { return predict(out, target, what, 1, 4); };
  EXPECT_EQ(of(Predicted::mean).size(), 4 * out.draws.size());
  if (tests::watched) return;
  const double mean = spread_of(of(Predicted::mean));
  const double effect = spread_of(of(Predicted::effect));
  EXPECT_LT(mean, effect);
  EXPECT_LT(effect, spread_of(of(Predicted::trial)));
  EXPECT_LT(model::mean(of(Predicted::published)), model::mean(of(Predicted::trial)) - 0.01);
  target.row = 5;
  EXPECT_LT(mean + 0.1, spread_of(of(Predicted::mean)));
}

}  // namespace
}  // namespace salus::calibration::synthesis
