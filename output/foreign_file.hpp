#pragma once
/// Files of strangers: the HDF5 library, which a crafted file can crash, sees them in another process only.
#include "output/child_process.hpp"
#include "output/hdf5.hpp"

namespace salus::output {

struct ForeignLimits {
  std::uint64_t value_bytes;  ///< of numbers and texts over the whole file
  ChildLimits child;
};
inline constexpr ForeignLimits posterior_limits{std::uint64_t{1} << 28, {std::uint64_t{2} << 30, 60}};
inline constexpr ForeignLimits results_limits{std::uint64_t{4} << 30, {std::uint64_t{8} << 30, 300}};

inline constexpr std::size_t largest_results = std::size_t{4} << 30;  ///< bytes of a file

/// Bytes of a file that begins as HDF5 does; of any other, only the beginning is read. @throws IoError, CorruptStore
std::string read_hdf5_bytes(const std::string& path, std::size_t limit);

/// What the bytes hold. @param name the file, for messages @param stop as `in_child` takes it
/// @throws as `in_child` and `walk_hdf5`
Hdf5Reader read_foreign(std::string_view bytes, const std::string& name, const ForeignLimits& limits,
                        const std::function<bool()>& stop = {});

/// Objects as a reading process sends them. @throws CorruptStore for what no reader sends
Hdf5Reader receive_objects(ByteSource& from, std::uint64_t value_bytes);

}  // namespace salus::output
