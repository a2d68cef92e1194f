#include "apps/session/inputs.hpp"

#include "calibration/synthesis/study_reader.hpp"
#include "calibration/synthesis/trials_behind.hpp"
#include "output/atomic_file.hpp"
#include "output/foreign_file.hpp"
#include "output/oracle_file.hpp"
#include "output/sha256.hpp"
#include "scenarios/scenarios.hpp"

namespace salus::session {
namespace fs = std::filesystem;
namespace {

const std::string of_posterior = "posterior ";  ///< begins the name of one that is not the bundled one
const std::string bundled_backtest = "calibration/fitted/backtest.csv";
const std::string study_rows = "rows.csv";
const std::string studies = "studies.csv";
constexpr int any_year = 9999;  ///< whether a study lies in the future is for `evidence` to say, which knows the year
const std::string bundled_oracle = "calibration/fitted/oracle.json";

Posterior read_posterior(const NamedFile& file, const std::function<bool()>& stop) {
  try {
    return posterior_from(output::read_foreign(file.bytes, file.name, output::posterior_limits, stop));
  } catch (const output::CorruptStore& e) {
    throw output::CorruptStore(file.name + ": " + e.what() + "; calibrate again, or restore the file");
  }
}

std::vector<model::BacktestRow> read_backtest(const NamedFile& file) {
  model::Diagnostics findings;
  auto rows = model::read_backtest(file.bytes, file.name, findings);
  if (!findings.empty()) throw model::InputError(std::move(findings));
  return rows;
}

model::ResponseSurface read_surface(const NamedFile& file) {
  model::Diagnostics findings;
  auto surface = scenarios::read_surface(file.bytes, file.name, findings);
  if (!findings.empty()) throw model::InputError(std::move(findings));
  return surface;
}

/// How many trials stand behind each intervention, and where they were.
void put_trials(const std::map<std::string, std::string>& files, model::Evidence& evidence) {
  const auto table =
      calibration::read_studies({study_rows, files.at(study_rows)}, {{studies, files.at(studies)}}, any_year);
  auto behind = calibration::trials_behind(table, calibration::evidence_base(table));
  for (auto& row : evidence.interventions) row.behind = std::move(behind[row.id]);
}

}  // namespace

bool is_posterior(const std::string& hashed_file) {
  return hashed_file == bundled_posterior || hashed_file.starts_with(of_posterior);
}

InputFiles read_input_files(const fs::path& root, const std::string& posterior, const std::string& surface) {
  InputFiles files;
  std::map<std::string, std::string> hashes;
  const auto take = [&](const std::string& name) {
    std::string text = output::read_file((root / name).string(), largest_input);
    hashes[name] = output::sha256_hex(text);
    return text;
  };
  for (const auto& name : calibration::table_names()) {
    const std::string path = data_folder + name;
    // The figures under non-commercial terms may be taken away; calibration says which tables it cannot do without.
    if (fs::exists(root / path)) files.tables.by_name[name] = take(path);
  }
  for (const auto& name : scenarios::evidence_table_names()) files.evidence[name] = take(evidence_folder + name);
  for (const auto& name : {study_rows, studies}) files.studies[name] = take(evidence_folder + name);
  if (fs::exists(root / bundled_backtest)) files.backtest = {bundled_backtest, take(bundled_backtest)};
  if (fs::exists(root / bundled_oracle)) files.oracle = {bundled_oracle, take(bundled_oracle)};
  if (posterior == bundled) {
    if (fs::exists(root / bundled_posterior)) files.posterior = {bundled_posterior, take(bundled_posterior)};
  } else if (posterior != first_estimates) {
    files.posterior = {posterior, output::read_hdf5_bytes(posterior, largest_input)};
    hashes[of_posterior + fs::path(posterior).filename().string() + ", in place of the bundled one"] =
        output::sha256_hex(files.posterior->bytes);
  }
  if (surface == bundled) {
    files.surface = {bundled_curves, take(bundled_curves)};
  } else if (surface != matrix_shares) {
    files.surface = {surface, output::read_file(surface, largest_input)};
    hashes["surface " + fs::path(surface).filename().string()] = output::sha256_hex(files.surface->bytes);
  }
  files.hashes.assign(hashes.begin(), hashes.end());
  return files;
}

Inputs interpret(InputFiles files, const std::function<bool()>& stop) {
  Inputs inputs;
  // First what starts a process, while there is little to copy and there are no threads.
  if (files.posterior) inputs.posterior = read_posterior(*files.posterior, stop);
  inputs.tables = calibration::read_tables(files.tables);
  inputs.evidence = scenarios::read_evidence(files.evidence, inputs.tables.prices);
  put_trials(files.studies, inputs.evidence);
  if (files.surface) model::apply(read_surface(*files.surface), inputs.evidence);
  inputs.hashes = std::move(files.hashes);
  if (files.backtest) inputs.backtest = read_backtest(*files.backtest);
  if (files.oracle) inputs.oracle = output::read_oracle(files.oracle->bytes, files.oracle->name);
  return inputs;
}

Inputs read_inputs(const fs::path& root, const std::string& posterior, const std::string& surface,
                   const std::function<bool()>& stop) {
  return interpret(read_input_files(root, posterior, surface), stop);
}

std::map<std::string, std::string> names_of(const calibration::Tables& tables) {
  std::map<std::string, std::string> names;
  for (const auto& country : tables.by_country) names[country.name.iso3] = country.name.name;
  return names;
}

}  // namespace salus::session
