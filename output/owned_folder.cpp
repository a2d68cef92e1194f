#include "output/owned_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>
#include <utility>

#include "output/atomic_file.hpp"

namespace salus::output {
namespace fs = std::filesystem;
namespace {

constexpr const char* record_name = ".salus";
constexpr const char* lock_name = "lock";
constexpr std::string_view holder = "process ";  ///< begins what a lock says
constexpr std::size_t record_limit = std::size_t{1} << 20;

std::string this_process() {
  char host[100] = "";
  ::gethostname(host, sizeof host - 1);
  const std::time_t now = std::time(nullptr);
  char since[40] = "";
  std::tm parts{};
  std::strftime(since, sizeof since, "%Y-%m-%d %H:%M:%S UTC", ::gmtime_r(&now, &parts));
  return std::string(holder) + std::to_string(::getpid()) + " on " + host + " since " + since;
}

/// What a lock file says; empty where it says nothing.
std::string said_by(int fd) {
  std::string who(200, '\0');
  const ssize_t n = ::pread(fd, who.data(), who.size(), 0);
  who.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return who;
}

/// Whether the open file is still the one of that name: another process may have removed it meanwhile.
bool still_there(int fd, const fs::path& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(fd, &opened) == 0 && ::stat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
         opened.st_dev == named.st_dev;
}

/// What may stand in a folder that nothing says is ours. The lock is looked at when it is taken.
bool may_stand(const fs::path& entry) {
  const std::string name = entry.filename().string();
  if (name == lock_name || is_temporary(name)) return true;
  if (name != shards_name && name != quarantine_name) return false;
  return !fs::is_symlink(entry) && fs::is_directory(entry) && fs::is_empty(entry);
}

/// Whether it names a file of the folder itself: what a record names may be removed, and a record may come from others.
bool is_plain_name(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && fs::path(name).filename() == name &&
         name.find('\0') == std::string::npos;
}

nlohmann::json json_of(const fs::path& path, std::size_t limit) {
  try {
    return nlohmann::json::parse(read_file(path.string(), limit));
  } catch (const nlohmann::json::exception& e) {
    throw CorruptStore("'" + path.string() + "' cannot be read: " + e.what());
  }
}

/// A JSON file of this program, by what it says of itself; otherwise null. @throws CorruptStore where it is no JSON
nlohmann::json ours(const fs::path& path) {
  if (!fs::is_regular_file(path)) return nullptr;
  auto json = json_of(path, manifest_limit);
  const auto said = json.is_object() ? json.find("file_type") : json.end();
  if (said == json.end() || !said->is_string() || !said->get_ref<const std::string&>().starts_with("salus-"))
    return nullptr;
  return json;
}

}  // namespace

bool is_manifest(const fs::path& path) { return !ours(path).is_null(); }

std::string difference(const MadeOf& there, const MadeOf& here) {
  constexpr std::size_t most_said = 8;
  if (there.empty()) return "made by a program that did not write down of what";
  std::string all;
  std::size_t differ = 0;
  const auto say = [&](const std::string& name, const std::string& one, const std::string& other) {
    if (++differ <= most_said) all += (all.empty() ? "" : "; ") + name + ": " + one + " there, " + other + " here";
  };
  for (const auto& [name, value] : here) {
    const auto other = there.find(name);
    if (other == there.end()) say(name, "none", value);
    else if (other->second != value) say(name, other->second, value);
  }
  for (const auto& [name, value] : there)
    if (!here.contains(name)) say(name, value, "none");
  if (differ > most_said) all += "; and " + std::to_string(differ - most_said) + " more";
  return all;
}

FolderLock::FolderLock(const fs::path& folder) : path_(folder / lock_name) {
  // An empty lock is one that its maker has not held yet, for a moment, or a file of others.
  constexpr int most_looks = 100;
  for (int looks = 1; !make() && !take_over(folder);) {
    if (fd_ >= 0 && ++looks > most_looks) refuse();
    close();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  const std::string who = this_process();
  if (::ftruncate(fd_, 0) == 0 && ::pwrite(fd_, who.data(), who.size(), 0) == std::ssize(who)) return;
  const int code = errno;
  ::unlink(path_.c_str());
  close();
  throw IoError("write", path_.string(), code);
}

FolderLock::~FolderLock() {
  // Removed while it is still held, so that nobody takes a file that is about to go.
  ::unlink(path_.c_str());
  close();
}

bool FolderLock::make() {
  fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd_ < 0 && errno != EEXIST) throw IoError("make", path_.string(), errno);
  if (fd_ < 0) return false;
  while (::flock(fd_, LOCK_EX) != 0 && errno == EINTR) {  // others hold an empty one only to look at it
  }
  return true;
}

bool FolderLock::take_over(const fs::path& folder) {
  close();
  fd_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd_ < 0 && errno == ENOENT) return false;
  if (fd_ < 0) throw IoError("open", path_.string(), errno);
  const bool held = ::flock(fd_, LOCK_EX | LOCK_NB) != 0;
  const std::string who = said_by(fd_);
  if (held) {
    close();
    throw IoError("'" + folder.string() + "' is in use by another run (" + (who.empty() ? "unknown process" : who) +
                  "); wait for it, or choose another folder with -o");
  }
  if (!still_there(fd_, path_)) {
    close();
    return false;
  }
  if (!who.empty() && !who.starts_with(holder)) refuse();
  return !who.empty();
}

void FolderLock::refuse() {
  close();
  throw IoError("'" + path_.string() + "' is a file of others: it names no process of Salus; move it away, or choose " +
                "another folder with -o");
}

void FolderLock::close() noexcept {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

OwnedFolder::OwnedFolder(fs::path folder, FolderKind kind) : path_(std::move(folder)), kind_(std::move(kind)) {
  made_ = !fs::exists(path_);
  make_folder(path_.string());
  recorded();  // a folder of others gets no lock
  lock_.emplace(path_);
  const Record record = recorded();  // another run may have begun, and ended, since the first look
  ours_ = record.names;
  made_of_ = record.made_of;
  check_free(kind_.may_write);
  check_same();
  sweep_temporary_files(path_.string(), [&](const std::string& name) {
    return kind_.may_write.contains(name) || ours_.contains(name) || name == record_name || name == manifest_name;
  });
}

OwnedFolder::~OwnedFolder() {
  lock_.reset();
  std::error_code not_empty;
  if (made_) fs::remove(path_, not_empty);
}

void OwnedFolder::check_kind(const std::string& kind) const {
  if (kind != kind_.name)
    throw IoError("'" + path_.string() + "' holds a " + kind + "; choose another folder with -o for a " + kind_.name);
}

OwnedFolder::Record OwnedFolder::read_record(const fs::path& path) const {
  const auto json = json_of(path, record_limit);
  try {
    if (json.at("file_type") != "salus-folder" || json.at("format") != 1)
      throw CorruptStore("'" + path.string() + "' is not a record of format 1");
    check_kind(json.at("kind"));
    Record record{json.at("files").get<std::set<std::string>>(), json.value("made_of", MadeOf{})};
    for (const auto& name : record.names)
      if (!is_plain_name(name))
        throw CorruptStore("'" + path.string() + "' names '" + name +
                           "', which is no file of this folder; choose another folder with -o");
    return record;
  } catch (const nlohmann::json::exception& e) {
    throw CorruptStore("'" + path.string() + "' cannot be read: " + e.what());
  }
}

OwnedFolder::Record OwnedFolder::recorded() const {
  if (fs::exists(path_ / record_name)) return read_record(path_ / record_name);
  if (const auto manifest = ours(path_ / manifest_name); !manifest.is_null()) {
    const auto kind = manifest.find("kind");  // older ones have none
    if (kind != manifest.end()) check_kind(kind->is_string() ? kind->get<std::string>() : kind->dump());
    return {};
  }
  if (kind_.beside_others) return {};
  for (const auto& entry : fs::directory_iterator(path_))
    if (!may_stand(entry.path()))
      throw IoError("'" + path_.string() + "' holds other files ('" + entry.path().filename().string() +
                    "') and no record ('" + record_name +
                    "') of what Salus wrote there; choose an empty folder with -o");
  return {};
}

void OwnedFolder::check_free(const std::set<std::string>& names) const {
  for (const auto& name : names)
    if (!ours_.contains(name) && fs::exists(fs::symlink_status(path_ / name)))
      throw IoError("'" + (path_ / name).string() +
                    "' is not on record as written by Salus and would be replaced; move it, or choose another folder");
}

void OwnedFolder::check_same() const {
  const bool finished =
      std::any_of(ours_.begin(), ours_.end(), [&](const auto& name) { return fs::exists(path_ / name); });
  if (kind_.made_of.empty() || kind_.replace || !finished || made_of_ == kind_.made_of) return;
  throw IoError("'" + path_.string() + "' holds finished results of another run (" +
                difference(made_of_, kind_.made_of) +
                "); choose another folder with -o, or say --replace to have them replaced");
}

void OwnedFolder::record(const std::set<std::string>& names) const {
  write_file(
      (path_ / record_name).string(),
      nlohmann::json{
          {"format", 1}, {"file_type", "salus-folder"}, {"kind", kind_.name}, {"made_of", made_of_}, {"files", names}}
              .dump() +
          "\n");
}

void OwnedFolder::claim() const {
  if (!fs::exists(path_ / record_name)) record(ours_);
}

void OwnedFolder::replace(const std::set<std::string>& names) {
  check_free(names);
  for (const auto& name : names)
    if (!kind_.may_write.contains(name))
      throw std::logic_error("'" + name + "' was not announced when the folder was taken");
  ours_.insert(names.begin(), names.end());
  record(ours_);
}

void OwnedFolder::start_over(const std::set<std::string>& names) {
  const std::set<std::string> before = ours_;
  made_of_ = kind_.made_of;
  replace(names);  // first on record, then written: whatever happens, no file of ours is taken for one of others
  for (const auto& name : before) {
    std::error_code error;
    fs::remove(path_ / name, error);
    if (error) throw IoError("remove", (path_ / name).string(), error.value());
  }
  ours_ = names;
  record(ours_);
}

void OwnedFolder::write(const std::string& name, std::string_view bytes) const {
  if (!ours_.contains(name)) throw std::logic_error("'" + name + "' is written without a place on record");
  if (kind_.marked.contains(name))
    write_file((path_ / name).string(), std::string("\xEF\xBB\xBF") + std::string(bytes));
  else write_file((path_ / name).string(), bytes);
}

}  // namespace salus::output
