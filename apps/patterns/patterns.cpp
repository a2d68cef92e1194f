/// `salus patterns`: what recorded crimes look like as points, by city and type.
#include <cstdio>
#include <optional>
#include <stdexcept>

#include "apps/common/cities.hpp"
#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/gunzip.hpp"
#include "apps/common/machine.hpp"
#include "apps/common/made_of.hpp"
#include "apps/patterns/city_patterns.hpp"
#include "apps/patterns/patterns_csv.hpp"
#include "apps/patterns/patterns_page.hpp"
#include "apps/patterns/shown_figures.hpp"
#include "model/core/number.hpp"
#include "output/owned_folder.hpp"
#include "output/sha256.hpp"
#include "output/words/sentences/made.hpp"
#include "output/words/words.hpp"

namespace salus::apps {
namespace {

namespace words = output::words;
using calibration::PointPattern;
using words::Verbatim;

const output::FolderKind patterns_folder{
    .name = "pattern study", .may_write = {"patterns.csv", "patterns.html"}, .marked = {"patterns.csv"}};

/// The events of a file, packed or not. @param bytes of the file
calibration::PointFile events_of(const std::string& bytes, const std::string& file, const Console& console) {
  model::Diagnostics findings;
  const auto events = calibration::read_point_events(is_gzip(bytes) ? gunzip(bytes, file) : bytes, file, findings);
  if (!findings.empty()) throw model::InputError(findings);
  std::string left_out;
  for (const auto& name : events.not_read) left_out += (left_out.empty() ? "" : ", ") + name;
  if (!left_out.empty()) console.say("columns left out: " + left_out);
  return events;
}

std::string said(const words::Text& text) { return words::english().text(text); }
std::string said_if_any(const std::optional<words::Text>& text) { return text ? said(*text) : ""; }

void print(const PointPattern& p) {
  std::printf("%s, %s\n  %s\n", p.city.c_str(), words::spaced(p.type).text().c_str(), said(heading_of(p)).c_str());
  if (p.concentration) std::printf("  %-42s %-28s %-10s %s\n", "", "recorded (95 %)", "by chance", "p");
  for (const auto& f : shown_figures(p)) {
    const std::string label = said(f.label);
    if (f.missing) {
      std::printf("  %-42s %s\n", label.c_str(), said(*f.missing).c_str());
      continue;
    }
    const std::string value = said(*f.value) + (f.interval ? " (" + said(*f.interval) + ")" : "");
    std::printf("  %-42s %-28s %-10s %s\n", label.c_str(), value.c_str(), said_if_any(f.chance).c_str(),
                said_if_any(f.p).c_str());
  }
  if (p.knox && p.knox->events < p.events)
    std::printf("  near repeats: the first %u of %u events were used\n", p.knox->events, p.events);
  std::printf("\n");
}

calibration::StudyArea area_of(const calibration::PointEvents& city, double cell_m) {
  try {
    return {city, cell_m};
  } catch (const std::length_error& e) {
    throw output::LimitRefused(std::string(e.what()) + "; ask for larger ones with --cell");
  }
}

void write(const PatternsOptions& options, const std::string& bytes, const std::vector<PointPattern>& patterns,
           output::OwnedFolder& folder, const Console& console) {
  namespace made = words::made;
  const std::vector<output::page::MadeRow> rows{
      {made::program, made::Salus{.version = Verbatim(std::string_view(SALUS_VERSION))}},
      {made::events,
       made::File{.file = Verbatim(options.events.filename().string()), .hash = Verbatim(output::sha256_hex(bytes))}},
      {made::cells, made::Squares{.metres = options.cell_m}},
      {made::permutations_and_seed,
       made::PermutationsOf{.permutations = options.permutations, .seed = Verbatim(std::to_string(options.seed))}}};
  folder.start_over(patterns_folder.may_write);
  folder.write("patterns.csv", patterns_csv(patterns));
  folder.write("patterns.html", patterns_page(patterns, rows));
  console.say("written: patterns.csv, patterns.html in " + folder.path().string());
}

int patterns(const PatternsOptions& options) {
  const Console console(options.quiet);
  if (!options.city.empty() && !options.events.empty())
    throw UsageError("patterns: name either a city or --events FILE");
  if (!options.city.empty()) return city_patterns(options);
  if (options.events.empty())
    throw UsageError(
        "patterns: name a city, or a table of events with --events FILE (columns city, crime_type, datetime, lon, "
        "lat)");
  const std::string bytes = read_text(options.events);
  const auto file = events_of(bytes, options.events.string(), console);
  std::optional<output::OwnedFolder> folder;
  if (!options.out.empty()) {
    auto kind = patterns_folder;
    kind.replace = options.replace;
    kind.made_of = {{"events", options.events.filename().string() + " " + short_hash(output::sha256_hex(bytes))},
                    {"cell", model::format_number(options.cell_m) + " m"},
                    {"permutations", std::to_string(options.permutations)},
                    {"seed", std::to_string(options.seed)}};
    folder.emplace(options.out, kind);
  }
  calibration::PatternPlan plan;
  plan.cell_m = options.cell_m;
  plan.permutations = options.permutations;
  plan.seed = options.seed;
  const auto executor = make_executor(options.threads);
  std::vector<PointPattern> found;
  for (const auto& city : file.cities) {
    const auto area = area_of(city, options.cell_m);
    for (std::size_t type = 0; type < city.types.size(); ++type) {
      stop_if_asked();
      found.push_back(calibration::point_pattern(city, type, area, plan, *executor));
      print(found.back());
    }
  }
  std::printf(
      "By chance: the same events on any cell alike, with their dates dealt anew, in any order of months, on every day "
      "and hour alike. Cells: those in the hull of a city's events; where it ends no file tells.\n");
  stop_if_asked();
  if (folder) write(options, bytes, found, *folder, console);
  return ok;
}

}  // namespace

void add_patterns(CommandLine& line) {
  auto options = std::make_shared<PatternsOptions>();
  Command command = line.command(
      "patterns",
      "what recorded crimes look like as points: concentration, near repeats, rhythm, recurrence, by city and type");
  command.option({"city", "CITY", "a city to simulate and hold against the frozen list of facts"}, options->city);
  command.several({"--set", "NAME=VALUE", city_parameter_help}, options->set);
  command.option({"--events", "FILE", "a table of events (city,crime_type,datetime,lon,lat), also packed by gzip"},
                 options->events);
  command.option({"-o,--output", "DIR", "folder for patterns.csv, patterns.html"}, options->out);
  command.option({"--cell", "METRES", "side of a cell in metres (default 100)"}, options->cell_m, {10.0, 10000.0});
  command.option({"--permutations", "N", "permutations of the tests (default 999)"}, options->permutations,
                 {19, 1000000});
  command.flag("--replace", options->replace, replace_help);
  add_common(command, options->seed, options->threads, options->quiet);
  command.needs_less("ask for fewer --permutations, larger squares with --cell, or a smaller city");
  command.runs([options] { return patterns(*options); });
}

}  // namespace salus::apps
