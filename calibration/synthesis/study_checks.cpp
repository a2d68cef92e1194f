#include "calibration/synthesis/study_checks.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/synthesis/log_risk.hpp"
#include "model/core/number.hpp"
#include "model/core/world_countries.hpp"

namespace salus::calibration {
namespace {

using C = StudyColumn;
using M = StudyMeasure;

constexpr double largest_ratio = 100.0;  ///< of a relative risk, and its inverse the smallest

bool is_ratio(M m) { return m == M::relative_risk || m == M::rate_ratio || m == M::hazard_ratio || m == M::odds_ratio; }
bool has_size(M m) { return m != M::not_significant && m != M::sign_less && m != M::sign_more; }
bool needs_prevalence(M m) {
  return m == M::odds_ratio || m == M::risk_difference || m == M::difference || m == M::smd;
}

std::string name_of(M m) { return std::string(study_measure_names[m]); }

class RowCheck {
 public:
  RowCheck(const Study& study, const RowPlaces& places, model::Diagnostics& findings)
      : s_(study), places_(places), findings_(findings) {}

  void all(int this_year) {
    check_country();
    check_years(this_year);
    if (!has_size(s_.measure)) check_no_size();
    else if (s_.measure == M::counts) check_counts();
    else check_estimate();
    check_prevalence();
    check_cells("events_treated", C::events_treated, s_.events_treated, s_.total_treated);
    check_cells("events_control", C::events_control, s_.events_control, s_.total_control);
  }

 private:
  void refuse(C column, const std::string& what, const std::string& expected, const std::string& fix) {
    findings_.push_back(places_.at(column, what, expected, fix));
  }
  void check_country();
  void check_years(int this_year);
  void check_no_size();
  void check_counts();
  void check_estimate();
  void check_scale(C column, const std::optional<double>& value);
  void check_interval();
  void check_error();
  void check_prevalence();
  void check_cells(const std::string& name, C column, const std::optional<double>& events,
                   const std::optional<double>& total);

  const Study& s_;
  const RowPlaces& places_;
  model::Diagnostics& findings_;
};

void RowCheck::check_country() {
  std::vector<std::string> known;
  for (const auto& country : model::countries_of_the_world()) known.emplace_back(country.iso3);
  for (const auto& code : country_codes(s_.country)) {
    if (model::is_country_code(code)) continue;
    const auto remedy = model::remedy_for_country(code, known);
    refuse(C::country, remedy.what, "three capital letters (ISO 3166-1 alpha-3); several joined by ';'", remedy.fix);
  }
}

void RowCheck::check_years(int this_year) {
  for (const auto& [column, year] : {std::pair(C::year_start, s_.year_start), std::pair(C::year_end, s_.year_end)})
    if (year && *year > this_year)
      refuse(column, "the year is in the future", "a year up to " + std::to_string(this_year),
             "check the digits: what has not happened yet has no result");
  if (s_.year_start && s_.year_end && *s_.year_end < *s_.year_start)
    refuse(C::year_end, "the study ends before it starts", "a year from " + std::to_string(*s_.year_start) + " on",
           "check the two years");
}

void RowCheck::check_no_size() {
  const auto no_number = [&](C column) {
    if (!places_.empty(column))
      refuse(column, "a row that gives a direction alone has no number here", "an empty field",
             "leave it empty, or name the measure that the number is of");
  };
  for (const C column : {C::estimate, C::low, C::high, C::level, C::standard_error}) no_number(column);
  if (s_.error_is != ErrorIs::missing)
    refuse(C::error_is, "a row that gives a direction alone has no error", "missing",
           "write missing, or name the measure that was published");
}

void RowCheck::check_cells(const std::string& name, C column, const std::optional<double>& events,
                           const std::optional<double>& total) {
  if (events && total && *events > *total)
    refuse(column, "there are more events than people", "at most " + model::format_number(*total),
           "exchange " + name + " and its total, or count people with an event instead of events");
}

void RowCheck::check_counts() {
  for (const C column : {C::events_treated, C::total_treated, C::events_control, C::total_control})
    if (places_.empty(column))
      refuse(column, "the measure is counts, and this count is missing", "a number of events or people",
             "fill it in, or name the measure that was published");
  for (const C column : {C::estimate, C::low, C::high, C::level, C::standard_error})
    if (!places_.empty(column))
      refuse(column, "the measure is counts, and the estimate is computed from them", "an empty field",
             "leave it empty, or name the measure that this number is of");
  if (s_.error_is == ErrorIs::missing)
    refuse(C::error_is, "counts have a standard error", "known, or too_small where clustering is ignored",
           "say which of the two it is");
}

/// A value on the scale of the measure: nothing that has no logarithm.
void RowCheck::check_scale(C column, const std::optional<double>& value) {
  if (!value) return;
  if (is_ratio(s_.measure) && !(*value > 0.0))
    return refuse(column, "a ratio of " + model::format_number(*value) + " has no logarithm", "a number above 0",
                  "give the events as counts, or leave the interval out and say how sure it is as standard_error");
  if (is_ratio(s_.measure) && column == C::estimate && (*value > largest_ratio || *value < 1.0 / largest_ratio))
    return refuse(column, "no measure ever did that to crime", "a ratio from 0.01 to 100",
                  "check the digits, and that it is a ratio and no percentage");
  if (s_.measure == M::log_relative_risk && std::abs(*value) > 5.0)
    return refuse(column, "no measure ever did that to crime", "a natural logarithm from -5 to 5",
                  "check the digits; a ratio is of measure rr");
  if (s_.measure == M::percent && !(*value > -100.0))
    return refuse(column, "a fall by all of it, or more, has no logarithm", "a number above -100",
                  "give the events as counts, or check the sign");
  const bool of_control = s_.measure == M::risk_difference || s_.measure == M::difference;
  const double control = s_.control_prevalence.value_or(0.0) * (s_.measure == M::risk_difference ? 100.0 : 1.0);
  if (of_control && column == C::estimate && control > 0.0 && !(control + *value > 0.0))
    refuse(column, "the fall is larger than what the control group has", "more than " + model::format_number(-control),
           "check the unit: differences of risks are percentage points, prevalences shares");
}

void RowCheck::check_interval() {
  const bool any = s_.low || s_.high || s_.level != 0;
  if (!any) return;
  for (const C column : {C::low, C::high})
    if (places_.empty(column))
      refuse(column, "an interval has two limits and a level", "a number", "fill it in, or leave all three empty");
  if (s_.level != 90 && s_.level != 95 && s_.level != 99)
    refuse(C::level, s_.level == 0 ? "the level of the interval is not known" : "no interval has this level",
           "90, 95 or 99",
           s_.level == 0 ? "write its level; where none is stated, leave low and high empty"
                         : "check the digits, or turn it into a standard_error");
  if (!s_.low || !s_.high || !s_.estimate) return;
  if (!(*s_.low < *s_.high))
    refuse(C::high, "the interval ends before it begins", "more than " + model::format_number(*s_.low),
           "exchange low and high");
  else if (*s_.estimate < *s_.low || *s_.estimate > *s_.high)
    refuse(C::estimate, "the interval does not hold its estimate",
           "a number from " + model::format_number(*s_.low) + " to " + model::format_number(*s_.high),
           "read the three again; of ratios of the opposite outcome invert all three");
}

void RowCheck::check_error() {
  const bool interval = s_.low && s_.high;
  if (s_.standard_error && !(*s_.standard_error > 0.0))
    return refuse(C::standard_error, "no study is that sure", "a number above 0", "leave it empty where none is known");
  if (s_.error_is == ErrorIs::missing) {
    if (interval || s_.standard_error)
      refuse(C::error_is, "the row has an error and says that it has none", "known, at_most or too_small",
             "say what the error is, or leave low, high, level and standard_error empty");
    return;
  }
  if (!interval && !s_.standard_error)
    return refuse(C::standard_error, "the row says that its error is known and has none",
                  "a standard error, or low, high and level", "fill them in, or write error_is: missing");
  if (!interval || !s_.standard_error || s_.level == 0) return;
  Study alone = s_;
  alone.standard_error.reset();
  const auto of_interval = analysed_error(alone);
  if (!of_interval || !(*of_interval > 0.0)) return;
  const double ratio = *s_.standard_error / *of_interval;
  if (ratio > 1.5 || ratio < 1.0 / 1.5)
    refuse(C::standard_error, "standard error and interval speak of different errors",
           "about " + model::format_number(model::rounded_to_digits(*of_interval, 3)),
           "of ratios it is that of the logarithm; keep one of the two and say why in the note");
}

void RowCheck::check_estimate() {
  if (!s_.estimate)
    refuse(C::estimate, "the measure '" + name_of(s_.measure) + "' needs an estimate", "a number",
           "fill it in; what was published without a size is of measure null, sign_less or sign_more");
  const std::size_t before = findings_.size();
  check_scale(C::estimate, s_.estimate);
  check_scale(C::low, s_.low);
  check_scale(C::high, s_.high);
  if (findings_.size() > before) return;
  check_interval();
  if (findings_.size() == before) check_error();
}

void RowCheck::check_prevalence() {
  if (s_.control_prevalence.has_value() != !places_.empty(C::prevalence_is))
    refuse(C::prevalence_is, "a prevalence and what it is go together", "read or assumed beside control_prevalence",
           "say whether it was read or is assumed, or leave both empty");
  if (!needs_prevalence(s_.measure)) return;
  const bool mean = s_.measure == M::difference;
  if (!s_.control_prevalence)
    return refuse(C::control_prevalence, "'" + name_of(s_.measure) + "' becomes a relative risk only beside it",
                  mean ? "the mean of the control group" : "the share of the control group that has the outcome",
                  "fill it in, assumed if need be; or write measure: sign_less, sign_more or null");
  const double p = *s_.control_prevalence;
  if (mean ? !(p > 0.0) : !(p > 0.0 && p < 1.0))
    refuse(C::control_prevalence, mean ? "a mean of crimes is above 0" : "this is no share",
           mean ? "a number above 0" : "a number above 0 and below 1",
           p > 1.0 ? "write a share: 26 % is 0.26" : "check the digits");
}

}  // namespace

std::vector<std::string> country_codes(const std::string& text) {
  std::vector<std::string> codes;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    codes.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return codes;
}

void check_study(const Study& study, const RowPlaces& places, int this_year, model::Diagnostics& findings) {
  RowCheck(study, places, findings).all(this_year);
}

}  // namespace salus::calibration
