#include "apps/session/plan.hpp"

#include "apps/session/start.hpp"
#include "calibration/country_inputs.hpp"

namespace salus::session {

model::RunPlan make_plan(const Request& request, const Inputs& inputs) {
  model::RunPlan plan;
  plan.scenarios = parse_scenarios(request.scenarios, inputs);
  const model::View view = plan.scenarios.front().view;
  const int start_year = plan.scenarios.front().start_year;
  const calibration::ViewPosterior* posterior = posterior_for(request, inputs, view, start_year);
  calibration::CalibratedStarts starts;
  if (posterior != nullptr) {
    plan.posterior = calibration::engine_parameters(*posterior, 0);
    starts.memory_rate = calibration::memory_rate(posterior->feedback);
    // The lagged feedback of changes before the start; none from a loop that is off.
    const double kept = posterior->feedback.gain != 0.0
                            ? calibration::measured_feedback(request.without).gain / posterior->feedback.gain
                            : 0.0;
    for (const auto& iso3 : posterior->countries) {
      auto& mine = starts.by_country[iso3];
      mine = calibration::engine_starts(*posterior, iso3);
      for (auto& draw : mine) draw.memory = static_cast<float>(kept * static_cast<double>(draw.memory));
    }
  }
  plan.countries = posterior != nullptr ? calibration::rolled_country_inputs(inputs.tables, view, posterior->start_year,
                                                                             start_year, &starts)
                                        : calibration::make_country_inputs(inputs.tables, view, start_year);
  plan.evidence = inputs.evidence;
  plan.seed = request.seed;
  plan.draws = request.draws;
  plan.grain = request.grain;
  plan.without = request.without;
  return plan;
}

namespace {

/// Of the results in memory, that their file takes: compressed floats.
constexpr double file_share = 0.78;

}  // namespace

double memory_needed(const model::RunPlan& plan, KeptIn kept) {
  constexpr double number = sizeof(model::Single);
  const double scenarios = plan.every_scenario().count();
  const double countries = plan.every_country().count();
  const double aggregates = model::count_of<model::Region> + 1.0;
  const double block = std::min(plan.grain, plan.draws);
  // Cells of a draw: what is kept of a country a year, and beside it of sums, lines and cities some 100 a scenario.
  const double country =
      scenarios * model::horizon_years * (model::headline_count + model::axis_length<model::OwnSeries>);
  const double part = (country + 100.0 * scenarios) * number;
  const double results =
      scenarios *
      (model::horizon_years * (aggregates * model::headline_count * (1.0 + 1.0 / scenarios) +
                               countries * model::axis_length<model::CountrySeries>)+model::indicator_count) *
      number;
  // Eight parts are computed while eight are saved, one of them as the bytes of its file too.
  const double computing = 20.0 * part * block;
  // The sums of a block, in double, and parts that are read; one country in all draws. Its file, once all is folded.
  const double sums = aggregates * scenarios * model::horizon_years * model::headline_count * sizeof(double) * block;
  const double folding = results * plan.draws + country * number * plan.draws + sums + 6.0 * part * block;
  const double writing = (1.0 + file_share) * results * plan.draws;
  const double courses = model::keeps_all_courses(plan) ? plan.draws : block;
  const double programmes = scenarios * (courses + 4.0 * model::probe_draws) * 6000.0;
  const double parts = kept == KeptIn::memory ? countries * part * plan.draws : 0.0;
  return 1.5e8 + programmes + parts + std::max({computing, folding, writing});
}

}  // namespace salus::session
