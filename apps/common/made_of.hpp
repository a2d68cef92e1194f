#pragma once
/// What results are made of, by content: files of the same bytes are the same, wherever they lie.
#include <string>

#include "apps/session/inputs.hpp"
#include "output/owned_folder.hpp"

namespace salus::apps {

/// As much of a hash as people compare.
std::string short_hash(const std::string& sha256);

/// One entry a file.
void add_files(const session::FileHashes& files, output::MadeOf& made_of);

/// Of the inputs, the tables of data and evidence: neither a posterior nor the back-test.
session::FileHashes tables_of(const session::FileHashes& inputs);
/// Of these, what a fit reads.
session::FileHashes fitted_tables_of(const session::FileHashes& inputs);

}  // namespace salus::apps
