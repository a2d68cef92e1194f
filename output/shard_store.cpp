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
              .parts = "finished parts",
              .depends_on = "scenarios, settings or data",
              .options = {{"seed", "--seed"}, {"draws", "--draws"}, {"grain", "--grain"}},
              .folder = std::move(kind)}) {}

std::optional<model::CountryPart> FolderStore::load(const model::PartName& name) {
  const std::string text = text_of(name);
  const auto payload = blobs_.load(text);
  if (!payload) return std::nullopt;
  try {
    return read_shard_payload(*payload);
  } catch (const CorruptStore& e) {
    blobs_.set_aside(text, e.what());
    return std::nullopt;
  }
}

void FolderStore::save(const model::PartName& name, const model::CountryPart& part) {
  blobs_.save(text_of(name), shard_payload(part));
}

MergedStore::MergedStore(const std::vector<std::string>& folders) {
  for (const auto& folder : folders) {
    if (!fs::exists(fs::path(folder) / manifest_name))
      throw IoError("'" + folder + "' holds no shards of a run (no manifest.json)");
    const std::string description = read_manifest(folder);
    if (description_.empty()) description_ = description;
    else if (description != description_)
      throw CorruptStore("'" + folder + "' and '" + folders.front() +
                         "' belong to different runs: scenarios, settings or data differ (" +
                         differences(description, description_) + ")");
    for (auto& [name, path] : blobs_in(folder)) paths_[name].push_back(path);
  }
  key_ = sha256_hex(description_);
}

bool MergedStore::has(const model::PartName& name) const { return paths_.contains(text_of(name)); }

std::optional<model::CountryPart> MergedStore::load(const model::PartName& name) {
  const auto found = paths_.find(text_of(name));
  if (found == paths_.end()) return std::nullopt;
  const std::string& first = found->second.front();
  const std::string bytes = read_file(first, blob_limit);
  for (const auto& path : found->second)
    if (path != first && read_file(path, blob_limit) != bytes)
      throw CorruptStore("'" + path + "' and '" + first + "' hold different results of the same part");
  try {
    return read_shard(name, bytes, key_);
  } catch (const CorruptStore& e) {
    throw CorruptStore("'" + first + "': " + e.what());
  }
}

void MergedStore::save(const model::PartName&, const model::CountryPart&) {
  throw std::logic_error("shards are merged, never written");
}

}  // namespace salus::output
