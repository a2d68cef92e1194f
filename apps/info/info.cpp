/// `salus info`: what this program is and what its data rest on, or the table of parameters.
#include <cstdio>
#include <set>

#include "apps/common/command_line.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "apps/session/inputs.hpp"
#include "calibration/country_inputs.hpp"
#include "model/city/city_parameters.hpp"
#include "model/parameters/registry.hpp"
#include "model/run/results.hpp"

namespace salus::apps {
namespace {

void print_parameters() {
  std::printf(
      "| parameter | symbol | unit | scope | knowledge | set | prior | meaning | source "
      "|\n|---|---|---|---|---|---|---|---|---|\n");
  for (const auto& r : model::registry())
    std::printf("| `%s` | %s | %s | %s | %s | %s | %s | %s | %s |\n", std::string(r.name).c_str(),
                std::string(r.symbol).c_str(), std::string(r.unit).c_str(),
                r.scope == model::Scope::pooled ? "pooled" : "country",
                std::string(model::knowledge_names[r.knowledge]).c_str(),
                r.part == model::Part::scenario ? "by scenario" : "no", to_string(r.prior).c_str(),
                std::string(r.meaning).c_str(), std::string(r.source).c_str());
  std::printf(
      "\n| parameter of the city layer | unit | knowledge | prior | meaning | source |\n|---|---|---|---|---|---|\n");
  for (const auto& r : model::city_registry())
    std::printf("| `%s` | %s | %s | %s | %s | %s |\n", std::string(r.name).c_str(), std::string(r.unit).c_str(),
                std::string(model::knowledge_names[r.knowledge]).c_str(), to_string(r.prior).c_str(),
                std::string(r.meaning).c_str(), std::string(r.source).c_str());
}

void print_posterior(const session::Posterior& posterior) {
  std::printf("\nbundled posterior: seed %s, check of the chains: %s, sources %s\n", posterior.seed.c_str(),
              posterior.failed_check.empty() ? "passed" : posterior.failed_check.c_str(), posterior.sources.c_str());
  for (const auto& v : posterior.views)
    std::printf("  view %s: start %d, data to %d, %zu draws\n", std::string(model::view_names[v.view]).c_str(),
                v.start_year, v.last_data_year, v.chains * v.draws);
}

int info() {
  std::printf("Salus %s, result version %d\ncompiler %s, build %s\ninstruction set %s\n", SALUS_VERSION,
              model::result_version, SALUS_COMPILER, SALUS_BUILD_TYPE,
              std::string(model::isa_names[chosen_isa()]).c_str());
  const auto root = data_root();
  const session::Inputs inputs = session::read_inputs(root, session::bundled);
  std::printf("data %s\n\nfiles (SHA-256):\n", root.c_str());
  for (const auto& [name, hash] : inputs.hashes) std::printf("  %s  %s\n", hash.c_str(), name.c_str());
  std::set<std::string> sources;
  for (const auto& country : calibration::make_country_inputs(inputs.tables, model::View::now, 2025))
    sources.insert(country.source_ids.begin(), country.source_ids.end());
  if (inputs.posterior) print_posterior(*inputs.posterior);
  std::printf("\nsources (calibration/data/datapackage.json gives publisher, edition and licence):\n");
  for (const auto& source : sources) std::printf("  %s\n", source.c_str());
  return ok;
}

}  // namespace

void add_info(CommandLine& line) {
  auto parameters = std::make_shared<bool>(false);
  Command command = line.command("info", "version, compiler, instruction set, data sources");
  command.flag("--parameters", *parameters, "the table of all parameters instead");
  command.runs([parameters] {
    if (!*parameters) return info();
    print_parameters();
    return int{ok};
  });
}

}  // namespace salus::apps
