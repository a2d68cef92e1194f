#include "apps/report/report.hpp"

#include <filesystem>

#include "apps/common/exit_code.hpp"
#include "apps/common/session.hpp"
#include "output/atomic_file.hpp"
#include "output/hdf5.hpp"

namespace salus::apps {

int report(const std::string& folder) {
  const auto path = std::filesystem::path(folder) / "results.h5";
  const output::Hdf5Reader file(output::read_file(path.string(), std::size_t{4} << 30));
  output::Provenance provenance;
  const model::Results results = output::read_results(file, provenance);
  write_report(results, provenance, file.content_hash(), folder);
  Console(false).say("wrote " + (std::filesystem::path(folder) / "report.html").string() + " and report.json");
  return ok;
}

}  // namespace salus::apps
