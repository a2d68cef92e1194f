#include "apps/session/inputs.hpp"

#include <map>

#include "output/atomic_file.hpp"
#include "output/sha256.hpp"
#include "scenarios/scenarios.hpp"

namespace salus::session {
namespace fs = std::filesystem;
namespace {
const std::string bundled_posterior = "calibration/fitted/posterior.h5";
const std::string bundled_backtest = "calibration/fitted/backtest.csv";

std::string read_text(const fs::path& path) { return output::read_file(path.string(), largest_input); }
}  // namespace

Inputs read_inputs(const fs::path& root, const std::string& posterior, const std::string& surface) {
  std::map<std::string, std::string> hashes;
  const auto take = [&](const std::string& name) {
    std::string text = read_text(root / name);
    hashes[name] = output::sha256_hex(text);
    return text;
  };
  calibration::TableTexts tables;
  for (const auto& name : calibration::table_names())
    // The figures under non-commercial terms may be taken away; calibration says which tables it cannot do without.
    if (fs::exists(root / "calibration/data" / name)) tables.by_name[name] = take("calibration/data/" + name);
  std::map<std::string, std::string> evidence;
  for (const auto& name : scenarios::evidence_table_names()) evidence[name] = take("scenarios/evidence/" + name);
  std::optional<Posterior> calibrated;
  if (posterior == bundled) {
    if (fs::exists(root / bundled_posterior)) calibrated = posterior_from(take(bundled_posterior));
  } else if (posterior != first_estimates) {
    const std::string bytes = read_text(posterior);
    hashes["posterior " + fs::path(posterior).filename().string()] = output::sha256_hex(bytes);
    try {
      calibrated = posterior_from(bytes);
    } catch (const output::CorruptStore& e) {
      throw output::CorruptStore(posterior + ": " + e.what() + "; calibrate again, or restore the file");
    }
  }
  std::vector<model::BacktestRow> backtest;
  if (fs::exists(root / bundled_backtest)) {
    model::Diagnostics findings;
    backtest = model::read_backtest(take(bundled_backtest), bundled_backtest, findings);
    if (!findings.empty()) throw model::InputError(std::move(findings));
  }
  auto known = scenarios::read_evidence(evidence);
  if (!surface.empty()) {
    const std::string text = read_text(surface);
    hashes["surface " + fs::path(surface).filename().string()] = output::sha256_hex(text);
    model::Diagnostics findings;
    const auto points = scenarios::read_surface(text, surface, known, findings);
    if (!findings.empty()) throw model::InputError(std::move(findings));
    model::apply(points, known);
  }
  return {calibration::read_tables(tables),
          std::move(known),
          {hashes.begin(), hashes.end()},
          std::move(calibrated),
          std::move(backtest)};
}

std::map<std::string, std::string> names_of(const calibration::Tables& tables) {
  std::map<std::string, std::string> names;
  for (const auto& country : tables.by_country) names[country.name.iso3] = country.name.name;
  return names;
}

}  // namespace salus::session
