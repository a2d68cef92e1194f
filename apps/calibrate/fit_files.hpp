/// The files of `salus calibrate`: the posterior, its page and the chains under way, and whose files stand in their
/// places.
#pragma once

#include <filesystem>
#include <string>

#include "output/owned_folder.hpp"

namespace salus::apps {

/// Attribute of a posterior that says of what it was made.
constexpr const char* made_of_attribute = "made_of";

/// What a fit writes. The page and the chains under way go by the posterior's name without its ending, so that fits
/// that would share the page share the lock on the folder of the chains.
struct FitFiles {
  std::filesystem::path posterior;
  std::filesystem::path page;
  std::filesystem::path chains;
};

/// @throws UsageError where two of them would have one name; output::IoError where one is a link
FitFiles files_of(const std::filesystem::path& posterior);

/// @throws output::IoError where the posterior of another fit would be replaced
void check_same(const FitFiles& files, const output::MadeOf& here, bool replace);

/// @throws output::IoError where a file of others would be replaced
void check_ours(const FitFiles& files, const std::string& advice);

/// Before anything is computed. @throws output::IoError where a file of others would be replaced, or one could not be
/// written
void prepare(const FitFiles& files);

}  // namespace salus::apps
