#include "apps/common/studies.hpp"

#include <algorithm>
#include <chrono>

#include "apps/common/files.hpp"
#include "calibration/synthesis/study_reader.hpp"
#include "output/sha256.hpp"
#include "output/words/sentences/made.hpp"

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

std::string label_of(const calibration::Study& study) {
  constexpr std::size_t room = 42;  // letters
  constexpr std::size_t least = 12;
  const std::size_t most = std::max(least, room - std::min(room, study.id.size() + 2));
  std::string name;
  std::size_t letters = 0;
  for (const char c : study.name) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // a letter of UTF-8
    if (begins && ++letters > most) return name + "\u2026 " + study.id;
    name += c;
  }
  return name + ", " + study.id;
}

calibration::synthesis::Settings synthesis_settings(std::size_t sweeps, std::uint64_t seed) {
  calibration::synthesis::Settings settings;
  settings.chain.warm_up = sweeps / 2;
  settings.chain.draws = sweeps;
  settings.chain.seed = seed;
  return settings;
}

std::vector<output::page::MadeRow> made_with(const Studies& studies, const std::filesystem::path& own,
                                             std::size_t sweeps, std::uint64_t seed) {
  namespace made = output::words::made;
  using output::words::Message;
  using output::words::Verbatim;
  return {{made::program, made::Salus{.version = Verbatim(std::string_view(SALUS_VERSION))}},
          {made::figures, own.empty() ? Message(made::bundled_tables)
                                      : Message(made::File{.file = Verbatim(own.filename().string()),
                                                           .hash = Verbatim(studies.hashes.back().second)})},
          {made::seed_and_sweeps, made::SweepsOf{.seed = Verbatim(std::to_string(seed)), .sweeps = sweeps}}};
}

}  // namespace salus::apps
