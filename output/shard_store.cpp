#include "output/shard_store.hpp"

#include <filesystem>
#include <stdexcept>

#include "output/atomic_file.hpp"
#include "output/sha256.hpp"
#include "output/shard_file.hpp"

namespace salus::output {
namespace fs = std::filesystem;

FolderStore::FolderStore(std::string folder, const std::string& description, Mode mode, Log log, FolderKind kind)
    : blobs_(std::move(folder), description, mode, std::move(log),
             {.label = shard_label,
              .name_in_label = false,
              .parts = "finished countries",
              .depends_on = "scenarios, settings or data",
              .folder = std::move(kind)}) {}

std::optional<model::CountryResult> FolderStore::load(const model::CountryCode& country) {
  const std::string name(country.name());
  const auto payload = blobs_.load(name);
  if (!payload) return std::nullopt;
  try {
    auto result = read_shard_payload(*payload);
    if (!(result.code == country)) throw CorruptStore("it holds another country");
    return result;
  } catch (const CorruptStore& e) {
    blobs_.set_aside(name, e.what());
    return std::nullopt;
  }
}

void FolderStore::save(const model::CountryResult& result) {
  blobs_.save(std::string(result.code.name()), shard_payload(result));
}

MergedStore::MergedStore(std::vector<std::string> folders) : folders_(std::move(folders)) {
  for (const auto& folder : folders_) {
    if (!fs::exists(fs::path(folder) / "manifest.json"))
      throw IoError("'" + folder + "' holds no shards of a run (no manifest.json)");
    const std::string description = read_manifest(folder);
    if (description_.empty()) description_ = description;
    else if (description != description_)
      throw CorruptStore("'" + folder + "' and '" + folders_.front() +
                         "' belong to different runs: scenarios, settings or data differ");
  }
  key_ = sha256_hex(description_);
}

std::optional<model::CountryResult> MergedStore::load(const model::CountryCode& country) {
  std::string bytes;
  std::string from;
  for (const auto& folder : folders_) {
    const std::string path = blob_path(folder, std::string(country.name()));
    if (!fs::exists(path)) continue;
    std::string found = read_file(path, blob_limit);
    if (!bytes.empty() && found != bytes)
      throw CorruptStore("'" + path + "' and '" + from + "' hold different results of the same country");
    bytes = std::move(found);
    from = path;
  }
  if (bytes.empty()) return std::nullopt;
  try {
    return read_shard(bytes, key_);
  } catch (const CorruptStore& e) {
    throw CorruptStore("'" + from + "': " + e.what());
  }
}

void MergedStore::save(const model::CountryResult&) { throw std::logic_error("shards are merged, never written"); }

}  // namespace salus::output
