#include "apps/calibrate/calibrate.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <optional>
#include <set>

#include "apps/calibrate/fitted_view.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/inputs.hpp"
#include "apps/common/session.hpp"
#include "model/core/number.hpp"
#include "output/atomic_file.hpp"
#include "output/blob_store.hpp"
#include "output/sha256.hpp"

namespace salus::apps {
namespace {

constexpr std::size_t thin = 12;
constexpr std::size_t place_thin = 8;        ///< sweeps of the fit of places
constexpr std::size_t most_replicated = 25;  ///< draws of a chain with replicated readings

/// @throws UsageError for a country that the data do not have.
void check_countries(const std::vector<std::string>& wanted, const std::vector<std::string>& known) {
  for (const auto& iso3 : wanted)
    if (std::find(known.begin(), known.end(), iso3) == known.end()) {
      const std::string near = model::nearest_name(iso3, known);
      throw UsageError("--countries: the data have no country '" + iso3 + "'" +
                       (near.empty() ? "; codes are ISO 3166-1 alpha-3 in capitals, for instance KEN"
                                     : "; did you mean '" + near + "'?"));
    }
}

/// Keeps the countries asked for.
void restrict_to(const std::vector<std::string>& wanted, calibration::FitPanel& panel) {
  if (!wanted.empty())
    std::erase_if(panel.countries,
                  [&](const auto& c) { return std::find(wanted.begin(), wanted.end(), c.iso3) == wanted.end(); });
  if (panel.countries.empty())
    throw UsageError("there are no figures up to " + std::to_string(panel.last_year) + " to fit");
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

/// Everything that the numbers depend on.
std::string description_of(const CalibrateOptions& o, const Inputs& inputs) {
  std::string text = "calibrate, program " SALUS_VERSION ", seed " + std::to_string(o.seed) + ", sweeps " +
                     std::to_string(o.sweeps) + ", draws " + std::to_string(o.draws) + ", starts " +
                     std::to_string(o.note_start) + " " + std::to_string(o.now_start) + "\ncountries";
  for (const auto& iso3 : o.countries) text += " " + iso3;
  for (const auto& [name, hash] : inputs.hashes) text += "\n" + hash + " " + name;
  if (!o.data.empty()) text += "\n" + output::sha256_hex(read_text(o.data)) + " data";
  return text;
}

std::string bytes(const std::vector<double>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
}

std::optional<std::vector<double>> numbers(const std::optional<std::string>& kept) {
  if (!kept) return std::nullopt;
  std::vector<double> values(kept->size() / sizeof(double));
  std::memcpy(values.data(), kept->data(), values.size() * sizeof(double));
  return values;
}

FittedView fitted_view(calibration::FitPanel panel, const calibration::Fit& fit, calibration::CityFit cities,
                       const calibration::FitAssumptions& assumptions, const calibration::ViewPosterior& posterior,
                       const CalibrateOptions& options) {
  FittedView v;
  v.checks = calibration::check_fit(panel, fit, assumptions, forecast_years, options.seed);
  v.places = calibration::learnt_of_places(cities, options.seed);
  const auto kept = calibration::kept_draws(fit, options.draws);
  for (const auto& chain : fit.draws)
    for (const std::size_t k : kept) v.lp.push_back(static_cast<float>(chain[k].log_likelihood));
  const std::size_t every = (kept.size() + most_replicated - 1) / most_replicated;
  std::vector<std::size_t> positions;
  for (std::size_t k = every; k <= kept.size(); k += every) {
    v.replicated.push_back(k - 1);
    positions.push_back(kept[k - 1]);
  }
  v.log_rate = calibration::replicated_readings(panel, fit, positions, options.seed);
  v.panel = std::move(panel);
  v.cities = std::move(cities);
  v.posterior = posterior;
  return v;
}

}  // namespace

int calibrate(const CalibrateOptions& options) {
  const Console console(options.quiet);
  const Inputs inputs = read_inputs(data_root());
  calibration::OwnFigures own;
  if (!options.data.empty()) own = read_own_figures(options.data, console);
  if (std::filesystem::is_directory(options.out))
    throw UsageError("-o: '" + options.out.string() + "' is a folder; name a file");
  std::vector<std::string> known_codes;
  if (options.data.empty())
    for (const auto& country : inputs.tables.by_country) known_codes.push_back(country.name.iso3);
  for (const auto& [iso3, series] : own.rates) known_codes.push_back(iso3);
  check_countries(options.countries, known_codes);
  calibration::FitPlan plan;
  plan.warmup = options.sweeps / 6;
  plan.kept = options.sweeps / thin;
  plan.thin = thin;
  plan.seed = options.seed;
  plan.assumptions.feedback = calibration::measured_feedback({});
  plan.stop = interrupted;
  const auto executor = make_executor(options.threads);
  // Chains under way are kept beside the posterior until it is written.
  const std::filesystem::path parts = options.out.string() + ".parts";
  std::optional<output::BlobFolder> folder(
      std::in_place, parts.string(), description_of(options, inputs),
      options.resume ? output::BlobFolder::Mode::resume : output::BlobFolder::Mode::fresh,
      [&](const std::string& line) { console.say(line); }, output::BlobKind{.parts = "chains", .result = ""});
  Posterior posterior;
  std::vector<FittedView> views;
  posterior.sources = options.data.empty() ? sources_of(inputs.tables)
                                           : options.data.filename().string() + " (SHA-256 " +
                                                 output::sha256_hex(read_text(options.data)) + ")";
  posterior.seed = std::to_string(options.seed);
  try {
    for (const auto& [view, start] :
         {std::pair{model::View::as_of_note, options.note_start}, std::pair{model::View::now, options.now_start}}) {
      const auto begun = std::chrono::steady_clock::now();
      const int known = calibration::last_data_year(view, start);
      const int end = start - 1;
      auto panel = options.data.empty() ? calibration::fit_panel(inputs.tables, known, end)
                                        : calibration::fit_panel(own, known, inputs.tables, end);
      restrict_to(options.countries, panel);
      const std::string name(model::view_names[model::index(view)]);
      const calibration::ChainStore store{
          [&](std::size_t chain) { return numbers(folder->load(name + "-" + std::to_string(chain))); },
          [&](std::size_t chain, const std::vector<double>& values) {
            folder->save(name + "-" + std::to_string(chain), bytes(values));
          },
          200};
      const auto fit = calibration::fit_countries(panel, plan, *executor, &store);
      auto cities = calibration::fit_cities(
          calibration::places_of_countries(inputs.tables.city_series, known),
          {plan.chains, options.sweeps / 6, options.sweeps / (2 * place_thin), options.seed}, place_thin, *executor);
      posterior.views.push_back(calibration::view_posterior(panel, fit, cities, plan.assumptions, view, start,
                                                            inputs.tables, options.draws, options.seed));
      const auto& v = posterior.views.back();
      views.push_back(fitted_view(std::move(panel), fit, std::move(cities), plan.assumptions, v, options));
      const std::string failed = calibration::failed_check(v.mixing);
      if (!failed.empty())
        posterior.failed_check += (posterior.failed_check.empty() ? "" : "; ") + name + ": " + failed;
      console.say(
          name + ": " + std::to_string(views.back().panel.countries.size()) + " countries, " +
          std::to_string(views.back().panel.first_year) + " to " + std::to_string(views.back().panel.last_year) +
          ", fitted in " +
          model::format_fixed(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(), 0) +
          " s; " + calibration::to_string(v.mixing));
    }
  } catch (const calibration::FitStopped&) {
    std::fprintf(stderr,
                 "salus: stopped; the chains so far are kept in '%s'. Go on with the same command and --resume.\n",
                 parts.string().c_str());
    return stopped;
  }
  auto data = to_data(posterior);
  add_groups(views, data);
  auto page = options.out;
  page.replace_extension(".html");
  output::write_file(options.out.string(), output::inference_bytes(data));
  output::write_file(page.string(), fit_page(views, posterior, names_of(inputs.tables)));
  folder->remove_all();
  folder.reset();
  std::error_code ignored;
  std::filesystem::remove(parts, ignored);  // stays where something was set aside
  if (posterior.failed_check.empty()) std::printf("All checks of the chains passed. ");
  else
    std::printf(
        "CHECK FAILED: %s. What projects from this posterior will refuse it unless told otherwise; more --sweeps "
        "help.\n",
        posterior.failed_check.c_str());
  std::printf("Written: %s and %s\n", options.out.string().c_str(), page.string().c_str());
  return ok;
}

}  // namespace salus::apps
