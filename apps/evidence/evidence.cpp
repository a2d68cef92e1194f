/// `salus evidence [ROW]`: what the studies say of each row of the register.
#include <algorithm>
#include <cstdio>
#include <set>

#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "apps/common/made_of.hpp"
#include "apps/evidence/evidence_page.hpp"
#include "calibration/synthesis/study_checks.hpp"
#include "model/core/elementary.hpp"
#include "output/owned_folder.hpp"

namespace salus::apps {
namespace {

struct Options {
  std::string row;  ///< empty for all
  std::filesystem::path out;
  std::filesystem::path studies;
  std::size_t sweeps = 1000;  ///< kept a chain, after half as many to learn from
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool quiet = false;
  bool replace = false;
};

const output::FolderKind evidence_folder_kind{
    "evidence", {"evidence.html", "effects.csv", "effects_from.csv", "selection.csv", "studies_used.csv"}};

output::FolderKind folder_of(const Options& o, const Studies& studies) {
  output::FolderKind kind = evidence_folder_kind;
  kind.replace = o.replace;
  kind.made_of = {
      {"row", o.row.empty() ? "all" : o.row}, {"sweeps", std::to_string(o.sweeps)}, {"seed", std::to_string(o.seed)}};
  add_files(studies.hashes, kind.made_of);
  return kind;
}

/// @throws UsageError for a row that is not in the register
std::vector<calibration::RegisterRow> chosen_rows(const std::string& wanted, const Studies& studies) {
  if (wanted.empty()) return studies.table.rows;
  std::vector<std::string> names;
  for (const auto& row : studies.table.rows) {
    if (row.id == wanted) return {row};
    names.push_back(row.id);
  }
  const std::string near = model::nearest_name(wanted, names);
  throw UsageError("no row '" + wanted + "' in scenarios/evidence/rows.csv" +
                   (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

/// Bundled countries without a study of these.
std::vector<std::string> never_tried(const Studies& studies, const RowPage& page,
                                     const std::map<std::string, std::string>& names) {
  std::set<std::string> tried;
  for (const std::size_t at : page.studies)
    for (const auto& code : calibration::country_codes(studies.table.studies[at].country)) tried.insert(code);
  std::vector<std::string> left;
  for (const auto& [iso3, name] : names)
    if (!tried.count(iso3)) left.push_back(name);
  std::sort(left.begin(), left.end());
  return left;
}

std::uint32_t position(const std::vector<std::string>& names, std::string_view name) {
  return static_cast<std::uint32_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// What was judged by hand before, by row and crime type.
using Judged = std::map<std::pair<std::string, model::CrimeType>, JudgedEffect>;

/// @throws model::InputError
Judged read_judged() {
  using model::Column;
  const std::string name = std::string(session::evidence_folder) + "judged_effects.csv";
  std::vector<std::string> types;
  for (const auto type : model::every<model::CrimeType>) types.emplace_back(model::crime_type_names[type]);
  const std::vector<Column> columns{{"intervention", Column::Kind::text},
                                    {"crime_type", Column::Kind::text, true, 0, 0, types},
                                    {"relative_risk", Column::Kind::number, true, 0.01, 10},
                                    {"log_sd", Column::Kind::number, true, 0, 3}};
  model::Diagnostics findings;
  const auto table = model::CsvTable::parse(read_text(data_root() / name), name, columns, findings);
  if (!findings.empty()) throw model::InputError(findings);
  Judged judged;
  for (std::size_t r = 0; r < table.rows(); ++r)
    judged[{table.text(r, 0), *model::find(model::crime_type_names, table.text(r, 1))}] = {table.number(r, 2),
                                                                                           table.number(r, 3)};
  return judged;
}

/// Every cell of every row that a programme buys, then those of laws.
std::vector<calibration::synthesis::EffectOf> cells_of(const model::Evidence& evidence) {
  std::vector<calibration::synthesis::EffectOf> all;
  for (const auto& row : evidence.interventions)
    for (const auto type : model::every<model::CrimeType>)
      if (row.effect[type].share > 0.0) all.push_back({row.id, type});
  for (const auto& law : evidence.laws)
    for (const auto type : model::every<model::CrimeType>)
      if (law.effect[type].measured) all.push_back({law.id, type});
  return all;
}

RowPage page_of(const calibration::RegisterRow& row, const Studies& studies, const session::Inputs& inputs,
                const calibration::synthesis::Synthesis& fitted, std::uint64_t seed) {
  const auto& evidence = studies.base.evidence;
  RowPage page;
  page.row = row;
  for (const std::size_t at : studies.base.study)
    if (studies.table.studies[at].intervention == row.id) page.studies.push_back(at);
  if (!page.studies.empty())
    page.summary = calibration::row_summary(evidence, fitted, position(evidence.rows, row.id), seed);
  page.never_tried = never_tried(studies, page, session::names_of(inputs.tables));
  return page;
}

/// @pre a row or law has the cell
model::EffectCell drawn_at(const model::Evidence& evidence, const calibration::synthesis::EffectOf& of) {
  const auto in = [&](const auto& measures) {
    return std::find_if(measures.begin(), measures.end(), [&](const auto& m) { return m.id == of.row; });
  };
  const auto row = in(evidence.interventions);
  return row != evidence.interventions.end() ? row->effect[of.crime_type] : in(evidence.laws)->effect[of.crime_type];
}

/// Puts effects onto the pages of their rows. @return those that are on one
std::vector<calibration::synthesis::Effect> put_cells(const std::vector<calibration::synthesis::Effect>& effects,
                                                      const model::Evidence& evidence, std::vector<RowPage>& pages) {
  const Judged judged = read_judged();
  std::vector<calibration::synthesis::Effect> shown;
  for (auto& page : pages)
    for (const auto& effect : effects) {
      if (effect.of.row != page.row.id) continue;
      const auto before = judged.find({effect.of.row, effect.of.crime_type});
      page.cells.push_back({drawn_at(evidence, effect.of), effect, {}});
      if (before != judged.end()) page.cells.back().judged = before->second;
      shown.push_back(effect);
    }
  return shown;
}

void print(const std::vector<RowPage>& rows) {
  std::printf(
      "Relative risk of those reached, middle and 90 %%, at the delivery of a demonstration; 1: no difference\n\n");
  std::printf("%-6s %8s %6s %10s %6s %5s  %-22s %-22s %s\n", "row", "outcomes", "trials", "with error", "bounds",
              "teams", "mean over places", "a new place",
              "measure (*: untested in numbers, trials with an error by under 3 teams)");
  const auto range = [](const calibration::LogRange& r) {
    char text[64];
    std::snprintf(text, sizeof text, "%.2f (%.2f to %.2f)", model::exponential(r.middle), model::exponential(r.low),
                  model::exponential(r.high));
    return std::string(text);
  };
  for (const auto& page : rows) {
    if (!page.summary) {
      std::printf("%-6s %8d %6d %10d %6d %5d  %-22s %-22s %s *\n", page.row.id.c_str(), 0, 0, 0, 0, 0, "-", "-",
                  page.row.title.c_str());
      continue;
    }
    const auto& s = *page.summary;
    std::printf("%-6s %8zu %6zu %10zu %6zu %5zu  %-22s %-22s %s%s\n", page.row.id.c_str(), s.outcomes, s.trials,
                s.with_error.trials, s.with_error.bounded, s.with_error.teams, range(s.mean).c_str(),
                range(s.new_place).c_str(), page.row.title.c_str(), is_untested(page) ? " *" : "");
  }
}

void print(const calibration::synthesis::Shared& shared) {
  const auto line = [](const char* what, const std::array<double, 3>& range) {
    std::printf("%s %.2f (%.2f to %.2f)\n", what, range[0], range[1], range[2]);
  };
  line("spread between places", shared.tau);
  line("spread between outcomes of a place", shared.omega);
  line("part of a demonstration's effect that routine delivery keeps", shared.routine_keeps);
}

int evidence(const Options& options) {
  const Console console(options.quiet);
  const Studies studies = read_studies(options.studies);
  for (const auto& notice : studies.table.notices) console.say(notice);
  const auto rows = chosen_rows(options.row, studies);
  const session::Inputs inputs = session::read_inputs(data_root());
  std::optional<output::OwnedFolder> folder;
  if (!options.out.empty()) folder.emplace(options.out, folder_of(options, studies));
  const auto settings = synthesis_settings(options.sweeps, options.seed);
  const auto executor = make_executor(options.threads);
  const auto fitted = calibration::synthesis::fit(studies.base.evidence, settings, *executor);
  std::vector<RowPage> pages;
  for (const auto& row : rows) {
    stop_if_asked();
    pages.push_back(page_of(row, studies, inputs, fitted, options.seed));
  }
  namespace synthesis = calibration::synthesis;
  const auto effects =
      put_cells(synthesis::effects(fitted, studies.base.evidence, cells_of(inputs.evidence)), inputs.evidence, pages);
  print(pages);
  const auto shared = synthesis::shared(fitted, studies.base.evidence);
  print(shared);
  if (!folder) return ok;
  folder->start_over(evidence_folder_kind.may_write);
  folder->write("effects.csv", synthesis::effects_table(effects));
  folder->write("effects_from.csv",
                effects_from_csv(studies, options.sweeps, options.seed, fitted.draws.size(), shared));
  folder->write("selection.csv", selection_csv(pages, fitted));
  folder->write("studies_used.csv", studies_csv(studies, pages));
  folder->write("evidence.html", evidence_page(studies, fitted, pages,
                                               made_with(studies, options.studies, options.sweeps, options.seed)));
  console.say("written: evidence.html, effects.csv, effects_from.csv, selection.csv, studies_used.csv in " +
              options.out.string());
  return ok;
}

}  // namespace

void add_evidence(CommandLine& line) {
  auto options = std::make_shared<Options>();
  Command command = line.command("evidence", "what the studies say of each measure, and where it was never tried");
  command.option({"row", "", "one row of the register, I19; default: all"}, options->row);
  command.option({"-o,--output", "DIR",
                  "folder for evidence.html, effects.csv, effects_from.csv, selection.csv, studies_used.csv"},
                 options->out);
  command.option({"--studies", "FILE", own_studies_help}, options->studies);
  command.option({"--sweeps", "N", "sweeps a chain that are kept (default 1000); takes time in proportion"},
                 options->sweeps, {20, 100000});
  command.flag("--replace", options->replace, replace_help);
  add_common(command, options->seed, options->threads, options->quiet);
  command.needs_less("ask for fewer --sweeps");
  command.runs([options] { return evidence(*options); });
}

}  // namespace salus::apps
