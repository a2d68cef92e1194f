/// `salus hash`: the content hash of a result.
#include <cstdio>

#include "apps/common/command_line.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/isolate.hpp"
#include "output/atomic_file.hpp"
#include "output/hdf5.hpp"

namespace salus::apps {
namespace {

int hash(const std::string& file) {
  continue_in_child();
  const output::Hdf5Reader reader(output::read_file(file, std::size_t{4} << 30));
  std::printf("%s\n", reader.content_hash().c_str());
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
