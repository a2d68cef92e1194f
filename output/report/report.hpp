#pragma once
/// The report: one page that opens offline and needs no JavaScript, and the same content as JSON for other programs.
#include <optional>
#include <string>
#include <vector>

#include "model/run/results.hpp"

namespace salus::output {

/// What the report says of its own making beyond the results.
struct ReportContext {
  std::string command;
  std::string program_version;
  std::string compiler;
  std::string build_type;
  std::string created_at;
  std::string content_hash;
  /// tables among the inputs that are not those bundled with the program, by their path; none: not known
  std::optional<std::vector<std::string>> own_tables = std::nullopt;
};

std::string report_html(const model::Results& results, const ReportContext& context);

/// Versioned: `format` 3. Carries every number of the page.
std::string report_json(const model::Results& results, const ReportContext& context);

}  // namespace salus::output
