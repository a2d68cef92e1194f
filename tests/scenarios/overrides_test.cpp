/// Every parameter that a scenario may set changes what it achieves, and every one that it may not would change
/// nothing: noise is shared.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "calibration/country_inputs.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/parameters/parameters.hpp"
#include "scenarios/scenario_reader.hpp"
#include "tests/calibration/bundled_tables.hpp"
#include "tests/model/run/run_sample.hpp"
#include "tests/replicates.hpp"
#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::scenarios {
namespace {

using namespace model;

constexpr std::uint32_t few_draws = tests::replicates(16, 2);

/// Both halves, all six functions, a split that is drawn, a survey; its own settings.
Scenario with_everything(std::string id, std::vector<Override> overrides) {
  model::Diagnostics findings;
  auto s = read_scenario(tests::scenario_file("scenarios/bundled/concept-note.yaml"), "concept-note.yaml",
                         tests::bundled_vocabulary(), findings);
  s->id = s->title = std::move(id);
  s->budget.drawn_split = {{true, true}};
  BudgetLine survey = s->budget.lines.back();  // a local line
  survey.item = survey_item;
  s->budget.lines.push_back(survey);
  s->overrides = std::move(overrides);
  return *s;
}

/// Everything that the results say of one scenario.
std::vector<Single> all_results(const Results& r, const tests::MemoryStore& store, std::size_t scenario) {
  std::vector<Single> values;
  for (std::size_t l = 0; l < r.locations.size(); ++l) {
    const auto some = tests::all_of(r, l, scenario);
    values.insert(values.end(), some.begin(), some.end());
  }
  for (const auto i : every<Indicator>) {
    const auto row = r.indicators.row(i, ScenarioIndex(static_cast<std::uint32_t>(scenario)));
    values.insert(values.end(), row.begin(), row.end());
  }
  for (const auto& [name, part] : store.kept)
    for (const auto& entry : part.entries)
      if (entry.scenario == scenario) values.insert(values.end(), {entry.z, entry.log_ratio, entry.survey_z});
  return values;
}

TEST(Overrides, AScenarioMaySetWhatChangesItAndNothingElse) {
  RunPlan plan;
  plan.countries =
      calibration::make_country_inputs(calibration::read_tables(calibration::bundled_texts()), View::as_of_note, 2020);
  plan.evidence = *tests::bundled_vocabulary().evidence;
  plan.draws = few_draws;
  plan.isa = best_isa();
  // Which parameters matter is judged with all of them; the code is the same for a few.
  const std::vector<Record<Parameter>> records(registry().begin(),
                                               tests::watched ? registry().begin() + 8 : registry().end());
  constexpr std::size_t chunk = 24;
  for (std::size_t first = 0; first < records.size(); first += chunk) {
    // Beside each setting stands the same plan as drawn, where global functions act in every draw.
    const Override acting{Parameter::joint_effect, 1.0};
    plan.scenarios = {Scenario{}, with_everything("drawn", {acting})};
    plan.scenarios[0].id = "none";
    const std::size_t last = std::min(records.size(), first + chunk);
    for (std::size_t i = first; i < last; ++i) {
      std::vector<Override> overrides{{records[i].id, quantile(records[i].prior, 0.2)}};
      if (records[i].id != Parameter::joint_effect) overrides.push_back(acting);
      plan.scenarios.push_back(with_everything(std::string(records[i].name), overrides));
    }
    const auto executor = make_thread_executor(2);
    Ensemble ensemble(plan, *executor);
    tests::MemoryStore store;
    tests::QuietObserver observer;
    ensemble.run(store, observer);
    const auto r = *ensemble.fold(store, observer);
    const auto drawn = all_results(r, store, 1);
    for (std::size_t i = first; i < last; ++i) {
      const auto& record = records[i];
      const auto set = all_results(r, store, 2 + i - first);
      if (tests::watched) continue;
      if (record.part == Part::scenario)
        EXPECT_FALSE(tests::same_bits(set, drawn)) << record.name << " does nothing: it would be a silent setting";
      else EXPECT_TRUE(tests::same_bits(set, drawn)) << record.name << " does something: let scenarios set it";
    }
  }
}

}  // namespace
}  // namespace salus::scenarios
