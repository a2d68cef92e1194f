#pragma once
/// The evidence by study: the bundled tables, and a researcher's own rows beside them.
#include <filesystem>
#include <string>

#include "apps/session/inputs.hpp"
#include "calibration/synthesis/evidence_base.hpp"
#include "calibration/synthesis/synthesis.hpp"
#include "output/page/parts.hpp"

namespace salus::apps {

inline constexpr const char* own_studies_help =
    "studies of one's own, in the columns of scenarios/evidence/studies.csv or as a digest (log_rr, se_log_rr; README "
    "there); read beside the bundled ones";

struct Studies {
  calibration::StudyTable table;
  calibration::EvidenceBase base;
  std::string predictions;     ///< predictions.csv
  session::FileHashes hashes;  ///< by path below the data folder; one's own by its name
};

/// @param own empty for none. @throws model::InputError with every finding of every table, output::IoError
Studies read_studies(const std::filesystem::path& own);

/// A study under a picture: its name, cut to what fits there, and its id.
std::string label_of(const calibration::Study& study);

/// @param sweeps kept a chain, after half as many to learn from
calibration::synthesis::Settings synthesis_settings(std::size_t sweeps, std::uint64_t seed);

/// How a synthesis of these studies came about, for its page. @param own as read
std::vector<output::page::MadeRow> made_with(const Studies& studies, const std::filesystem::path& own,
                                             std::size_t sweeps, std::uint64_t seed);

}  // namespace salus::apps
