#include "calibration/synthesis/digest_reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

using C = StudyColumn;
using model::Column;

/// A column of a digest, and what of a study it holds.
struct DigestColumn {
  const char* name;
  C holds;
  bool may_be_absent = false;
};
constexpr auto digest_columns = model::exactly<31, DigestColumn>({{"study_id", C::id},
                                                                  {"intervention", C::intervention},
                                                                  {"study", C::study},
                                                                  {"year_start", C::year_start},
                                                                  {"year_end", C::year_end},
                                                                  {"country_iso3", C::country},
                                                                  {"city", C::city},
                                                                  {"income_group_then", C::income_then},
                                                                  {"design", C::design},
                                                                  {"unit", C::unit},
                                                                  {"n_treated", C::n_treated},
                                                                  {"n_control", C::n_control},
                                                                  {"horizon_months", C::horizon_months},
                                                                  {"outcome", C::outcome},
                                                                  {"crime_type", C::crime_type},
                                                                  {"source_of_outcome", C::source_of_outcome},
                                                                  {"implementer", C::implementer},
                                                                  {"log_rr", C::estimate},
                                                                  {"se_log_rr", C::standard_error},
                                                                  {"ci_low_rr", C::low},
                                                                  {"ci_high_rr", C::high},
                                                                  {"conversion", C::conversion},
                                                                  {"measure_published", C::measure, true},
                                                                  {"source_url", C::source},
                                                                  {"where_read", C::where_read},
                                                                  {"verified", C::verified},
                                                                  {"trial", C::trial, true},
                                                                  {"team", C::team, true},
                                                                  {"reporter", C::reporter, true},
                                                                  {"clusters_treated", C::clusters_treated, true},
                                                                  {"clusters_control", C::clusters_control, true}});

/// Where something that has no column of its own is found.
C stands_in(C column) {
  switch (column) {
    case C::trial:
    case C::team:
      return C::study;
    case C::level:
      return C::low;
    case C::error_is:
      return C::standard_error;
    default:
      return C::estimate;
  }
}

/// Words of digests for those of the model.
using Words = std::map<std::string, std::string>;
const Words incomes{{"HIC", "high"},    {"UMIC", "upper_middle"}, {"LMIC", "lower_middle"}, {"LIC", "low"},
                    {"MIC", "unknown"}, {"mixed", "unknown"},     {"", "unknown"}};
const Words designs{{"quasi_controlled", "quasi"}};
const Words sources{{"police_record", "administrative"}, {"", "unknown"}};
const Words unknown_where_empty{{"", "unknown"}};

template <class Enum>
std::vector<std::string> choices(const Words& words) {
  const auto& names = model::enumerator_names<Enum>;
  std::vector<std::string> all(names.begin(), names.end());
  for (const auto& [digest, ours] : words)
    if (!digest.empty()) all.push_back(digest);
  return all;
}

template <class Enum>
Enum word(const std::string& text, const Words& words) {
  const auto other = words.find(text);
  return model::find(model::enumerator_names<Enum>, other == words.end() ? text : other->second).value();
}

Column rule(C column, const std::vector<std::string>& interventions) {
  constexpr double largest = 1e9;
  const auto named = [](bool required, std::vector<std::string> names) {
    return Column{{}, Column::Kind::text, required, 0, 0, std::move(names)};
  };
  const auto number = [](double least, double most) {
    return Column{{}, Column::Kind::number, false, least, most, {}};
  };
  switch (column) {
    case C::intervention:
      return named(true, interventions);
    case C::year_start:
    case C::year_end:
      return {{}, Column::Kind::integer, false, 1900, 2100, {}};
    case C::n_treated:
    case C::n_control:
    case C::clusters_treated:
    case C::clusters_control:
      return number(0, largest);
    case C::horizon_months:
      return number(0, 1200);
    case C::estimate:
    case C::standard_error:
    case C::low:
    case C::high:
      return {{}, Column::Kind::number, false};
    case C::income_then:
      return named(false, choices<CountryIncome>(incomes));
    case C::design:
      return named(true, choices<Design>(designs));
    case C::unit:
      return named(true, choices<StudyUnit>({}));
    case C::source_of_outcome:
      return named(false, choices<OutcomeSource>(sources));
    case C::implementer:
      return named(false, choices<Implementer>(unknown_where_empty));
    case C::reporter:
      return named(false, choices<Reporter>(unknown_where_empty));
    case C::crime_type:
      return named(true, outcome_types());
    case C::verified:
      return named(true, {"yes", "no"});
    case C::city:
    case C::conversion:
    case C::measure:
    case C::trial:
    case C::team:
      return named(false, {});
    default:
      return named(true, {});
  }
}

/// Fields of the header, which has no quotes that matter.
std::set<std::string> header_of(std::string_view text) {
  std::set<std::string> names;
  std::string name;
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c != ',' && c != '\r' && c != '"') name += c;
    if (c == ',') {
      names.insert(name);
      name.clear();
    }
  }
  names.insert(name);
  return names;
}

/// Whether a row without a size says that its result was not significant, by the words of digests.
bool says_null(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  constexpr std::string_view no_word = "null or harm";  // "kept so that the null or harm is not lost"
  if (const auto at = text.find(no_word); at != std::string::npos) text.erase(at, no_word.size());
  constexpr std::array words{"null",        "not significant",   "non-significant",   "insignificant",
                             "n.s.",        "no significant",    "not statistically", "no statistically",
                             "no effect",   "no direct effect",  "no impact",         "no evidence",
                             "no credible", "little to no",      "no change",         "no difference",
                             "not differ",  "not significantly", "no longer",         "did not",
                             "does not",    "dissipated",        "no systematic"};
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return text.find(w) != std::string::npos; });
}

bool is_read(C column, const std::set<std::string>& header) {
  return std::any_of(digest_columns.begin(), digest_columns.end(), [&](const DigestColumn& c) {
    return c.holds == column && (!c.may_be_absent || header.count(c.name) > 0);
  });
}

}  // namespace

bool is_digest(std::string_view text) { return header_of(text).count("study_id") > 0; }

Digest::Digest(std::string_view text, const std::string& file, const std::vector<std::string>& interventions,
               model::Diagnostics& findings)
    : file_(file) {
  const auto header = header_of(text);
  std::vector<Column> columns;
  for (const auto& c : digest_columns) {
    if (!is_read(c.holds, header)) continue;
    position_[c.holds] = columns.size();
    columns.push_back(rule(c.holds, interventions));
    columns.back().name = c.name;
  }
  table_ = model::CsvTable::parse(text, file, columns, findings, &not_read_);
}

std::size_t Digest::place(C column) const { return position_[column].value_or(*position_[stands_in(column)]); }

bool Digest::empty(std::size_t r, C column) const {
  return !position_[column] || table_.empty_field(r, *position_[column]);
}

const std::string& Digest::text(std::size_t r, C column) const {
  static const std::string none;
  return position_[column] ? table_.text(r, *position_[column]) : none;
}

model::Diagnostic Digest::at(std::size_t r, C column, std::string what, std::string expected, std::string fix) const {
  return table_.at(r, place(column), std::move(what), std::move(expected), std::move(fix));
}

void Digest::read_result(std::size_t r, Study& s, model::Diagnostics& findings) const {
  const auto number = [&](C column) {
    return empty(r, column) ? std::nullopt : std::optional(table_.number(r, place(column)));
  };
  // Limits are ratios in this layout, the estimate a logarithm.
  const auto limit = [&](C column) -> std::optional<double> {
    const auto ratio = number(column);
    if (ratio && *ratio > 0.0) return model::logarithm(*ratio);
    if (ratio)
      findings.push_back(at(r, column, "a ratio that is not above 0 has no logarithm", "a number above 0",
                            "limits are relative risks here, not logarithms; or leave both empty and give se_log_rr"));
    return std::nullopt;
  };
  s.measure = StudyMeasure::log_relative_risk;
  s.estimate = number(C::estimate);
  s.low = limit(C::low);
  s.high = limit(C::high);
  if (empty(r, C::low) != empty(r, C::high)) {  // one limit is no interval
    s.low.reset();
    s.high.reset();
  }
  constexpr double rounding = 0.005;  // of a ratio near 1 with two decimals
  if (s.estimate && s.low && *s.estimate<*s.low&& * s.estimate> * s.low - rounding) s.low = s.estimate;
  if (s.estimate && s.high && *s.estimate > *s.high && *s.estimate < *s.high + rounding) s.high = s.estimate;
  s.level = s.low || s.high ? 95 : 0;
  s.standard_error = number(C::standard_error);
  const bool bound = s.conversion.find("SE_BOUND") != std::string::npos;
  const bool any = s.standard_error || s.low || s.high;
  s.error_is = !any ? ErrorIs::missing : bound ? ErrorIs::at_most : ErrorIs::known;
  if (s.estimate || any) return;  // an error without a size is refused by the checks
  s.measure = StudyMeasure::not_significant;
  if (!says_null(text(r, C::measure) + " " + s.conversion)) s.left_out = "no log_rr";
}

Study Digest::study(std::size_t r, const std::vector<Study>& earlier, model::Diagnostics& findings) const {
  const auto number = [&](C column) {
    return empty(r, column) ? std::nullopt : std::optional(table_.number(r, place(column)));
  };
  const auto whole = [&](C column) {
    return empty(r, column) ? std::nullopt : std::optional(table_.whole(r, place(column)));
  };
  Study s;
  s.id = text(r, C::id);
  s.intervention = text(r, C::intervention);
  s.name = text(r, C::study);
  const auto known = std::find_if(earlier.begin(), earlier.end(), [&](const Study& e) { return e.name == s.name; });
  s.trial = !empty(r, C::trial) ? text(r, C::trial) : known != earlier.end() ? known->trial : s.name;
  s.team = !empty(r, C::team) ? text(r, C::team) : known != earlier.end() ? known->team : s.trial;
  s.team_guessed = empty(r, C::team) && known == earlier.end();
  s.year_start = whole(C::year_start);
  s.year_end = whole(C::year_end);
  s.country = text(r, C::country);
  s.city = text(r, C::city);
  s.income_then = word<CountryIncome>(text(r, C::income_then), incomes);
  s.design = word<Design>(text(r, C::design), designs);
  s.unit = word<StudyUnit>(text(r, C::unit), {});
  s.n_treated = number(C::n_treated);
  s.n_control = number(C::n_control);
  s.clusters_treated = number(C::clusters_treated);
  s.clusters_control = number(C::clusters_control);
  s.horizon_months = number(C::horizon_months);
  s.outcome = text(r, C::outcome);
  s.crime_type = text(r, C::crime_type);
  s.source_of_outcome = word<OutcomeSource>(text(r, C::source_of_outcome), sources);
  s.reporter = word<Reporter>(text(r, C::reporter), unknown_where_empty);
  const bool record = s.source_of_outcome == OutcomeSource::administrative;
  if (record && empty(r, C::reporter)) s.reporter = Reporter::record;
  s.implementer = word<Implementer>(text(r, C::implementer), unknown_where_empty);
  s.conversion = text(r, C::conversion);
  s.source = text(r, C::source);
  s.where_read = text(r, C::where_read);
  s.verified = text(r, C::verified) == "yes";
  s.own = true;
  read_result(r, s, findings);
  return s;
}

std::vector<std::string> Digest::notices(const std::vector<Study>& studies) const {
  std::vector<std::string> all;
  const auto list = [](const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
  };
  if (!not_read_.empty()) all.push_back(file_ + ": columns that are not read: " + list(not_read_));
  std::vector<std::string> one_limit;
  for (std::size_t r = 0; r < rows(); ++r)
    if (empty(r, C::low) != empty(r, C::high)) one_limit.push_back(text(r, C::id));
  if (!one_limit.empty()) all.push_back(file_ + ": one limit alone is no interval and is not read: " + list(one_limit));
  std::vector<std::string> nulls;
  std::vector<std::string> sizeless;
  for (const auto& s : studies) {
    if (!s.own || s.measure != StudyMeasure::not_significant) continue;
    (s.left_out.empty() ? nulls : sizeless).push_back(s.id);
  }
  if (!nulls.empty()) all.push_back(file_ + ": without log_rr, kept as not significant: " + list(nulls));
  if (!sizeless.empty())
    all.push_back(file_ + ": left out, since log_rr is empty and neither measure_published nor conversion says null: " +
                  list(sizeless));
  if (!position_[C::team])
    all.push_back(file_ + ": there is no column 'team': a study that is bundled under the same name is of that team, " +
                  "any other of a team of its own");
  return all;
}

}  // namespace salus::calibration
