#include "apps/common/studies.hpp"

#include <algorithm>
#include <chrono>

#include "apps/common/files.hpp"
#include "calibration/synthesis/study_reader.hpp"
#include "output/sha256.hpp"

namespace salus::apps {
namespace {

int year_now() {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return static_cast<int>(today.year());
}

}  // namespace

Studies read_studies(const std::filesystem::path& own) {
  Studies out;
  const auto take = [&](const std::filesystem::path& path, const std::string& name) {
    std::string text = read_text(path);
    out.hashes.emplace_back(name, output::sha256_hex(text));
    return text;
  };
  const auto bundled = [&](const std::string& name) {
    const std::string path = session::evidence_folder + name;
    return take(data_root() / path, path);
  };
  out.predictions = bundled("predictions.csv");
  const std::string rows = bundled("rows.csv");
  std::vector<calibration::StudyFile> files{{"studies.csv", bundled("studies.csv")}};
  if (!own.empty()) files.push_back({own.string(), take(own, "studies " + own.filename().string()), true});
  out.table = calibration::read_studies({"rows.csv", rows}, files, year_now());
  out.base = calibration::evidence_base(out.table);
  return out;
}

}  // namespace salus::apps
