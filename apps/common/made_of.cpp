#include "apps/common/made_of.hpp"

namespace salus::apps {

std::string short_hash(const std::string& sha256) { return sha256.substr(0, 12); }

void add_files(const session::FileHashes& files, output::MadeOf& made_of) {
  for (const auto& [name, hash] : files) made_of["table " + name] = short_hash(hash);
}

session::FileHashes tables_of(const session::FileHashes& inputs) {
  session::FileHashes tables;
  for (const auto& file : inputs)
    if (file.first.starts_with(session::data_folder) || file.first.starts_with(session::evidence_folder))
      tables.push_back(file);
  return tables;
}

session::FileHashes fitted_tables_of(const session::FileHashes& inputs) {
  session::FileHashes tables;
  for (const auto& table : calibration::fitted_table_names())
    for (const auto& file : inputs)
      if (file.first == session::data_folder + table) tables.push_back(file);
  return tables;
}

}  // namespace salus::apps
