#pragma once
/// One finding about an input, and the exception that carries all findings of a pass.
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace salus::model {

/// One problem in one input: where it stands, what is wrong, and how to mend it.
struct Diagnostic {
  std::string file;          ///< file name as the user gave it
  std::uint32_t line = 0;    ///< 1-based; 0 where the problem has no place in the file
  std::uint32_t column = 0;  ///< 1-based, in bytes; 0 where there is none
  std::string key;           ///< key path (`budget.local.lines[2].total`) or column name
  std::string what;          ///< the problem in a few words
  std::string found;         ///< what stood there; empty where nothing did
  std::string expected;      ///< what would have been right; empty where obvious
  std::string fix;           ///< what to do; never empty in a finished diagnostic

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// `file:line:column: key: what; found …; expected …; fix: …` on one line; of what was found the first 200 bytes.
std::string to_string(const Diagnostic& diagnostic);

/// Findings in the order of their place in the input.
using Diagnostics = std::vector<Diagnostic>;

/// Sorts by file, line, column and key, so that a pass reads from top to bottom.
void sort_by_place(Diagnostics& diagnostics);

/// The given name among `candidates` that is nearest to `word` (Damerau-Levenshtein distance at most a third of its
/// length, at least 1); empty where none is near. A code of up to five characters with another digit is never near, nor
/// one of up to three with another letter: I99 is not I09, GER is not GBR.
std::string nearest_name(const std::string& word, const std::vector<std::string>& candidates);

/// Input that was refused. Carries every finding of the pass; `what()` lists them, a line each.
class InputError : public std::runtime_error {
 public:
  explicit InputError(Diagnostics diagnostics);
  const Diagnostics& diagnostics() const noexcept { return diagnostics_; }

 private:
  Diagnostics diagnostics_;
};

}  // namespace salus::model
