#pragma once
/// The finished countries of one run, kept in a folder (blob_store) as one part each, named by ISO3 code.
#include <string>
#include <vector>

#include "model/run/observer.hpp"
#include "output/blob_store.hpp"

namespace salus::output {

/// Everything that a projection writes.
inline const FolderKind projection_folder{"projection",
                                          {"results.h5", "quantiles.csv", "indicators.csv", "pairs.csv", "budget.csv",
                                           "cities.csv", "agents.csv", "summary.json", "report.json", "report.html"}};

class FolderStore final : public model::ShardStore {
 public:
  using Mode = BlobFolder::Mode;
  using Log = BlobFolder::Log;

  /// As `BlobFolder`.
  FolderStore(std::string folder, const std::string& description, Mode mode, Log log,
              FolderKind kind = projection_folder);

  std::optional<model::CountryResult> load(const model::CountryCode& country) override;
  void save(const model::CountryResult& result) override;

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
  std::string description_;
  std::string key_;
};

}  // namespace salus::output
