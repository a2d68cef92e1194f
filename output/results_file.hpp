#pragma once
/// results.h5: results as netCDF-4, both ways. The layout is specified in output/README.md.
#include <string>

#include "model/run/results.hpp"
#include "output/hdf5.hpp"

namespace salus::output {

/// How a result came about; kept in the group /provenance and left out of the content hash.
struct Provenance {
  std::string program_version;
  std::string compiler;
  std::string build_type;
  std::string command;
  std::string created_at;
  std::string instruction_set;
  std::int64_t threads = 0;
};

/// Hands over the file's bytes, which are as large as the results; same results and provenance, same bytes.
void with_results_bytes(const model::Results& results, const Provenance& provenance,
                        const std::function<void(std::string_view)>& use);
/// A copy of them.
std::string results_bytes(const model::Results& results, const Provenance& provenance);

/// @throws CorruptStore for a file of another type, format or result version, or with parts that do not fit together.
model::Results read_results(const Hdf5Reader& file, Provenance& provenance);

}  // namespace salus::output
