#pragma once
/// A folder that keeps the finished parts of one run as named bytes, safe against sudden death at any moment.
///   manifest.json   what the run is; written first, never changed
///   shards/NAME.salus
///   quarantine/     damaged or foreign files, moved here and never deleted
///   .salus, lock    as OwnedFolder has them
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "output/error.hpp"
#include "output/owned_folder.hpp"

namespace salus::output {

/// What a folder keeps, and how messages call it.
struct BlobKind {
  /// first line of each file, before the name of the part, so that no file passes for another
  std::string label = "SALUS-BLOB 1";
  std::string parts = "finished parts";
  std::string depends_on = "settings or data";
  /// settings of the description that are options of the command, so that a message can say what to go on with
  std::map<std::string, std::string> options{};
  FolderKind folder{"run", {}};  ///< what is written beside the parts, once all are there
};

class BlobFolder {
 public:
  enum class Mode { fresh, resume };
  using Log = std::function<void(const std::string&)>;

  /// Takes the folder for this run. @param description canonical text of everything the numbers depend on; its SHA-256
  /// is the run key.
  /// @throws IoError where the folder is not ours, holds another run, holds this run unfinished and mode is fresh, or
  /// is in use; where `shards` or `quarantine` is of others.
  BlobFolder(const std::string& folder, const std::string& description, Mode mode, Log log, BlobKind kind = {});

  /// Where results go.
  OwnedFolder& folder() noexcept { return folder_; }

  /// The payload of that name; none where there is none or it is damaged, which moves it to the quarantine. Names:
  /// letters, digits, `-`, `_`, at most 100. @throws std::invalid_argument for another name, IoError.
  std::optional<std::string> load(const std::string& name);
  /// Complete or not at all; takes the place of an earlier one. Different names may be saved at once by several
  /// threads.
  void save(const std::string& name, std::string_view payload);
  /// Moves a file whose payload makes no sense to the quarantine.
  void set_aside(const std::string& name, const std::string& why);

  /// Removes the parts that were saved or loaded here, and the manifest, once the results that were made of them are
  /// written. What else stands among them stays, and is said.
  void remove_all();

  /// For a run that stops: where no part is kept, the manifest goes, so that nothing stands in the way of another run.
  /// @return number of parts kept
  std::size_t leave();

  /// Number of parts in the folder, valid or not.
  std::size_t kept() const;

 private:
  const std::filesystem::path& path() const noexcept { return folder_.path(); }
  std::filesystem::path shards() const { return path() / shards_name; }
  /// @throws IoError where others keep something under a name that is needed
  void check_places() const;
  void remember(const std::string& name);

  std::string key_;
  Log log_;
  BlobKind kind_;
  OwnedFolder folder_;
  std::mutex remembering_;
  std::set<std::string> ours_;  ///< parts that were saved here, or found under the seal of this run
};

/// Description in a folder's manifest. @throws CorruptStore
std::string read_manifest(const std::string& folder);
/// What two descriptions that are JSON objects say otherwise, with the values that are no lists: `grain 200 and 72`,
/// and of objects in them the names: `inputs (calibration/data/cities.csv)`.
std::string differences(const std::string& one, const std::string& other);
/// Where a folder keeps the part of that name.
std::string blob_path(const std::string& folder, const std::string& name);
/// Names and paths of the parts of a folder, valid or not, by name.
std::vector<std::pair<std::string, std::string>> blobs_in(const std::string& folder);
/// Largest part in bytes.
inline constexpr std::size_t blob_limit = std::size_t{1} << 32;

}  // namespace salus::output
