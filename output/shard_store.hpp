#pragma once
/// The finished parts of one projection, kept in a folder (blob_store), named by country and block of draws:
/// KEN-000002.
#include <map>
#include <string>
#include <vector>

#include "model/run/observer.hpp"
#include "output/blob_store.hpp"

namespace salus::output {

/// Everything that a projection writes.
inline const FolderKind projection_folder{
    .name = "projection",
    .may_write = {"results.h5", "quantiles.csv", "indicators.csv", "pairs.csv", "omissions.csv", "budget.csv",
                  "cities.csv", "worth.csv", "lines.csv", "agents.csv", "summary.json", "report.json", "report.html"},
    .marked = {"agents.csv", "cities.csv", "lines.csv"}};

class FolderStore final : public model::PartStore {
 public:
  using Mode = BlobFolder::Mode;
  using Log = BlobFolder::Log;

  /// As `BlobFolder`.
  FolderStore(std::string folder, const std::string& description, Mode mode, Log log,
              FolderKind kind = projection_folder);

  std::optional<model::CountryPart> load(const model::PartName& name) override;
  void save(const model::PartName& name, const model::CountryPart& part) override;

  /// Where results go.
  OwnedFolder& folder() noexcept { return blobs_.folder(); }

  /// Removes shards and manifest once the results that were made of them are written.
  void remove_shards() { blobs_.remove_all(); }

  /// For a run that stops, as `BlobFolder::leave`. @return number of shards kept
  std::size_t leave() { return blobs_.leave(); }

 private:
  BlobFolder blobs_;
};

/// Reads shards of several folders of one run, for `merge`. Never writes to them.
class MergedStore final : public model::PartStore {
 public:
  /// @throws IoError for a folder without a manifest, CorruptStore where the folders belong to different runs.
  explicit MergedStore(const std::vector<std::string>& folders);

  /// The description that all folders share.
  const std::string& description() const noexcept { return description_; }

  /// Whether some folder has a file of this name, valid or not.
  bool has(const model::PartName& name) const;
  /// @throws CorruptStore where a shard is damaged, or two folders hold different shards of one part.
  std::optional<model::CountryPart> load(const model::PartName& name) override;
  void save(const model::PartName& name, const model::CountryPart& part) override;

 private:
  std::map<std::string, std::vector<std::string>> paths_;  ///< of all folders, by name of the part
  std::string description_;
  std::string key_;
};

}  // namespace salus::output
