/// A projection from a program of one's own: bundled tables, two bundled scenarios and the bundled posterior become a
/// plan; the plan is run, and a figure read from its results.
///   projection DATA [draws]     DATA: the installed share/salus, or the source tree
#include <cstdio>
#include <cstdlib>

#include "apps/session/session.hpp"
#include "output/figures.hpp"
#include "output/summary.hpp"
#include "output/words/run.hpp"
#include "output/words/words.hpp"

int main(int argc, char** argv) {
  using namespace salus;
  if (argc < 2) {
    std::fprintf(stderr, "name the folder of the data\n");
    return 2;
  }
  try {
    // The bundled tables and evidence, checked and hashed, and the posterior that projections start from.
    const session::Inputs inputs = session::read_inputs(argv[1], session::bundled);

    session::Request request;
    for (const char* name : {"no-programme", "concept-note"})
      request.scenarios.push_back(session::read_scenario_text(name, argv[1]));
    request.draws = argc > 2 ? std::stoul(argv[2]) : 100;
    request.input_hashes = inputs.hashes;

    // Every mistake in a scenario would come at once, with its line and a fix, as model::InputError.
    model::RunPlan plan = session::make_plan(request, inputs);
    plan.isa = model::best_isa();
    const auto executor = model::make_thread_executor(2);
    const model::Results results = session::run(plan, request, inputs, *executor);

    std::printf("%zu countries, %u draws, start: %s\n", plan.countries.size(), results.identity.draws,
                output::words::english().text(output::words::start_in_words(results.identity.start)).c_str());
    for (const double level : {0.05, 0.5, 0.95})
      std::printf("homicides averted in ten years, quantile %.2f: %.0f\n", level,
                  output::averted_quantile(results, output::total_aggregate(results), {output::homicide},
                                           model::ScenarioIndex(1u), level));
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
}
