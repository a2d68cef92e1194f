#pragma once
/// Results of the small made-up world, computed by the real engine.
#include "model/run/ensemble.hpp"
#include "output/results_file.hpp"
#include "tests/model/sample_world.hpp"

namespace salus::tests {

inline model::Results sample_results(std::uint32_t draws = 8) {
  model::RunPlan plan = sample_plan(draws);
  plan.countries[0].name = "Côte <d'Ivoire> & \"Sons\"";
  plan.scenarios[1].title = "</title><script>alert(1)</script> & both";
  plan.scenarios[1].story = "A story with 'quotes' and <b>tags</b>.";
  plan.scenarios[1].sources = {"source one", "source <two>"};
  const auto executor = model::make_serial_executor();
  const model::Ensemble ensemble(plan, *executor);
  MemoryStore store;
  QuietObserver observer;
  ensemble.run(store, observer);
  model::Results r = model::assemble(plan, {ensemble.money(0), ensemble.money(1)}, store);
  r.identity.input_hashes = {{"a.csv", std::string(64, 'a')}, {"b.csv", std::string(64, 'b')}};
  r.identity.scenario_texts = {"text of the first\n", "text of the second\n"};
  return r;
}

inline output::Provenance sample_provenance() { return {"9.9.9", "some compiler", "Release", "./salus demo", "2020-01-01T00:00:00Z", "scalar", 3}; }

}  // namespace salus::tests
