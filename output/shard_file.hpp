#pragma once
/// One finished country as a file: a header of 512 bytes, then an HDF5 image.
#include <string>
#include <string_view>

#include "model/run/results.hpp"
#include "output/error.hpp"

namespace salus::output {

/// @param run_key 64 hexadecimal digits that say which run the shard belongs to.
std::string shard_bytes(const model::CountryResult& result, const std::string& run_key);

/// Verifies length, SHA-256 and run key before anything is interpreted.
/// @throws CorruptStore saying what is wrong.
model::CountryResult read_shard(std::string_view bytes, const std::string& run_key);

}  // namespace salus::output
