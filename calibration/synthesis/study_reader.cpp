#include "calibration/synthesis/study_reader.hpp"

#include <map>
#include <set>
#include <utility>

#include "calibration/synthesis/digest_reader.hpp"
#include "calibration/synthesis/study_checks.hpp"
#include "calibration/synthesis/study_columns.hpp"
#include "calibration/synthesis/twins.hpp"
#include "calibration/users_table.hpp"

namespace salus::calibration {
namespace {

using C = StudyColumn;

std::vector<RegisterRow> read_register(const StudyFile& file, model::Diagnostics& findings) {
  auto table = register_rows();
  const std::size_t before = findings.size();
  table.parse(file.text, file.name, findings);
  std::vector<RegisterRow> rows;
  if (findings.size() > before) return rows;
  std::set<std::string> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    rows.push_back({table.text(r, RegisterColumn::intervention), table.text(r, RegisterColumn::title),
                    table.text(r, RegisterColumn::kind)});
    if (!seen.insert(rows.back().id).second)
      findings.push_back(table.at(r, RegisterColumn::intervention, "the intervention stands twice", "each id once",
                                  "remove one of the two"));
  }
  return rows;
}

template <class Enum>
Enum word(const StudyRows& table, std::size_t r, C column, const model::Names<Enum>& names) {
  return model::find(names, table.text(r, column)).value();
}
template <class Enum>
Enum word(const StudyRows& table, std::size_t r, C column) {
  return word(table, r, column, model::enumerator_names<Enum>);
}

std::optional<double> number(const StudyRows& table, std::size_t r, C column) {
  return table.empty_field(r, column) ? std::nullopt : std::optional(table.number(r, column));
}

std::optional<int> whole(const StudyRows& table, std::size_t r, C column) {
  return table.empty_field(r, column) ? std::nullopt : std::optional(table.whole(r, column));
}

void read_what_was_done(const StudyRows& t, std::size_t r, Study& s) {
  s.id = t.text(r, C::id);
  s.trial = t.text(r, C::trial);
  s.team = t.text(r, C::team);
  s.intervention = t.text(r, C::intervention);
  s.name = t.text(r, C::study);
  s.year_start = whole(t, r, C::year_start);
  s.year_end = whole(t, r, C::year_end);
  s.country = t.text(r, C::country);
  s.city = t.text(r, C::city);
  s.income_then = word<CountryIncome>(t, r, C::income_then);
  s.design = word<Design>(t, r, C::design);
  s.unit = word<StudyUnit>(t, r, C::unit);
  s.n_treated = number(t, r, C::n_treated);
  s.n_control = number(t, r, C::n_control);
  s.clusters_treated = number(t, r, C::clusters_treated);
  s.clusters_control = number(t, r, C::clusters_control);
  s.horizon_months = number(t, r, C::horizon_months);
  s.implementer = word<Implementer>(t, r, C::implementer);
  s.independent_evaluator = word<Answer>(t, r, C::independent_evaluator);
  s.preregistered = word<Answer>(t, r, C::preregistered);
}

void read_what_was_found(const StudyRows& t, std::size_t r, Study& s) {
  s.events_treated = number(t, r, C::events_treated);
  s.total_treated = number(t, r, C::total_treated);
  s.events_control = number(t, r, C::events_control);
  s.total_control = number(t, r, C::total_control);
  s.outcome = t.text(r, C::outcome);
  s.crime_type = t.text(r, C::crime_type);
  s.source_of_outcome = word<OutcomeSource>(t, r, C::source_of_outcome);
  s.reporter = word<Reporter>(t, r, C::reporter);
  s.measure = word(t, r, C::measure, study_measure_names);
  s.estimate = number(t, r, C::estimate);
  s.low = number(t, r, C::low);
  s.high = number(t, r, C::high);
  s.level = whole(t, r, C::level).value_or(0);
  s.standard_error = number(t, r, C::standard_error);
  s.error_is = word<ErrorIs>(t, r, C::error_is);
  s.control_prevalence = number(t, r, C::control_prevalence);
  if (!t.empty_field(r, C::prevalence_is)) s.prevalence_is = word<PrevalenceIs>(t, r, C::prevalence_is);
}

void read_where_it_stands(const StudyRows& t, std::size_t r, Study& s) {
  const std::string& use = t.text(r, C::use);
  if (use.starts_with("no: ")) s.left_out = use.substr(4);
  s.conversion = t.text(r, C::conversion);
  s.source = t.text(r, C::source);
  s.where_read = t.text(r, C::where_read);
  s.verified = t.text(r, C::verified) == "yes";
  s.note = t.text(r, C::note);
}

void check_use(const StudyRows& table, std::size_t r, model::Diagnostics& findings) {
  const std::string& use = table.text(r, C::use);
  if (use == "yes" || (use.starts_with("no: ") && use.size() > 4)) return;
  findings.push_back(table.at(r, C::use, "it is not said whether the row is pooled", "yes, or 'no: ' and the reason",
                              "write yes, or no: and why it is left out"));
}

/// What rows of all files have to agree on.
class Together {
 public:
  void add(const Study& s, const RowPlaces& places, model::Diagnostics& findings) {
    if (const auto [at, fresh] = ids_.emplace(s.id, s.own); !fresh)
      findings.push_back(places.at(
          C::id, s.own && !at->second ? "a bundled study has this id" : "the study stands twice", "each id once",
          s.own && !at->second ? "give the row an id of its own; a bundled row cannot be replaced"
                               : "remove one of the two, or tell the outcomes apart by their ids"));
    const auto [trial, fresh] = trials_.emplace(s.trial, s);
    if (fresh) return;
    const Study& first = trial->second;
    const auto refuse = [&](C column, const std::string& what, const std::string& there) {
      findings.push_back(places.at(column,
                                   "the trial '" + s.trial + "' has another " + what + " in row '" + first.id + "'",
                                   there, "a trial of another " + what + " has an id of its own in the column trial"));
    };
    if (first.country != s.country) refuse(C::country, "country", first.country);
    if (first.team != s.team) refuse(C::team, "team", first.team);
  }

 private:
  std::map<std::string, bool> ids_;  ///< and whether it is of a researcher's own file
  std::map<std::string, Study> trials_;
};

/// Rows of one table, each checked, behind those of the tables before it.
class TableReader {
 public:
  TableReader(StudyTable& out, int this_year, model::Diagnostics& findings)
      : out_(out), this_year_(this_year), findings_(findings) {
    for (const auto& row : out.rows) interventions_.push_back(row.id);
  }

  void read(std::string_view text, const StudyFile& file) {
    auto table = study_rows(interventions_);
    const std::size_t before = findings_.size();
    table.parse(text, file.name, findings_);
    if (findings_.size() > before) return;
    for (std::size_t r = 0; r < table.rows(); ++r) {
      Study study;
      study.own = file.own;
      read_what_was_done(table, r, study);
      read_what_was_found(table, r, study);
      read_where_it_stands(table, r, study);
      check_use(table, r, findings_);
      add(std::move(study), places_of(table, r, [&table, r](C column) { return table.empty_field(r, column); }));
    }
  }

  void read_digest(std::string_view text, const StudyFile& file) {
    const std::size_t before = findings_.size();
    const Digest digest(text, file.name, interventions_, findings_);
    if (findings_.size() > before) return;
    const auto earlier = out_.studies;
    for (std::size_t r = 0; r < digest.rows(); ++r)
      add(digest.study(r, earlier, findings_),
          places_of(digest, r, [&digest, r](C column) { return digest.empty(r, column); }));
    out_.notices = digest.notices(out_.studies);
  }

 private:
  template <class Table>
  static RowPlaces places_of(const Table& table, std::size_t r, std::function<bool(C)> empty) {
    return {std::move(empty), [&table, r](C column, std::string what, std::string expected, std::string fix) {
              return table.at(r, column, std::move(what), std::move(expected), std::move(fix));
            }};
  }
  void add(Study study, const RowPlaces& places) {
    check_study(study, places, this_year_, findings_);
    together_.add(study, places, findings_);
    out_.studies.push_back(std::move(study));
  }

  StudyTable& out_;
  int this_year_;
  model::Diagnostics& findings_;
  std::vector<std::string> interventions_;
  Together together_;
};

}  // namespace

StudyTable read_studies(const StudyFile& register_rows, const std::vector<StudyFile>& files, int this_year) {
  model::Diagnostics findings;
  StudyTable out;
  out.rows = read_register(register_rows, findings);
  TableReader reader(out, this_year, findings);
  for (const auto& file : files) {
    std::string_view text = file.text;
    if (!accept_users_table(text, file.name, findings)) continue;
    if (file.own && is_digest(text)) reader.read_digest(text, file);
    else reader.read(text, file);
  }
  if (findings.empty()) {
    join_twins(out);
    return out;
  }
  model::sort_by_place(findings);
  throw model::InputError(std::move(findings));
}

}  // namespace salus::calibration
