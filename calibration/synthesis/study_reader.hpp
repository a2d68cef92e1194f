#pragma once
/// Tables of studies, read strictly: every finding at once, with file, line, column, what stood there and a fix.
#include <string>
#include <vector>

#include "calibration/synthesis/study.hpp"
#include "model/core/diagnostic.hpp"

namespace salus::calibration {

/// A table of studies as text.
struct StudyFile {
  std::string name;  ///< as messages call it
  std::string text;
  bool own = false;  ///< a researcher's, beside the bundled one
};

/// @param register_rows of rows.csv: intervention, title, kind. @param files read as one table: an id may stand
/// once in all of them; a researcher's own may be a digest (digest_reader.hpp). @param this_year no study may have
/// ended after it
/// @throws model::InputError with every finding of every file
StudyTable read_studies(const StudyFile& register_rows, const std::vector<StudyFile>& files, int this_year);

}  // namespace salus::calibration
