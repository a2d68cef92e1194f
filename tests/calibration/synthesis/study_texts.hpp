#pragma once
/// A small table of studies whose fields tests change by name.
#include <map>
#include <string>
#include <vector>

namespace salus::calibration::study_texts {

inline const std::string rows = "intervention,title,kind\nI11,Ban on carrying guns,laws\nI19,Mobilisation,norms\n";

using Row = std::vector<std::pair<std::string, std::string>>;

/// A cluster trial with a ratio and its interval. Figures are made up.
inline Row trial_row() {
  return {{"id", "I19-ONE-a"},
          {"trial", "ONE"},
          {"team", "Alpha"},
          {"intervention", "I19"},
          {"study", "Alpha 2014"},
          {"year_start", "2008"},
          {"year_end", "2012"},
          {"country", "UGA"},
          {"city", "Kampala"},
          {"income_then", "low"},
          {"design", "rct_cluster"},
          {"unit", "community"},
          {"n_treated", ""},
          {"n_control", ""},
          {"clusters_treated", "4"},
          {"clusters_control", "4"},
          {"events_treated", ""},
          {"total_treated", ""},
          {"events_control", ""},
          {"total_control", ""},
          {"horizon_months", "48"},
          {"outcome", "past year"},
          {"crime_type", "partner_violence"},
          {"source_of_outcome", "survey"},
          {"reporter", "victim"},
          {"implementer", "demonstration"},
          {"independent_evaluator", "no"},
          {"preregistered", "yes"},
          {"measure", "rr"},
          {"estimate", "0.48"},
          {"low", "0.16"},
          {"high", "1.39"},
          {"level", "95"},
          {"standard_error", ""},
          {"error_is", "known"},
          {"control_prevalence", ""},
          {"prevalence_is", ""},
          {"use", "yes"},
          {"conversion", ""},
          {"source", "made up"},
          {"where_read", "table 5"},
          {"verified", "yes"},
          {"note", ""}};
}

inline std::string& field(Row& row, const std::string& column) {
  for (auto& [name, value] : row)
    if (name == column) return value;
  row.emplace_back(column, "");
  return row.back().second;
}

/// A second trial, of another kind and place.
inline Row law_row() {
  Row row = trial_row();
  for (const auto& [column, value] : Row{{"id", "I11-TWO-a"},
                                         {"trial", "TWO"},
                                         {"team", "Beta"},
                                         {"intervention", "I11"},
                                         {"country", "COL"},
                                         {"unit", "city"},
                                         {"design", "its"},
                                         {"estimate", "0.86"},
                                         {"low", "0.76"},
                                         {"high", "0.97"},
                                         {"crime_type", "homicide"},
                                         {"clusters_treated", ""},
                                         {"clusters_control", ""}})
    field(row, column) = value;
  return row;
}

inline std::string table(const std::vector<Row>& rows_of_table) {
  std::string text;
  const auto line = [&](const Row& row, bool heads) {
    std::string fields;
    for (const auto& [name, value] : row) {
      const std::string& shown = heads ? name : value;
      const bool quoted = shown.find(',') != shown.npos;
      fields += (fields.empty() ? "" : ",") + (quoted ? "\"" + shown + "\"" : shown);
    }
    text += fields + "\n";
  };
  if (!rows_of_table.empty()) line(rows_of_table.front(), true);
  for (const auto& row : rows_of_table) line(row, false);
  return text;
}

}  // namespace salus::calibration::study_texts
