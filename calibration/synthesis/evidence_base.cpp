#include "calibration/synthesis/evidence_base.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace salus::calibration {
namespace {

/// Names in the order of the alphabet, and the place of each.
class NameIndex {
 public:
  void add(const std::string& name) { names_.insert(name); }
  void close(std::vector<std::string>& list) {
    list.assign(names_.begin(), names_.end());
    std::uint32_t at = 0;
    for (const auto& name : list) at_[name] = at++;
  }
  std::uint32_t operator()(const std::string& name) const { return at_.at(name); }

 private:
  std::set<std::string> names_;
  std::map<std::string, std::uint32_t> at_;
};

/// Names of everything in the studies.
class StudyNames {
 public:
  explicit StudyNames(const StudyTable& table) {
    for (const auto& row : table.rows) kind_of_[row.id] = row.kind;
    for (const auto& s : table.studies) kinds_of_trial_[s.trial].insert(kind_of_.at(s.intervention));
    for (const auto& s : table.studies) add(s);
  }

  /// Writes the lists down. Before `outcome`.
  void close(Evidence& evidence) {
    rows_.close(evidence.rows);
    kinds_.close(evidence.kinds);
    trials_.close(evidence.trials);
    teams_.close(evidence.teams);
    countries_.close(evidence.countries);
    types_.close(evidence.crime_types);
  }

  Outcome outcome(const Study& s) const {
    Outcome out;
    out.row = rows_(s.intervention);
    out.kind = kinds_(kind_of_.at(s.intervention));
    out.trial = trials_(trial_of(s));
    out.team = teams_(s.team);
    out.country = countries_(s.country);
    out.crime_type = types_(s.crime_type);
    out.design = s.design;
    out.implementer = s.implementer;
    out.source = s.source_of_outcome;
    out.reporter = s.reporter;
    const LogRisk risk = log_risk(s);
    out.log_rr = risk.log_rr;
    out.sign = risk.sign;
    out.standard_error = risk.standard_error.value_or(out.standard_error);
    out.error_is = s.error_is;
    out.conversion_sd = risk.conversion_sd;
    out.log_size = log_size(s);
    return out;
  }

 private:
  void add(const Study& s) {
    rows_.add(s.intervention);
    kinds_.add(kind_of_.at(s.intervention));
    trials_.add(trial_of(s));
    teams_.add(s.team);
    countries_.add(s.country);
    types_.add(s.crime_type);
  }
  std::string trial_of(const Study& s) const {
    return kinds_of_trial_.at(s.trial).size() == 1 ? s.trial : s.trial + " (" + kind_of_.at(s.intervention) + ")";
  }

  std::map<std::string, std::string> kind_of_;
  std::map<std::string, std::set<std::string>> kinds_of_trial_;
  NameIndex rows_;
  NameIndex kinds_;
  NameIndex trials_;
  NameIndex teams_;
  NameIndex countries_;
  NameIndex types_;
};

}  // namespace

EvidenceBase evidence_base(const StudyTable& table) {
  StudyNames names(table);
  EvidenceBase base;
  names.close(base.evidence);
  for (std::size_t at = 0; at < table.studies.size(); ++at) {
    base.all.push_back(names.outcome(table.studies[at]));
    if (!table.studies[at].left_out.empty()) continue;
    base.evidence.outcomes.push_back(base.all.back());
    base.study.push_back(at);
  }
  return base;
}

WithError with_error(const Evidence& evidence, std::uint32_t row) {
  std::map<std::uint32_t, bool> trials;  // whether no more than a bound is known
  std::set<std::uint32_t> teams;
  for (const auto& o : evidence.outcomes) {
    if (o.row != row || !o.log_rr || !std::isfinite(o.standard_error)) continue;
    auto& bounded = trials.emplace(o.trial, true).first->second;
    bounded = bounded && o.error_is == ErrorIs::at_most;
    teams.insert(o.team);
  }
  WithError out{.trials = trials.size(), .teams = teams.size()};
  for (const auto& [trial, bounded] : trials) out.bounded += bounded;
  return out;
}

}  // namespace salus::calibration
