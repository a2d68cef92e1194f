#include "apps/calibrate/calibrate.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <set>

#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/inputs.hpp"
#include "apps/common/posterior.hpp"
#include "apps/common/session.hpp"
#include "output/atomic_file.hpp"

namespace salus::apps {
namespace {

constexpr std::size_t thin = 12;

/// Keeps the countries asked for. @throws UsageError for one that the data do not have.
void restrict_to(const std::vector<std::string>& wanted, calibration::FitPanel& panel) {
  if (wanted.empty()) return;
  for (const auto& iso3 : wanted)
    if (std::none_of(panel.countries.begin(), panel.countries.end(), [&](const auto& c) { return c.iso3 == iso3; })) {
      std::vector<std::string> known;
      for (const auto& c : panel.countries) known.push_back(c.iso3);
      const std::string near = model::nearest_name(iso3, known);
      throw UsageError("--countries: the data have no country '" + iso3 + "'" + (near.empty() ? "; codes are ISO 3166-1 alpha-3, for instance KEN" : "; did you mean '" + near + "'?"));
    }
  std::erase_if(panel.countries, [&](const auto& c) { return std::find(wanted.begin(), wanted.end(), c.iso3) == wanted.end(); });
}

std::string sources_of(const calibration::Tables& tables) {
  std::set<std::string> ids;
  for (const auto& country : tables.by_country) {
    for (const auto& row : country.homicide) ids.insert(row.source_id);
    for (const auto& row : country.who) ids.insert(row.source_id);
    for (const auto& series : country.drivers)
      for (const auto& row : series) ids.insert(row.source_id);
  }
  std::string all;
  for (const auto& id : ids) all += (all.empty() ? "" : ",") + id;
  return all;
}

}  // namespace

int calibrate(const CalibrateOptions& options) {
  const Console console(options.quiet);
  const Inputs inputs = read_inputs(data_root());
  calibration::RatePanel rates;
  std::map<std::string, model::Region> region_of;
  if (!options.data.empty()) {
    model::Diagnostics findings;
    rates = calibration::read_rate_panel(read_text(options.data), options.data.string(), findings);
    if (!findings.empty()) throw model::InputError(std::move(findings));
  }
  for (const auto& country : inputs.tables.countries) region_of[country.iso3] = country.region;
  calibration::FitPlan plan;
  plan.warmup = options.sweeps / 6, plan.kept = options.sweeps / thin, plan.thin = thin, plan.seed = options.seed;
  plan.assumptions.feedback = calibration::measured_feedback({});
  plan.stop = interrupted;
  const auto executor = make_executor(options.threads);
  Posterior posterior;
  posterior.sources = options.data.empty() ? sources_of(inputs.tables) : options.data.filename().string();
  posterior.seed = std::to_string(options.seed);
  try {
    for (const auto& [view, start] : {std::pair{model::View::as_of_note, options.note_start}, std::pair{model::View::now, options.now_start}}) {
      const auto begun = std::chrono::steady_clock::now();
      auto panel = options.data.empty() ? calibration::fit_panel(inputs.tables, calibration::last_data_year(view, start)) : calibration::fit_panel(rates, calibration::last_data_year(view, start), region_of);
      restrict_to(options.countries, panel);
      const auto fit = calibration::fit_countries(panel, plan, *executor);
      posterior.views.push_back(calibration::view_posterior(panel, fit, plan.assumptions, view, start, inputs.tables, options.draws, options.seed));
      const auto& v = posterior.views.back();
      const std::string failed = calibration::failed_check(v.mixing), name(model::view_names[model::index(view)]);
      if (!failed.empty()) posterior.failed_check += (posterior.failed_check.empty() ? "" : "; ") + name + ": " + failed;
      char text[300];
      std::snprintf(text, sizeof text, "%s: %zu countries, %d to %d, fitted in %.0f s; worst R-hat %.4f (%s), bulk ESS %.0f (%s), tail ESS %.0f (%s)", name.c_str(), panel.countries.size(), panel.first_year, panel.last_year,
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(), v.mixing.r_hat, v.mixing.r_hat_of.c_str(), v.mixing.bulk_ess, v.mixing.bulk_of.c_str(), v.mixing.tail_ess, v.mixing.tail_of.c_str());
      console.say(text);
    }
  } catch (const calibration::FitStopped&) {
    console.say("stopped; nothing was written");
    return stopped;
  }
  output::write_file(options.out.string(), output::inference_bytes(to_data(posterior)));
  if (posterior.failed_check.empty()) std::printf("All checks of the chains passed. ");
  else std::printf("CHECK FAILED: %s. What projects from this posterior will refuse it unless told otherwise; more --sweeps help.\n", posterior.failed_check.c_str());
  std::printf("Written: %s\n", options.out.string().c_str());
  return ok;
}

}  // namespace salus::apps
