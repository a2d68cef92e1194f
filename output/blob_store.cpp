#include "output/blob_store.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "output/atomic_file.hpp"
#include "output/blob_file.hpp"
#include "output/sha256.hpp"

namespace salus::output {
namespace fs = std::filesystem;

namespace {

constexpr const char* part_ending = ".salus";

std::string manifest_text(const std::string& description, const std::string& kind) {
  return nlohmann::json{{"format", 1},
                        {"file_type", "salus-run"},
                        {"kind", kind},
                        {"run_key", sha256_hex(description)},
                        {"description", description}}
             .dump(1) +
         "\n";
}

/// First line of a file.
std::string label_of(const BlobKind& kind, const std::string& name) { return kind.label + " " + name; }

/// What to say for the run there: its options where these alone differ, else nothing.
std::string options_of(const std::string& there, const std::string& here,
                       const std::map<std::string, std::string>& options) {
  const auto a = nlohmann::json::parse(there, nullptr, false);
  const auto b = nlohmann::json::parse(here, nullptr, false);
  if (!a.is_object() || !b.is_object() || a.size() != b.size()) return "";
  std::string all;
  for (const auto& [name, value] : a.items()) {
    if (value == b.value(name, nlohmann::json())) continue;
    const auto option = options.find(name);
    if (option == options.end()) return "";
    all += " " + option->second + " " + (value.is_string() ? value.get<std::string>() : value.dump());
  }
  return all;
}

}  // namespace

std::string read_manifest(const std::string& folder) {
  const std::string path = (fs::path(folder) / manifest_name).string();
  try {
    const auto json = nlohmann::json::parse(read_file(path, manifest_limit));
    if (json.at("file_type") != "salus-run" || json.at("format") != 1)
      throw CorruptStore("'" + path + "' is not a run manifest of format 1");
    const std::string description = json.at("description");
    if (json.at("run_key") != sha256_hex(description))
      throw CorruptStore("'" + path + "' was changed after it was written: its run key does not match its description");
    return description;
  } catch (const nlohmann::json::exception& e) {
    throw CorruptStore("'" + path + "' cannot be read: " + e.what());
  }
}

std::string blob_path(const std::string& folder, const std::string& name) {
  if (name.empty() || name.size() > 100 ||
      name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != std::string::npos)
    throw std::invalid_argument("'" + name + "' is no name of a part");
  return (fs::path(folder) / shards_name / (name + part_ending)).string();
}

std::vector<std::pair<std::string, std::string>> blobs_in(const std::string& folder) {
  std::vector<std::pair<std::string, std::string>> all;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / shards_name, none))
    if (entry.path().extension() == part_ending) all.emplace_back(entry.path().stem().string(), entry.path().string());
  std::sort(all.begin(), all.end());
  return all;
}

namespace {

/// Of two objects, what is another in them or in one alone.
std::string names_that_differ(const nlohmann::json& one, const nlohmann::json& other) {
  auto names = one;
  names.update(other);
  std::string all;
  for (const auto& [name, unused] : names.items())
    if (one.value(name, nlohmann::json()) != other.value(name, nlohmann::json()))
      all += (all.empty() ? "" : ", ") + name;
  return all;
}

}  // namespace

std::string differences(const std::string& one, const std::string& other) {
  const auto a = nlohmann::json::parse(one, nullptr, false);
  const auto b = nlohmann::json::parse(other, nullptr, false);
  if (!a.is_object() || !b.is_object()) return "";
  auto names = a;
  names.update(b);
  std::string all;
  for (const auto& [name, unused] : names.items()) {
    const auto mine = a.value(name, nlohmann::json());
    const auto others = b.value(name, nlohmann::json());
    if (mine == others) continue;
    all += (all.empty() ? "" : ", ") + name;
    if (mine.is_primitive() && others.is_primitive()) all += " " + mine.dump() + " and " + others.dump();
    if (mine.is_object() && others.is_object()) all += " (" + names_that_differ(mine, others) + ")";
  }
  return all;
}

BlobFolder::BlobFolder(const std::string& folder, const std::string& description, Mode mode, Log log, BlobKind kind)
    : key_(sha256_hex(description)), log_(std::move(log)), kind_(std::move(kind)), folder_(folder, kind_.folder) {
  check_places();
  if (kept() > 0) {
    const std::string there = read_manifest(folder);
    if (sha256_hex(there) != key_) {
      const std::string named = differences(there, description);
      const std::string options = options_of(there, description, kind_.options);
      throw IoError("'" + folder + "' holds an unfinished run with other " + kind_.depends_on +
                    (named.empty() ? "" : " (there and here: " + named + ")") +
                    (options.empty() ? "; " : "; go on with it by --resume" + options + ", or ") +
                    "choose another folder with -o, or remove it");
    }
    if (mode == Mode::fresh)
      throw IoError("'" + folder + "' holds " + std::to_string(kept()) + " " + kind_.parts +
                    " of this very run; go on with --resume, or remove the folder");
  } else {
    write_file((path() / manifest_name).string(), manifest_text(description, kind_.folder.name));
  }
  make_folder(shards().string());
  sweep_temporary_files(shards().string(), [](const std::string& name) { return name.ends_with(part_ending); });
}

void BlobFolder::check_places() const {
  for (const char* name : {shards_name, quarantine_name}) {
    const auto status = fs::symlink_status(path() / name);
    if (fs::exists(status) && !fs::is_directory(status))
      throw IoError("'" + (path() / name).string() +
                    "' is no folder of Salus; move it away, or choose another folder with -o");
  }
  const fs::path manifest = path() / manifest_name;
  if (fs::exists(fs::symlink_status(manifest))) {
    if (is_manifest(manifest)) return;
    throw IoError("'" + manifest.string() +
                  "' is a file of others and would be replaced; move it away, or choose another folder with -o");
  }
  if (!fs::exists(shards()) || fs::is_empty(shards())) return;
  throw IoError("'" + shards().string() + "' holds files of others ('" +
                fs::directory_iterator(shards())->path().filename().string() +
                "'), and no manifest of a run of Salus; move it away, or choose another folder with -o");
}

void BlobFolder::set_aside(const std::string& name, const std::string& why) {
  const std::string path = blob_path(folder_.path().string(), name);
  const fs::path folder = folder_.path() / quarantine_name;
  folder_.claim();  // the quarantine outlives the manifest
  make_folder(folder.string());
  fs::path target = folder / fs::path(path).filename();
  for (int i = 1; fs::exists(target); ++i)
    target = folder / (fs::path(path).filename().string() + "." + std::to_string(i));
  std::error_code error;
  fs::rename(path, target, error);
  if (error) throw IoError("move aside", path, error.value());
  log_("moved '" + path + "' to '" + target.string() + "': " + why + "; it will be computed again");
}

void BlobFolder::remember(const std::string& name) {
  const std::lock_guard<std::mutex> guard(remembering_);
  ours_.insert(name);
}

std::optional<std::string> BlobFolder::load(const std::string& name) {
  const std::string path = blob_path(folder_.path().string(), name);
  if (!fs::exists(path)) return std::nullopt;
  try {
    std::string payload(unseal(label_of(kind_, name), read_file(path, blob_limit), key_));
    remember(name);
    return payload;
  } catch (const CorruptStore& e) {
    set_aside(name, e.what());
    return std::nullopt;
  }
}

void BlobFolder::save(const std::string& name, std::string_view payload) {
  write_file(blob_path(folder_.path().string(), name), seal(label_of(kind_, name), payload, key_));
  remember(name);
}

void BlobFolder::remove_all() {
  std::error_code error;
  for (const auto& name : ours_)
    if (!error) fs::remove(blob_path(path().string(), name), error);
  // The manifest goes last: parts without one are not ours.
  if (!error) fs::remove(path() / manifest_name, error);
  if (error) throw IoError("remove the parts of", path().string(), error.value());
  fs::remove(shards(), error);
  if (error) log_("files that are not of this run stay in '" + shards().string() + "'; move them before the next run");
}

std::size_t BlobFolder::leave() {
  const std::size_t parts = kept();
  std::error_code ignored;
  if (parts == 0 && fs::remove(path() / manifest_name, ignored)) fs::remove(shards(), ignored);
  return parts;
}

std::size_t BlobFolder::kept() const { return blobs_in(path().string()).size(); }

}  // namespace salus::output
