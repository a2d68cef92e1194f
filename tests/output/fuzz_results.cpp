/// Result files: any bytes give results that can be written again, or a refusal.
#include <cstddef>
#include <cstdint>
#include <string>

#include "output/error.hpp"
#include "output/hdf5.hpp"
#include "output/results_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus::output;
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(data[i]);
  try {
    const Hdf5Reader file(bytes);
    file.content_hash();
    Provenance provenance;
    read_results(file, provenance);
  } catch (const CorruptStore&) {
  }
  return 0;
}
