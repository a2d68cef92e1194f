/// Shards as they lie on disk: any bytes give a shard that can be written again, or a refusal before the HDF5 library
/// sees them.
#include <cstddef>
#include <cstdint>
#include <string>

#include "output/error.hpp"
#include "output/shard_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus;
  const std::string key(64, 'e');
  const model::PartName name{{{"KEN"}, 404}, {}};
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(data[i]);
  try {
    output::shard_bytes(name, output::read_shard(name, bytes, key), key);
  } catch (const output::CorruptStore&) {
  }
  return 0;
}
