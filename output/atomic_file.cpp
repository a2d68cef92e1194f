#include "output/atomic_file.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "model/core/number.hpp"

namespace salus::output {
namespace fs = std::filesystem;

IoError::IoError(const std::string& operation, const std::string& path, int code)
    : std::runtime_error("could not " + operation + " '" + path + "'" +
                         (code ? std::string(": ") + std::strerror(code) : std::string())) {}

namespace {

constexpr const char* temporary_mark = ".salus-tmp.";

/// A file descriptor that closes itself; `close` reports what closing found.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

int open_retrying(const char* path, int flags, mode_t mode = 0) {
  int fd;
  do fd = ::open(path, flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

void sync_folder(const std::string& folder) {
  Descriptor fd(open_retrying(folder.c_str(), O_RDONLY | O_DIRECTORY));
  if (fd.get() < 0) throw IoError("open folder", folder, errno);
  if (::fsync(fd.get()) != 0) throw IoError("flush folder", folder, errno);
}

std::string temporary_name(const std::string& path) {
  static std::atomic<unsigned> nonce{0};
  return path + temporary_mark + boot_id() + '.' + std::to_string(::getpid()) + '.' + std::to_string(nonce++);
}

/// Everything up to the rename; the caller removes the temporary file where this throws.
void write_temporary(const std::string& temporary, std::string_view bytes) {
  Descriptor fd(open_retrying(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0666));
  if (fd.get() < 0) throw IoError("create", temporary, errno);
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = ::write(fd.get(), bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) throw IoError("write " + std::to_string(bytes.size()) + " bytes to", temporary, n < 0 ? errno : ENOSPC);
    done += static_cast<std::size_t>(n);
  }
  if (::fsync(fd.get()) != 0) throw IoError("flush", temporary, errno);
  if (!fd.close()) throw IoError("close", temporary, errno);
}

}  // namespace

std::string boot_id() {
  static const std::string id = [] {
    try {
      std::string text = read_file("/proc/sys/kernel/random/boot_id", 4096);
      while (!text.empty() && (text.back() == '\n' || text.back() == '-')) text.pop_back();
      return text;
    } catch (const IoError&) {
      return std::string("unknown");
    }
  }();
  return id;
}

bool process_alive(const std::string& boot, std::int64_t pid) {
  return boot == boot_id() && (::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM);
}

bool is_temporary(std::string_view name) { return name.find(temporary_mark) != std::string_view::npos; }

void try_to_write(const std::string& path) {
  const std::string temporary = temporary_name(path);
  write_temporary(temporary, "");
  if (::unlink(temporary.c_str()) != 0) throw IoError("remove", temporary, errno);
}

void write_file(const std::string& path, std::string_view bytes) {
  const std::string temporary = temporary_name(path);
  try {
    write_temporary(temporary, bytes);
    if (::rename(temporary.c_str(), path.c_str()) != 0) throw IoError("rename to", path, errno);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  const std::string folder = fs::path(path).parent_path().string();
  sync_folder(folder.empty() ? "." : folder);
}

std::string read_file(const std::string& path, std::size_t limit, std::string_view beginning) {
  Descriptor fd(open_retrying(path.c_str(), O_RDONLY));
  if (fd.get() < 0) throw IoError("open", path, errno);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) throw IoError("inspect", path, errno);
  if (S_ISDIR(info.st_mode)) throw IoError("read", path, EISDIR);
  const auto too_large = [&] {
    return IoError("read '" + path + "': it is larger than the limit of " + std::to_string(limit) + " bytes");
  };
  // What it is comes before how large it is; both before the whole is read.
  const bool known_to_be_too_large = S_ISREG(info.st_mode) && std::cmp_greater(info.st_size, limit);
  std::string bytes;
  std::array<char, 1 << 16> buffer;
  for (;;) {
    const ssize_t n = ::read(fd.get(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw IoError("read", path, errno);
    if (n == 0) break;
    bytes.append(buffer.data(), static_cast<std::size_t>(n));
    const std::size_t common = std::min(bytes.size(), beginning.size());
    if (bytes.compare(0, common, beginning, 0, common) != 0)
      throw CorruptStore("'" + path + "' is no file of this kind");
    if (known_to_be_too_large || bytes.size() > limit) throw too_large();
  }
  if (bytes.size() < beginning.size()) throw CorruptStore("'" + path + "' is no file of this kind");
  return bytes;
}

void sweep_temporary_files(const std::string& folder, const std::function<bool(const std::string&)>& is_ours) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    const auto mark = name.find(temporary_mark);
    if (mark == std::string::npos || !is_ours(name.substr(0, mark))) continue;
    const std::string rest = name.substr(mark + std::strlen(temporary_mark));
    const auto dot = rest.find('.');
    const auto pid = model::parse_integer(rest.substr(dot + 1, rest.find('.', dot + 1) - dot - 1));
    if (dot == std::string::npos || !pid || process_alive(rest.substr(0, dot), *pid)) continue;
    fs::remove(entry.path(), ignored);
  }
}

void make_folder(const std::string& path) {
  if (fs::is_directory(path)) return;
  if (fs::exists(path)) throw IoError("use as a folder", path, ENOTDIR);
  std::string above = fs::path(path).lexically_normal().parent_path().string();
  if (above.empty()) above = ".";
  if (above != path) make_folder(above);
  std::error_code error;
  fs::create_directory(path, error);
  if (error) throw IoError("make folder", path, error.value());
  if (::access(above.c_str(), R_OK) == 0) sync_folder(above);
}

}  // namespace salus::output
