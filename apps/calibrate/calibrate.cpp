/// `salus calibrate`: fits the country layer for both views and writes the posterior that projections start from.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "apps/calibrate/fit_files.hpp"
#include "apps/calibrate/fitted_view.hpp"
#include "apps/common/calibration_words.hpp"
#include "apps/common/command_line.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "apps/common/made_of.hpp"
#include "apps/common/own_figures.hpp"
#include "apps/session/inputs.hpp"
#include "model/core/number.hpp"
#include "model/core/world_countries.hpp"
#include "output/atomic_file.hpp"
#include "output/blob_store.hpp"
#include "output/owned_folder.hpp"
#include "output/sha256.hpp"
#include "output/words/run.hpp"
#include "output/words/words.hpp"

namespace salus::apps {
namespace {

struct Options {
  std::filesystem::path out = "posterior.h5";
  std::filesystem::path data;          ///< empty for the bundled tables
  std::vector<std::string> countries;  ///< empty: all

  /// first years of the projections of the two views
  int note_start = 2020;
  int now_start = 2026;

  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::size_t sweeps = 12000;  ///< sweeps kept a chain
  std::size_t draws = 400;     ///< draws kept in all
  bool quiet = false;
  bool resume = false;
  bool replace = false;
};

constexpr std::size_t thin = 12;
constexpr std::size_t place_thin = 8;        ///< sweeps of the fit of places
constexpr std::size_t most_replicated = 25;  ///< draws of a chain with replicated readings

/// @throws UsageError for a country that the data do not have.
void check_countries(const std::vector<std::string>& wanted, const std::vector<std::string>& known) {
  for (const auto& iso3 : wanted)
    if (std::find(known.begin(), known.end(), iso3) == known.end()) {
      const bool named = model::is_country_code(iso3);
      throw UsageError("--countries: the data have no country '" + iso3 + "'" +
                       (named ? "; the codes of calibration/data/countries.csv, or of --data, are known"
                              : "; " + model::remedy_for_country(iso3, known).fix));
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
    for (const auto& row : country.ihme) ids.insert(row.source_id);
    for (const auto& measure : country.death_register)
      for (const auto& row : measure) ids.insert(row.source_id);
  }
  for (const auto& series : tables.city_series) ids.insert(series.source_id);
  std::string all;
  for (const auto& id : ids) all += (all.empty() ? "" : ",") + id;
  return all;
}

/// Everything that the numbers depend on.
std::string description_of(const Options& o, const session::Inputs& inputs) {
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
                       const Options& options) {
  FittedView v;
  v.checks = calibration::check_fit(panel, fit, assumptions, forecast_years, options.seed);
  v.places = calibration::learnt_of_places(cities, options.seed);
  const auto kept = calibration::kept_draws(fit, options.draws);
  for (const auto& chain : fit.draws)
    for (const std::uint32_t k : kept) v.lp.push_back(static_cast<float>(chain[k].log_likelihood));
  const std::size_t every = (kept.size() + most_replicated - 1) / most_replicated;
  std::vector<std::uint32_t> positions;
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

calibration::FitPlan plan_of(const Options& options) {
  calibration::FitPlan plan;
  plan.warmup = options.sweeps / 6;
  plan.kept = options.sweeps / thin;
  plan.thin = thin;
  plan.seed = options.seed;
  plan.assumptions.feedback = calibration::measured_feedback({});
  plan.stop = interrupted;
  return plan;
}

/// What a fit reads.
struct Figures {
  session::Inputs inputs;
  calibration::OwnFigures own;  ///< of --data
};

Figures read_figures(const Options& options, const Console& console) {
  Figures figures{session::read_inputs(data_root()), {}};
  std::vector<std::string> known;
  if (options.data.empty()) {
    for (const auto& country : figures.inputs.tables.by_country) known.push_back(country.name.iso3);
  } else {
    figures.own = read_own_figures(options.data, figures.inputs.tables, console);
    for (const auto& [iso3, series] : figures.own.rates) known.push_back(iso3);
  }
  check_countries(options.countries, known);
  return figures;
}

std::string sources_of(const Options& options, const session::Inputs& inputs) {
  if (options.data.empty()) return sources_of(inputs.tables);
  return options.data.filename().string() + " (SHA-256 " + output::sha256_hex(read_text(options.data)) + ")";
}

/// Chains under way, kept in a folder.
calibration::ChainStore chain_store(output::BlobFolder& folder, const std::string& view) {
  const auto name = [view](std::size_t chain) { return view + "-" + std::to_string(chain); };
  return {[&folder, name](std::size_t chain) { return numbers(folder.load(name(chain))); },
          [&folder, name](std::size_t chain, const std::vector<double>& values) {
            folder.save(name(chain), bytes(values));
          },
          200};
}

/// Fits one view. @throws calibration::FitStopped, output::Stopped
FittedView fit_view(model::View view, int start, const Figures& figures, const Options& options,
                    output::BlobFolder& folder, const model::Executor& executor) {
  const auto& tables = figures.inputs.tables;
  const int known = calibration::last_data_year(view, start);
  const calibration::PanelYears years{.last_known = known, .end = start - 1};
  auto panel =
      options.data.empty() ? calibration::fit_panel(tables, years) : calibration::fit_panel(figures.own, years, tables);
  restrict_to(options.countries, panel);
  const auto plan = plan_of(options);
  const auto store = chain_store(folder, std::string(model::view_names[view]));
  const auto fit = calibration::fit_countries(panel, plan, executor, &store);
  auto cities =
      calibration::fit_cities(calibration::places_of_countries(tables.city_series, known),
                              {plan.chains, options.sweeps / 6, options.sweeps / (2 * place_thin), options.seed},
                              place_thin, executor, plan.stop);
  const auto posterior = calibration::view_posterior(panel, fit, cities, plan.assumptions, view, start, tables,
                                                     options.draws, options.seed);
  return fitted_view(std::move(panel), fit, std::move(cities), plan.assumptions, posterior, options);
}

/// Fits both views and says how each went. @throws calibration::FitStopped
std::vector<FittedView> fit_views(const Figures& figures, const Options& options, output::BlobFolder& folder,
                                  const Console& console) {
  const auto executor = make_executor(options.threads);
  std::vector<FittedView> views;
  for (const auto& [view, start] :
       {std::pair{model::View::as_of_note, options.note_start}, std::pair{model::View::now, options.now_start}}) {
    const auto begun = std::chrono::steady_clock::now();
    views.push_back(fit_view(view, start, figures, options, folder, *executor));
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    const auto& v = views.back();
    console.say(std::string(model::view_names[view]) + ": " + std::to_string(v.panel.countries.size()) +
                " countries, " + std::to_string(v.panel.first_year) + " to " + std::to_string(v.panel.last_year) +
                ", fitted in " + model::format_fixed(taken.count(), 0) + " s; " +
                output::words::english().text(mixing_in_words(v.posterior.mixing)));
  }
  return views;
}

/// The tables, and the figures of one's own, that a fit reads.
session::FileHashes data_of(const Options& options, const session::Inputs& inputs) {
  session::FileHashes data = fitted_tables_of(inputs.hashes);
  if (!options.data.empty())
    data.emplace_back(options.data.filename().string(), output::sha256_hex(read_text(options.data)));
  return data;
}

/// Of what the posterior is made, for who would replace it.
output::MadeOf made_of(const Options& o, const session::Inputs& inputs) {
  std::string countries;
  for (const auto& iso3 : o.countries) countries += (countries.empty() ? "" : ", ") + iso3;
  std::string tables;
  for (const auto& [name, hash] : data_of(o, inputs)) tables += hash + "  " + name + "\n";
  return {{"data",
           (o.data.empty() ? "bundled" : o.data.filename().string()) + " " + short_hash(output::sha256_hex(tables))},
          {"countries", countries.empty() ? "all" : countries},
          {"starts", std::to_string(o.note_start) + ", " + std::to_string(o.now_start)},
          {"sweeps", std::to_string(o.sweeps)},
          {"draws", std::to_string(o.draws)},
          {"seed", std::to_string(o.seed)}};
}

session::Posterior posterior_of(const std::vector<FittedView>& views, const Options& options,
                                const session::Inputs& inputs) {
  session::Posterior posterior;
  posterior.sources = sources_of(options, inputs);
  posterior.seed = std::to_string(options.seed);
  posterior.data = data_of(options, inputs);
  for (const auto& v : views) {
    posterior.views.push_back(v.posterior);
    const auto failed = calibration::failed_checks(v.posterior.mixing, v.posterior.view);
    posterior.checks.failed.insert(posterior.checks.failed.end(), failed.begin(), failed.end());
  }
  return posterior;
}

/// Looks again whose files stand there: hours may have passed. @throws output::IoError
void write_fit(const std::vector<FittedView>& views, const session::Posterior& posterior, const Figures& figures,
               const FitFiles& files, const Options& options) {
  const auto of = made_of(options, figures.inputs);
  auto data = session::to_data(posterior);
  data.attributes[made_of_attribute] = nlohmann::json(of).dump();
  add_groups(views, data);
  const std::string bytes_of_posterior = output::inference_bytes(data);
  const std::string page = fit_page(views, posterior, session::names_of(figures.inputs.tables));
  check_ours(files, "the chains are kept: move it away and go on with the same command and --resume");
  check_same(files, of, options.replace);
  output::write_file(files.posterior.string(), bytes_of_posterior);
  output::write_file(files.page.string(), page);
}

int stopped_early(output::BlobFolder& folder, const FitFiles& files) {
  if (folder.leave() == 0) std::fprintf(stderr, "salus: stopped; nothing is kept.\n");
  else
    std::fprintf(stderr,
                 "salus: stopped; the chains so far are kept in '%s'. Go on with the same command and --resume.\n",
                 files.chains.string().c_str());
  return stopped;
}

int calibrate(const Options& options) {
  const Console console(options.quiet);
  const FitFiles files = files_of(options.out);
  prepare(files);
  const Figures figures = read_figures(options, console);
  check_same(files, made_of(options, figures.inputs), options.replace);
  // Chains under way are kept beside the posterior until it is written.
  std::optional<output::BlobFolder> folder(
      std::in_place, files.chains.string(), description_of(options, figures.inputs),
      options.resume ? output::BlobFolder::Mode::resume : output::BlobFolder::Mode::fresh,
      [&](const std::string& line) { console.say(line); }, output::BlobKind{.parts = "chains", .folder = {"fit", {}}});
  std::vector<FittedView> views;
  try {
    views = fit_views(figures, options, *folder, console);
    stop_if_asked();
  } catch (const calibration::FitStopped&) {
    return stopped_early(*folder, files);
  } catch (const output::Stopped&) {
    return stopped_early(*folder, files);
  }
  const session::Posterior posterior = posterior_of(views, options, figures.inputs);
  write_fit(views, posterior, figures, files, options);
  folder->remove_all();
  folder.reset();
  std::error_code ignored;
  std::filesystem::remove(files.chains, ignored);  // stays where something was set aside
  if (posterior.checks.passed()) std::printf("All checks of the chains passed. ");
  else
    std::printf(
        "CHECK FAILED: %s. What projects from this posterior will refuse it unless told otherwise; more --sweeps "
        "help.\n",
        output::words::english().text(output::words::checks_in_words(posterior.checks)).c_str());
  std::printf("Written: %s and %s\n", files.posterior.string().c_str(), files.page.string().c_str());
  return ok;
}

}  // namespace

void add_calibrate(CommandLine& line) {
  auto options = std::make_shared<Options>();
  Command command = line.command(
      "calibrate", "fit the country layer to published rates and write the posterior that projections start from");
  command.option({"-o,--output", "FILE", "the posterior (default posterior.h5)"}, options->out);
  command.option({"--data", "FILE", own_figures_help}, options->data);
  command.list({"--countries", "ISO3", "only these (ISO codes); the others tell nothing then"}, options->countries);
  command.option({"--start-note", "YEAR", "start year in the view as of the note (default 2020)"}, options->note_start,
                 start_years);
  command.option({"--start-now", "YEAR", "start year in the view now (default 2026)"}, options->now_start, start_years);
  command.option({"--sweeps", "N", "sweeps a chain that are kept (default 12000)"}, options->sweeps, {480, 10000000});
  command.option({"--draws", "N", "draws kept in all (default and most 400)"}, options->draws, {4, 400});
  add_common(command, options->seed, options->threads, options->quiet);
  command.flag("--resume", options->resume, "go on with a fit that was stopped");
  command.flag("--replace", options->replace, replace_help);
  command.needs_less("ask for fewer --sweeps or --countries");
  command.runs([options] { return calibrate(*options); });
}

}  // namespace salus::apps
