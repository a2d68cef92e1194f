#include "calibration/synthesis/trials_behind.hpp"

#include <algorithm>
#include <set>
#include <sstream>

namespace salus::calibration {
namespace {

/// What one row of the register is met in.
struct Met {
  std::map<std::uint32_t, Implementer> trials;
  std::set<std::uint32_t> teams;
  std::set<std::string> countries;
  std::set<int> began;
  std::set<int> ended;

  void add(const Outcome& outcome, const Study& study) {
    trials.emplace(outcome.trial, outcome.implementer);
    teams.insert(outcome.team);
    std::istringstream codes(study.country);
    for (std::string code; std::getline(codes, code, ';');) countries.insert(code);
    if (study.year_start) began.insert(*study.year_start);
    if (study.year_end) ended.insert(*study.year_end);
  }
};

}  // namespace

std::map<std::string, model::TrialsBehind> trials_behind(const StudyTable& table, const EvidenceBase& base) {
  std::map<std::uint32_t, Met> met;  // by row
  for (std::size_t i = 0; i < base.study.size(); ++i) {
    const Outcome& outcome = base.evidence.outcomes[i];
    met[outcome.row].add(outcome, table.studies[base.study[i]]);
  }
  std::map<std::string, model::TrialsBehind> behind;
  for (const auto& [row, of] : met) {
    model::TrialsBehind& out = behind[base.evidence.rows[row]];
    const WithError known = with_error(base.evidence, row);
    out.with_error = static_cast<std::uint32_t>(known.trials);
    out.bounded = static_cast<std::uint32_t>(known.bounded);
    out.teams_with_error = static_cast<std::uint32_t>(known.teams);
    out.teams = static_cast<std::uint32_t>(of.teams.size());
    for (const auto& [trial, by] : of.trials) {
      ++out.trials;
      ++out.by[by];
    }
    out.countries.assign(of.countries.begin(), of.countries.end());
    if (!of.began.empty()) out.first_year = *of.began.begin();
    if (!of.ended.empty()) out.last_year = *of.ended.rbegin();
  }
  return behind;
}

}  // namespace salus::calibration
