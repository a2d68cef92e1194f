#pragma once
/// One finished part of a projection, a country in a block of draws, as a file: an HDF5 image under seal (blob_file).
#include <string>
#include <string_view>

#include "model/run/plan.hpp"
#include "output/error.hpp"

namespace salus::output {

inline const std::string shard_label = "SALUS-SHARD 4";

/// The HDF5 image of a part.
std::string shard_payload(const model::CountryPart& part);
/// @throws CorruptStore where the image is none of a part.
model::CountryPart read_shard_payload(std::string_view payload);

/// What a part is called: KEN-000002.
std::string text_of(const model::PartName& name);

/// @param run_key 64 hexadecimal digits that say which run the shard belongs to.
std::string shard_bytes(const model::PartName& name, const model::CountryPart& part, const std::string& run_key);

/// Verifies name, length, SHA-256 and run key before anything is interpreted.
/// @throws CorruptStore saying what is wrong.
model::CountryPart read_shard(const model::PartName& name, std::string_view bytes, const std::string& run_key);

}  // namespace salus::output
