#pragma once
/// A folder that keeps the finished countries of one run, safe against sudden death at any moment.
///   manifest.json   what the run is; written first, never changed
///   shards/ISO3.salus
///   quarantine/     damaged or foreign files, moved here and never deleted
///   lock            names the process that writes
#include <functional>
#include <string>
#include <vector>

#include "model/run/observer.hpp"
#include "output/error.hpp"

namespace salus::output {

class FolderStore final : public model::ShardStore {
 public:
  enum class Mode { fresh, resume };
  using Log = std::function<void(const std::string&)>;

  /// Takes the folder for this run. @param description canonical text of everything the numbers depend on; its SHA-256 is the run key.
  /// @throws IoError where the folder is not ours, holds another run, holds this run unfinished and mode is fresh, or is in use.
  FolderStore(std::string folder, const std::string& description, Mode mode, Log log);
  ~FolderStore() override;
  FolderStore(const FolderStore&) = delete;
  FolderStore& operator=(const FolderStore&) = delete;

  std::optional<model::CountryResult> load(const model::CountryCode& country) override;
  void save(const model::CountryResult& result) override;

  /// Removes shards and manifest once the results that were made of them are written.
  void remove_shards();

  /// Number of shards in the folder, valid or not.
  std::size_t kept() const;

 private:
  void take_lock();
  void quarantine(const std::string& path, const std::string& why);

  std::string folder_, key_;
  Log log_;
  int lock_ = -1;
};

/// Reads shards of several folders of one run, for `merge`. Never writes to them.
class MergedStore final : public model::ShardStore {
 public:
  /// @throws IoError for a folder without a manifest, CorruptStore where the folders belong to different runs.
  explicit MergedStore(std::vector<std::string> folders);

  /// The description that all folders share.
  const std::string& description() const noexcept { return description_; }

  /// @throws CorruptStore where a shard is damaged, or two folders hold different shards of one country.
  std::optional<model::CountryResult> load(const model::CountryCode& country) override;
  void save(const model::CountryResult& result) override;

 private:
  std::vector<std::string> folders_;
  std::string description_, key_;
};

}  // namespace salus::output
