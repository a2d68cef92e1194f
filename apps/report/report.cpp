/// `salus report`: the pages of a result written again.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/common/about.hpp"
#include "apps/common/command_line.hpp"
#include "apps/common/computation.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "output/error.hpp"
#include "output/foreign_file.hpp"
#include "output/shard_store.hpp"

namespace salus::apps {
namespace {

/// The hash that summary.json gives for the results beside it; empty where there is no summary.
std::string hash_in_summary(const std::filesystem::path& folder) {
  const auto path = folder / "summary.json";
  if (!std::filesystem::exists(path)) return {};
  try {
    return nlohmann::json::parse(read_text(path)).at("content_hash").get<std::string>();
  } catch (const nlohmann::json::exception& e) {
    throw output::IoError("'" + path.string() + "' is no summary of Salus (" + e.what() +
                          "); move the results to a folder without it");
  }
}

struct Options {
  std::string folder;
  std::string about;  ///< empty: as the results say
  bool quiet = false;
};

int report(const Options& options) {
  const std::string& folder = options.folder;
  const auto path = std::filesystem::path(folder) / "results.h5";
  const auto file = output::read_foreign(output::read_hdf5_bytes(path.string(), output::largest_results), path.string(),
                                         output::results_limits, interrupted);
  const std::string hash = file.content_hash();
  const std::string expected = hash_in_summary(folder);
  if (!expected.empty() && hash != expected)
    throw output::CorruptStore("'" + path.string() + "' is not what was written: its content hash is " +
                               hash.substr(0, 16) + "... and summary.json says " + expected.substr(0, 16) + "...");
  output::Provenance provenance;
  model::Results results = output::read_results(file, provenance);
  if (const auto about = asked_to_be_about(options.about, results.scenarios)) results.about = about;
  // Results may have been copied to where they are wanted, beside files of others.
  const std::set<std::string> pages{"report.html", "report.json"};
  output::OwnedFolder owned(folder, {output::projection_folder.name, pages, true});
  owned.replace(pages);
  write_report(results, provenance, hash, owned);
  Console(options.quiet).say("wrote " + (std::filesystem::path(folder) / "report.html").string() + " and report.json");
  return ok;
}

}  // namespace

void add_report(CommandLine& line) {
  auto options = std::make_shared<Options>();
  Command command = line.command("report", "write the report again from results.h5");
  command.option({"dir", "", "folder with results.h5", true}, options->folder);
  command.option({"--about", "NAME", "scenario that the page is about (default: that of the run)"}, options->about);
  command.flag("--quiet", options->quiet, "say nothing but errors");
  command.runs([options] { return report(*options); });
}

}  // namespace salus::apps
