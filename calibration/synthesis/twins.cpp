#include "calibration/synthesis/twins.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "calibration/synthesis/log_risk.hpp"

namespace salus::calibration {
namespace {

/// Letters at the beginning, in small ones: mostly the first author.
std::string first_word(const std::string& name) {
  std::string word;
  for (const char c : name) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isspace(letter) != 0 || std::ispunct(letter) != 0) break;
    word += static_cast<char>(std::tolower(letter));
  }
  return word;
}

std::set<std::string> countries_of(const Study& study) {
  std::set<std::string> all;
  std::istringstream codes(study.country);
  for (std::string code; std::getline(codes, code, ';');) all.insert(code);
  return all;
}

bool share_a_country(const Study& a, const Study& b) {
  const auto first = countries_of(a);
  const auto second = countries_of(b);
  return std::any_of(first.begin(), first.end(), [&](const auto& code) { return second.count(code) > 0; });
}

bool years_overlap(const Study& a, const Study& b) {
  if (!a.year_start || !b.year_start) return false;
  const int a_end = a.year_end.value_or(*a.year_start);
  const int b_end = b.year_end.value_or(*b.year_start);
  return *a.year_start <= b_end + 1 && *b.year_start <= a_end + 1;
}

/// Whether both name a city, and another.
bool in_other_cities(const Study& a, const Study& b) {
  return !a.city.empty() && !b.city.empty() && a.city.find(b.city) == std::string::npos &&
         b.city.find(a.city) == std::string::npos;
}

/// How much speaks for two rows being of one trial; none where they are not: 1 for row, country and years alone.
int likeness(const Study& own, const Study& bundled) {
  constexpr double same_result = 0.02;  // of logarithms, as two conversions of one figure differ
  if (own.intervention != bundled.intervention || !share_a_country(own, bundled)) return 0;
  const bool named_alike = first_word(own.name) == first_word(bundled.name) && !first_word(own.name).empty();
  if (!named_alike && (!years_overlap(own, bundled) || in_other_cities(own, bundled))) return 0;
  int all = 1;
  if (named_alike) all += 4;
  if (!own.city.empty() && own.city == bundled.city) all += 2;
  const auto a = log_risk(own).log_rr;
  const auto b = log_risk(bundled).log_rr;
  if (a && b && std::abs(*a - *b) < same_result) all += 1;
  return all;
}

/// Bundled trials as like as any, each by a row of it.
struct Nearest {
  int likeness = 0;
  std::map<std::string, const Study*> by_trial;
  void add(const Study& own, const Study& bundled) {
    const int found = calibration::likeness(own, bundled);
    if (found == 0 || found < likeness) return;
    if (found > likeness) by_trial.clear();
    likeness = found;
    by_trial.emplace(bundled.trial, &bundled);
  }
  bool of_one_team() const {
    return std::all_of(by_trial.begin(), by_trial.end(),
                       [&](const auto& t) { return t.second->team == by_trial.begin()->second->team; });
  }
};

std::string named(const Study& study) { return "'" + study.name + "' (" + study.id + ")"; }

std::string list_of(const Nearest& nearest) {
  constexpr std::size_t most = 3;
  std::string text;
  std::size_t said = 0;
  for (const auto& [trial, study] : nearest.by_trial) {
    if (said++ == most) return text + " and " + std::to_string(nearest.by_trial.size() - most) + " more";
    text += (text.empty() ? "" : ", ") + named(*study);
  }
  return text;
}

std::string notice_of(const Study& own, const Nearest& nearest, bool joins) {
  const std::string like = "warning: " + named(own) + " may be bundled already as " + list_of(nearest) + ": ";
  if (joins) return like + "taken as of that team, '" + nearest.by_trial.begin()->second->team + "'";
  if (own.team_guessed) return like + "no one of them is nearest, so it stays of a team of its own";
  return like + "it stays of the team that is told, '" + own.team + "'";
}

/// Said once, below the warnings.
constexpr const char* what_twins_are =
    "these have row and country in common, and years or the beginning of the name; a trial of a bundled team is not "
    "foretold from that team's; say otherwise in a column 'team', and leave rows out that are the same trial: both are "
    "pooled";

}  // namespace

void join_twins(StudyTable& table) {
  std::map<std::string, std::vector<std::size_t>> own;
  std::set<std::string> bundled_trials;
  std::set<std::string> bundled_teams;
  for (std::size_t i = 0; i < table.studies.size(); ++i) {
    const Study& study = table.studies[i];
    if (study.own) {
      own[study.trial].push_back(i);
      continue;
    }
    bundled_trials.insert(study.trial);
    bundled_teams.insert(study.team);
  }
  const std::size_t before = table.notices.size();
  for (const auto& [trial, rows] : own) {
    const Study& first = table.studies[rows.front()];
    if (bundled_trials.count(trial) > 0 || (!first.team_guessed && bundled_teams.count(first.team) > 0)) continue;
    Nearest nearest;
    for (const std::size_t row : rows)
      for (const Study& study : table.studies)
        if (!study.own) nearest.add(table.studies[row], study);
    if (nearest.by_trial.empty()) continue;
    const bool joins = first.team_guessed && nearest.of_one_team();
    table.notices.push_back(notice_of(first, nearest, joins));
    const std::string team = nearest.by_trial.begin()->second->team;
    for (const std::size_t row : rows)
      if (joins) table.studies[row].team = team;
  }
  if (table.notices.size() > before) table.notices.emplace_back(what_twins_are);
}

}  // namespace salus::calibration
