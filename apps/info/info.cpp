/// `salus info`: what this program is and what its data rest on, or the table of parameters.
#include <algorithm>
#include <cstdio>
#include <set>
#include <stdexcept>

#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "apps/session/inputs.hpp"
#include "calibration/country_inputs.hpp"
#include "model/city/city_parameters.hpp"
#include "model/core/number.hpp"
#include "model/parameters/parameters.hpp"
#include "model/run/drawn_from.hpp"
#include "model/run/results.hpp"
#include "output/words/run.hpp"
#include "output/words/words.hpp"

namespace salus::apps {
namespace {

using Cells = std::vector<std::string>;

void print_row(const Cells& cells) {
  std::string line = "|";
  for (const auto& cell : cells) line += " " + cell + " |";
  std::printf("%s\n", line.c_str());
}

void print_head(const Cells& cells) {
  print_row(cells);
  std::string line = "|";
  for (std::size_t i = 0; i < cells.size(); ++i) line += "---|";
  std::printf("%s\n", line.c_str());
}

std::string code(std::string_view name) { return "`" + std::string(name) + "`"; }

/// What a view's projections draw parameters from.
struct ViewDraws {
  std::string_view view;
  model::EnumArray<model::DrawnFrom, model::Parameter> from;
};

std::vector<ViewDraws> draws_of(const session::Posterior& posterior) {
  std::vector<ViewDraws> all;
  for (const auto& v : posterior.views) {
    std::vector<model::CountryInput> countries(v.countries.size());
    for (std::size_t c = 0; c < countries.size(); ++c)
      countries[c].calibrated = calibration::engine_starts(v, v.countries[c]);
    all.push_back({model::view_names[v.view], model::drawn_from(calibration::engine_parameters(v, 0), countries)});
  }
  return all;
}

/// What the fit puts in a parameter's place.
std::string rule_of(model::Parameter parameter) {
  for (const auto& rule : calibration::to_engine())
    if (rule.parameter == parameter) return std::string(rule.rule);
  for (const auto& rule : calibration::places_to_engine())
    if (rule.parameter == parameter) return std::string(rule.rule) + ", places of each country";
  throw std::logic_error("a posterior takes the place of a prior by no rule");
}

/// `prior`, or that the posterior takes its place, with its quantiles, or a constant of the fitted law.
std::string acts(model::Parameter parameter, const std::vector<ViewDraws>& views) {
  const auto shown = [](double v) { return model::format_number(model::rounded_to_digits(v, 3)); };
  const bool constant = std::all_of(views.begin(), views.end(), [&](const ViewDraws& of) {
    const auto& posterior = of.from[parameter].posterior;
    return posterior && posterior->low == posterior->high;
  });
  std::string text;
  for (const auto& [view, from] : views) {
    const auto& posterior = from[parameter].posterior;
    if (!posterior) continue;
    text += text.empty() ? (constant ? "constant (" : "posterior (") + rule_of(parameter) + "): " : "; ";
    const auto& [low, middle, high] = *posterior;
    text += std::string(view) + " ";
    text += low == high ? shown(middle) : shown(low) + ", " + shown(middle) + ", " + shown(high);
  }
  return text.empty() ? "prior" : text;
}

void print_model(const std::optional<session::Posterior>& posterior) {
  const auto views = posterior ? draws_of(*posterior) : std::vector<ViewDraws>{};
  print_head({"parameter", "symbol", "unit", "scope", "knowledge", "set", "prior", "acts", "meaning", "source"});
  for (const auto& r : model::registry())
    print_row({code(r.name), std::string(r.symbol), std::string(model::unit_symbols[r.unit]),
               r.scope == model::Scope::pooled ? "pooled" : "country", std::string(model::knowledge_names[r.knowledge]),
               r.part == model::Part::scenario ? "by scenario" : "no", to_string(r.prior), acts(r.id, views),
               std::string(r.meaning), std::string(r.source)});
}

void print_city() {
  print_head({"parameter of the city layer", "unit", "knowledge", "prior", "meaning", "source"});
  for (const auto& r : model::city_registry())
    print_row({code(r.name), std::string(model::unit_symbols[r.unit]), std::string(model::knowledge_names[r.knowledge]),
               to_string(r.prior), std::string(r.meaning), std::string(r.source)});
}

void print_fit() {
  print_head({"parameter of the country fit", "symbol", "unit", "prior", "in the engine", "meaning", "source"});
  const auto print = [](const auto& r) {
    std::string engine = "-";
    if (r.to_engine) {
      const auto& parameter = model::registry()[r.to_engine->parameter];
      engine = parameter.name == r.name ? "the model's own record, as it is"
                                        : code(parameter.name) + " = " + std::string(r.to_engine->rule);
    }
    print_row({code(r.name), std::string(r.symbol), std::string(model::unit_symbols[r.unit]), to_string(r.prior),
               engine, std::string(r.meaning), std::string(r.source)});
  };
  for (const auto& r : calibration::pooled_registry()) print(r);
  for (const auto& r : calibration::shared_state_registry()) print(r);
}

void print_places() {
  print_head({"parameter of the fit of places", "symbol", "unit", "prior", "in the engine", "meaning", "source"});
  for (const auto& r : calibration::place_registry()) {
    std::string engine;
    for (const auto& [parameter, rule] : r.to_engine)
      engine += (engine.empty() ? "" : ", ") + code(model::registry()[parameter].name) + " = " + std::string(rule);
    print_row({code(r.name), std::string(r.symbol), std::string(model::unit_symbols[r.unit]), to_string(r.prior),
               engine.empty() ? "-" : engine, std::string(r.meaning), std::string(r.source)});
  }
}

void print_parameters() {
  print_model(session::read_inputs(data_root(), session::bundled).posterior);
  std::printf("\n");
  print_city();
  std::printf("\n");
  print_fit();
  std::printf("\n");
  print_places();
}

void print_posterior(const session::Posterior& posterior) {
  std::printf("\nbundled posterior: seed %s, check of the chains: %s, sources %s\n", posterior.seed.c_str(),
              posterior.checks.passed()
                  ? "passed"
                  : output::words::english().text(output::words::checks_in_words(posterior.checks)).c_str(),
              posterior.sources.c_str());
  for (const auto& v : posterior.views)
    std::printf("  view %s: start %d, data to %d, %zu draws\n", std::string(model::view_names[v.view]).c_str(),
                v.start_year, v.last_data_year, v.chains * v.draws);
}

int info() {
  std::printf("Salus %s, result version %d\ncompiler %s, build %s\ninstruction set %s\n", SALUS_VERSION,
              model::result_version, SALUS_COMPILER, SALUS_BUILD_TYPE,
              std::string(model::isa_names[chosen_isa()]).c_str());
  const auto root = data_root();
  const session::Inputs inputs = session::read_inputs(root, session::bundled, "", interrupted);
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
  command.runs([parameters]() -> int {
    if (!*parameters) return info();
    print_parameters();
    return ok;
  });
}

}  // namespace salus::apps
