/// `salus hash`: the content hash of a result.
#include <cstdio>

#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "output/foreign_file.hpp"

namespace salus::apps {
namespace {

int hash(const std::string& file) {
  const auto bytes = output::read_hdf5_bytes(file, output::largest_results);
  const auto content = output::read_foreign(bytes, file, output::results_limits, interrupted);
  std::printf("%s\n", content.content_hash().c_str());
  return ok;
}

}  // namespace

void add_hash(CommandLine& line) {
  auto file = std::make_shared<std::string>();
  Command command = line.command("hash", "hash of the logical content of a result");
  command.option({"file", "", "results.h5", true}, *file);
  command.runs([file] { return hash(*file); });
}

}  // namespace salus::apps
