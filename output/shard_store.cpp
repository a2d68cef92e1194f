#include "output/shard_store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "output/atomic_file.hpp"
#include "output/sha256.hpp"
#include "output/shard_file.hpp"

namespace salus::output {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t shard_limit = std::size_t{1} << 32, manifest_limit = std::size_t{64} << 20;

std::string shard_path(const std::string& folder, const model::CountryCode& country) { return (fs::path(folder) / "shards" / (std::string(country.name()) + ".salus")).string(); }

std::string manifest_text(const std::string& description) {
  return nlohmann::json{{"format", 1}, {"file_type", "salus-run"}, {"run_key", sha256_hex(description)}, {"description", description}}.dump(1) + "\n";
}

/// Description in a folder's manifest. @throws CorruptStore
std::string read_manifest(const std::string& folder) {
  const std::string path = (fs::path(folder) / "manifest.json").string();
  try {
    const auto json = nlohmann::json::parse(read_file(path, manifest_limit));
    if (json.at("file_type") != "salus-run" || json.at("format") != 1) throw CorruptStore("'" + path + "' is not a run manifest of format 1");
    const std::string description = json.at("description");
    if (json.at("run_key") != sha256_hex(description)) throw CorruptStore("'" + path + "' was changed after it was written: its run key does not match its description");
    return description;
  } catch (const nlohmann::json::exception& e) {
    throw CorruptStore("'" + path + "' cannot be read: " + e.what());
  }
}

}  // namespace

FolderStore::FolderStore(std::string folder, const std::string& description, Mode mode, Log log) : folder_(std::move(folder)), key_(sha256_hex(description)), log_(std::move(log)) {
  make_folder(folder_);
  bool ours = fs::exists(fs::path(folder_) / "manifest.json");
  const bool results = fs::exists(fs::path(folder_) / "results.h5");
  if (!ours && !results)
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      if (name == "lock" || name == "manifest.json" || name == "shards" || name == "quarantine" || name.find(".salus-tmp.") != std::string::npos) continue;
      throw IoError("'" + folder_ + "' holds other files ('" + name + "') and no run of Salus; choose an empty folder with -o");
    }
  take_lock();
  ours = fs::exists(fs::path(folder_) / "manifest.json");  // another run may have begun, and ended, since the first look
  try {
    sweep_temporary_files(folder_);
    if (ours) {
      if (sha256_hex(read_manifest(folder_)) != key_) throw IoError("'" + folder_ + "' holds an unfinished run with other scenarios, settings or data; choose another folder with -o, or remove it");
      if (mode == Mode::fresh && kept() > 0) throw IoError("'" + folder_ + "' holds " + std::to_string(kept()) + " finished countries of this very run; go on with --resume, or remove the folder");
    } else {
      write_file((fs::path(folder_) / "manifest.json").string(), manifest_text(description));
    }
    make_folder((fs::path(folder_) / "shards").string());
    sweep_temporary_files((fs::path(folder_) / "shards").string());
  } catch (...) {
    ::close(lock_);
    throw;
  }
}

FolderStore::~FolderStore() {
  // The lock file is removed while it is still held, so that nobody takes a file that is about to go.
  ::unlink((fs::path(folder_) / "lock").c_str());
  if (lock_ >= 0) ::close(lock_);
}

void FolderStore::take_lock() {
  const std::string path = (fs::path(folder_) / "lock").string();
  lock_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_ < 0) throw IoError("open", path, errno);
  // flock goes with the process, so a lock left by a dead one needs no clearing.
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    std::string who(200, '\0');
    const ssize_t n = ::pread(lock_, who.data(), who.size(), 0);
    who.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    ::close(lock_);
    lock_ = -1;
    throw IoError("'" + folder_ + "' is in use by another run (" + (who.empty() ? "unknown process" : who) + "); wait for it, or choose another folder with -o");
  }
  char host[100] = "";
  ::gethostname(host, sizeof host - 1);
  const std::time_t now = std::time(nullptr);
  char since[40] = "";
  std::tm parts{};
  std::strftime(since, sizeof since, "%Y-%m-%d %H:%M:%S UTC", ::gmtime_r(&now, &parts));
  const std::string who = "process " + std::to_string(::getpid()) + " on " + host + " since " + since;
  if (::ftruncate(lock_, 0) != 0 || ::pwrite(lock_, who.data(), who.size(), 0) != static_cast<ssize_t>(who.size())) throw IoError("write", path, errno);
}

void FolderStore::quarantine(const std::string& path, const std::string& why) {
  const fs::path folder = fs::path(folder_) / "quarantine";
  make_folder(folder.string());
  fs::path target = folder / fs::path(path).filename();
  for (int i = 1; fs::exists(target); ++i) target = folder / (fs::path(path).filename().string() + "." + std::to_string(i));
  std::error_code error;
  fs::rename(path, target, error);
  if (error) throw IoError("move aside", path, error.value());
  log_("moved '" + path + "' to '" + target.string() + "': " + why + "; it will be computed again");
}

std::optional<model::CountryResult> FolderStore::load(const model::CountryCode& country) {
  const std::string path = shard_path(folder_, country);
  if (!fs::exists(path)) return std::nullopt;
  try {
    auto result = read_shard(read_file(path, shard_limit), key_);
    if (!(result.code == country)) throw CorruptStore("it holds another country");
    return result;
  } catch (const CorruptStore& e) {
    quarantine(path, e.what());
    return std::nullopt;
  }
}

void FolderStore::save(const model::CountryResult& result) { write_file(shard_path(folder_, result.code), shard_bytes(result, key_)); }

void FolderStore::remove_shards() {
  std::error_code error;
  // The manifest goes first: shards without one are nobody's, and a later run clears them.
  fs::remove(fs::path(folder_) / "manifest.json", error);
  if (!error) fs::remove_all(fs::path(folder_) / "shards", error);
  if (error) throw IoError("remove the shards of", folder_, error.value());
}

std::size_t FolderStore::kept() const {
  std::size_t n = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(folder_) / "shards", ignored)) n += entry.path().extension() == ".salus";
  return n;
}

MergedStore::MergedStore(std::vector<std::string> folders) : folders_(std::move(folders)) {
  for (const auto& folder : folders_) {
    if (!fs::exists(fs::path(folder) / "manifest.json")) throw IoError("'" + folder + "' holds no shards of a run (no manifest.json)");
    const std::string description = read_manifest(folder);
    if (description_.empty()) description_ = description;
    else if (description != description_) throw CorruptStore("'" + folder + "' and '" + folders_.front() + "' belong to different runs: scenarios, settings or data differ");
  }
  key_ = sha256_hex(description_);
}

std::optional<model::CountryResult> MergedStore::load(const model::CountryCode& country) {
  std::string bytes, from;
  for (const auto& folder : folders_) {
    const std::string path = shard_path(folder, country);
    if (!fs::exists(path)) continue;
    std::string found = read_file(path, shard_limit);
    if (!bytes.empty() && found != bytes) throw CorruptStore("'" + path + "' and '" + from + "' hold different results of the same country");
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
