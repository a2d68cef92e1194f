#pragma once
/// One finished country as a file: an HDF5 image under seal (blob_file).
#include <string>
#include <string_view>

#include "model/run/results.hpp"
#include "output/error.hpp"

namespace salus::output {

inline const std::string shard_label = "SALUS-SHARD 3";

/// The HDF5 image of a country.
std::string shard_payload(const model::CountryResult& result);
/// @throws CorruptStore where the image is none of a country.
model::CountryResult read_shard_payload(std::string_view payload);

/// @param run_key 64 hexadecimal digits that say which run the shard belongs to.
std::string shard_bytes(const model::CountryResult& result, const std::string& run_key);

/// Verifies length, SHA-256 and run key before anything is interpreted.
/// @throws CorruptStore saying what is wrong.
model::CountryResult read_shard(std::string_view bytes, const std::string& run_key);

}  // namespace salus::output
