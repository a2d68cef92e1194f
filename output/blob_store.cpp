#include "output/blob_store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "output/atomic_file.hpp"
#include "output/blob_file.hpp"
#include "output/sha256.hpp"

namespace salus::output {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t manifest_limit = std::size_t{64} << 20;

std::string manifest_text(const std::string& description) {
  return nlohmann::json{{"format", 1},
                        {"file_type", "salus-run"},
                        {"run_key", sha256_hex(description)},
                        {"description", description}}
             .dump(1) +
         "\n";
}

/// First line of a file.
std::string label_of(const BlobKind& kind, const std::string& name) {
  return kind.name_in_label ? kind.label + " " + name : kind.label;
}

}  // namespace

std::string read_manifest(const std::string& folder) {
  const std::string path = (fs::path(folder) / "manifest.json").string();
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
  return (fs::path(folder) / "shards" / (name + ".salus")).string();
}

BlobFolder::BlobFolder(std::string folder, const std::string& description, Mode mode, Log log, BlobKind kind)
    : folder_(std::move(folder)), key_(sha256_hex(description)), log_(std::move(log)), kind_(std::move(kind)) {
  make_folder(folder_);
  bool ours = fs::exists(fs::path(folder_) / "manifest.json");
  const bool results = !kind_.result.empty() && fs::exists(fs::path(folder_) / kind_.result);
  if (!ours && !results)
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      if (name == "lock" || name == "manifest.json" || name == "shards" || name == "quarantine" ||
          name.find(".salus-tmp.") != std::string::npos)
        continue;
      throw IoError("'" + folder_ + "' holds other files ('" + name +
                    "') and no run of Salus; choose an empty folder with -o");
    }
  take_lock();
  ours =
      fs::exists(fs::path(folder_) / "manifest.json");  // another run may have begun, and ended, since the first look
  try {
    sweep_temporary_files(folder_);
    if (ours) {
      if (sha256_hex(read_manifest(folder_)) != key_)
        throw IoError("'" + folder_ + "' holds an unfinished run with other " + kind_.depends_on +
                      "; choose another folder with -o, or remove it");
      if (mode == Mode::fresh && kept() > 0)
        throw IoError("'" + folder_ + "' holds " + std::to_string(kept()) + " " + kind_.parts +
                      " of this very run; go on with --resume, or remove the folder");
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

BlobFolder::~BlobFolder() {
  // The lock file is removed while it is still held, so that nobody takes a file that is about to go.
  ::unlink((fs::path(folder_) / "lock").c_str());
  if (lock_ >= 0) ::close(lock_);
}

void BlobFolder::take_lock() {
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
    throw IoError("'" + folder_ + "' is in use by another run (" + (who.empty() ? "unknown process" : who) +
                  "); wait for it, or choose another folder with -o");
  }
  char host[100] = "";
  ::gethostname(host, sizeof host - 1);
  const std::time_t now = std::time(nullptr);
  char since[40] = "";
  std::tm parts{};
  std::strftime(since, sizeof since, "%Y-%m-%d %H:%M:%S UTC", ::gmtime_r(&now, &parts));
  const std::string who = "process " + std::to_string(::getpid()) + " on " + host + " since " + since;
  if (::ftruncate(lock_, 0) != 0 || ::pwrite(lock_, who.data(), who.size(), 0) != static_cast<ssize_t>(who.size()))
    throw IoError("write", path, errno);
}

void BlobFolder::set_aside(const std::string& name, const std::string& why) {
  const std::string path = blob_path(folder_, name);
  const fs::path folder = fs::path(folder_) / "quarantine";
  make_folder(folder.string());
  fs::path target = folder / fs::path(path).filename();
  for (int i = 1; fs::exists(target); ++i)
    target = folder / (fs::path(path).filename().string() + "." + std::to_string(i));
  std::error_code error;
  fs::rename(path, target, error);
  if (error) throw IoError("move aside", path, error.value());
  log_("moved '" + path + "' to '" + target.string() + "': " + why + "; it will be computed again");
}

std::optional<std::string> BlobFolder::load(const std::string& name) {
  const std::string path = blob_path(folder_, name);
  if (!fs::exists(path)) return std::nullopt;
  try {
    return std::string(unseal(label_of(kind_, name), read_file(path, blob_limit), key_));
  } catch (const CorruptStore& e) {
    set_aside(name, e.what());
    return std::nullopt;
  }
}

void BlobFolder::save(const std::string& name, std::string_view payload) {
  write_file(blob_path(folder_, name), seal(label_of(kind_, name), payload, key_));
}

void BlobFolder::remove_all() {
  std::error_code error;
  // The manifest goes first: shards without one are nobody's, and a later run clears them.
  fs::remove(fs::path(folder_) / "manifest.json", error);
  if (!error) fs::remove_all(fs::path(folder_) / "shards", error);
  if (error) throw IoError("remove the parts of", folder_, error.value());
}

std::size_t BlobFolder::kept() const {
  std::size_t n = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(folder_) / "shards", ignored))
    n += entry.path().extension() == ".salus";
  return n;
}

}  // namespace salus::output
