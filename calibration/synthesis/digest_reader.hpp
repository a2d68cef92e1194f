#pragma once
/// Tables of studies in the layout of digests: a row a study and outcome with `log_rr` and `se_log_rr`, converted by
/// whoever wrote the table. How each column is read: scenarios/evidence/README.md, "Digests".
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calibration/synthesis/study_columns.hpp"
#include "model/core/diagnostic.hpp"

namespace salus::calibration {

/// Whether the header is of that layout: it has a column `study_id`.
bool is_digest(std::string_view text);

/// Rows of a digest as studies.
class Digest {
 public:
  /// @param text without a byte-order mark. @param interventions the ids that may stand there
  Digest(std::string_view text, const std::string& file, const std::vector<std::string>& interventions,
         model::Diagnostics& findings);

  std::size_t rows() const { return table_.rows(); }
  /// @pre no finding was added. @param earlier studies of other tables: a row whose `study` is named there is of that
  /// trial and team. @param findings of what has no logarithm
  Study study(std::size_t r, const std::vector<Study>& earlier, model::Diagnostics& findings) const;
  bool empty(std::size_t r, StudyColumn column) const;
  model::Diagnostic at(std::size_t r, StudyColumn column, std::string what, std::string expected,
                       std::string fix) const;
  /// What the reader of the file ought to know: columns that are not read, rows without a size, what was not given.
  std::vector<std::string> notices(const std::vector<Study>& studies) const;

 private:
  std::size_t place(StudyColumn column) const;
  const std::string& text(std::size_t r, StudyColumn column) const;
  void read_result(std::size_t r, Study& s, model::Diagnostics& findings) const;

  std::string file_;
  model::EnumArray<std::optional<std::size_t>, StudyColumn> position_;  ///< of the columns that are read
  std::vector<std::string> not_read_;
  model::CsvTable table_;
};

}  // namespace salus::calibration
