#pragma once
/// The folder that a command writes to: an empty one, or its own from before. No file of others is replaced or removed.
/// What is finished there gives way to the same run again, to another one only where that is asked for.
///   .salus   what has been written here: by which kind of command, made of what, and the names
///   lock     names the process that writes; held by flock, so that it goes with the process
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "output/error.hpp"

namespace salus::output {

/// Says what an unfinished run is, and of which kind (`BlobFolder`).
inline constexpr const char* manifest_name = "manifest.json";
inline constexpr std::size_t manifest_limit = std::size_t{64} << 20;  ///< bytes
/// Folders of an unfinished run: ours where a manifest (for the second: or a record) of ours stands beside them.
inline constexpr const char* shards_name = "shards";
inline constexpr const char* quarantine_name = "quarantine";

/// Whether a file says that it is such a manifest. @throws CorruptStore where it is no JSON
bool is_manifest(const std::filesystem::path& path);

/// What results are made of: settings by name, in words for people. Two runs that were asked for the same have the
/// same.
using MadeOf = std::map<std::string, std::string>;

/// Where they differ, in words for people; empty where they do not.
std::string difference(const MadeOf& there, const MadeOf& here);

/// What runs write to a folder, and how it is known as theirs.
struct FolderKind {
  std::string name;                 ///< in a word or two; runs of one kind follow one another in a folder
  std::set<std::string> may_write;  ///< every name that such a run may write
  bool beside_others = false;       ///< files of others may stand there, and stay
  MadeOf made_of{};                 ///< of this run; empty where it leaves what was made as it is
  bool replace = false;             ///< finished files that are made of something else may go
  /// Tables that begin with a byte-order mark, without which spreadsheets take names of cities for text in the local
  /// code page. Whatever their rows, so that who reads a table knows.
  std::set<std::string> marked{};
};

/// Held while one process writes to a folder.
class FolderLock {
 public:
  /// @throws IoError where another process holds it, which is named, or a file of that name is no lock of ours
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  /// Whether there was none and one was made and is held.
  bool make();
  /// Whether one that a dead process left is held now. Otherwise it has gone, or is open and empty.
  bool take_over(const std::filesystem::path& folder);
  [[noreturn]] void refuse();
  void close() noexcept;

  std::filesystem::path path_;
  int fd_ = -1;
};

/// Refused: another kind's folder; finished files that are made of something else, unless they may be replaced; files
/// of others and nothing of ours, unless the kind stands beside others; a name of may_write that stands there and is
/// not on record. Files of others beside ours stay.
class OwnedFolder {
 public:
  /// Takes the folder, which is made where there is none, for a run. Temporary files of its own names that dead
  /// processes left are removed.
  /// @throws IoError where it is another kind's, holds files of others or of another run, is in use, or cannot be
  /// written to
  OwnedFolder(std::filesystem::path folder, FolderKind kind);
  ~OwnedFolder();
  OwnedFolder(const OwnedFolder&) = delete;
  OwnedFolder& operator=(const OwnedFolder&) = delete;

  const std::filesystem::path& path() const noexcept { return path_; }

  /// Removes what earlier runs wrote, so that nothing of them stands beside what is written from here on. To be called
  /// once everything is computed. @param names what will be written
  void start_over(const std::set<std::string>& names);
  /// Leaves what earlier runs wrote but for these names.
  void replace(const std::set<std::string>& names);
  /// Puts on record that the folder is ours, before anything is written to it.
  void claim() const;
  /// Complete or not at all, after a byte-order mark where the kind has the name among those. @param name one of those
  /// announced
  void write(const std::string& name, std::string_view bytes) const;

 private:
  /// @throws IoError where that is another kind than ours
  void check_kind(const std::string& kind) const;
  /// What a record says.
  struct Record {
    std::set<std::string> names;
    MadeOf made_of;
  };
  Record read_record(const std::filesystem::path& path) const;
  /// What earlier runs wrote. @throws IoError where the folder is not ours
  Record recorded() const;
  /// @throws IoError where finished files are made of something else and may not be replaced
  void check_same() const;
  void check_free(const std::set<std::string>& names) const;
  void record(const std::set<std::string>& names) const;

  std::filesystem::path path_;
  FolderKind kind_;
  bool made_ = false;
  std::optional<FolderLock> lock_;
  std::set<std::string> ours_;
  MadeOf made_of_;  ///< what stands there
};

}  // namespace salus::output
