#pragma once
/// What tests of the page share: its context, its sentences, and the results of one scenario alone.
#include <string>
#include <vector>

#include "output/report/headline.hpp"
#include "output/report/report.hpp"
#include "output/words/words.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {

inline output::ReportContext context() {
  return {"./salus compare 'a <b>'", "9.9.9", "compiler", "Release", "2020-01-01T00:00:00Z", std::string(64, 'd')};
}

inline std::vector<std::string> sentences_of(const model::Results& r) {
  std::vector<std::string> all;
  for (const auto& sentence : output::headline_sentences(r)) all.push_back(output::words::english().text(sentence));
  return all;
}

/// The first sentence with these words; empty where there is none.
inline std::string sentence_with(const model::Results& r, const std::string& words) {
  for (const auto& s : sentences_of(r))
    if (s.find(words) != std::string::npos) return s;
  return "";
}

/// The same results as if the first scenario had been run alone.
inline model::Results only_first(model::Results r) {
  take_scenarios(r, {0});
  r.scenarios.resize(1);
  for (auto& h : r.halving) {
    h.rate_probability.resize(1);
    h.count_probability.resize(1);
  }
  return r;
}

}  // namespace salus::tests
