#include "calibration/synthesis/study_columns.hpp"

#include "model/core/ids.hpp"

namespace salus::calibration {
namespace {

using model::Column;
using C = StudyColumn;

constexpr double largest = 1e9;  ///< of a number of people, places or events

template <class Enum>
std::vector<std::string> words(const model::Names<Enum>& names) {
  return {names.begin(), names.end()};
}
template <class Enum>
Column one_of() {
  return {{}, Column::Kind::text, true, 0, 0, words(model::enumerator_names<Enum>)};
}
Column text(bool required = true) { return {{}, Column::Kind::text, required, 0, 0, {}}; }
Column any_number() { return {{}, Column::Kind::number, false}; }
Column number(double least, double most) { return {{}, Column::Kind::number, false, least, most, {}}; }
Column whole(double least, double most) { return {{}, Column::Kind::integer, false, least, most, {}}; }

}  // namespace

std::vector<std::string> outcome_types() {
  auto types = words(model::crime_type_names);
  types.push_back("all_crime");
  types.push_back("other");
  return types;
}

StudyRows study_rows(std::vector<std::string> interventions) {
  return StudyRows(
      {{C::id, text()},
       {C::trial, text()},
       {C::team, text()},
       {C::intervention, {{}, Column::Kind::text, true, 0, 0, std::move(interventions)}},
       {C::study, text()},
       {C::year_start, whole(1900, 2100)},
       {C::year_end, whole(1900, 2100)},
       {C::country, text()},
       {C::city, text(false)},
       {C::income_then, one_of<CountryIncome>()},
       {C::design, one_of<Design>()},
       {C::unit, one_of<StudyUnit>()},
       {C::n_treated, number(0, largest)},
       {C::n_control, number(0, largest)},
       {C::clusters_treated, number(0, largest)},
       {C::clusters_control, number(0, largest)},
       {C::events_treated, number(0, largest)},
       {C::total_treated, number(1, largest)},
       {C::events_control, number(0, largest)},
       {C::total_control, number(1, largest)},
       {C::horizon_months, number(0, 1200)},
       {C::outcome, text()},
       {C::crime_type, {{}, Column::Kind::text, true, 0, 0, outcome_types()}},
       {C::source_of_outcome, one_of<OutcomeSource>()},
       {C::reporter, one_of<Reporter>()},
       {C::implementer, one_of<Implementer>()},
       {C::independent_evaluator, one_of<Answer>()},
       {C::preregistered, one_of<Answer>()},
       {C::measure, {{}, Column::Kind::text, true, 0, 0, words(study_measure_names)}},
       {C::estimate, any_number()},
       {C::low, any_number()},
       {C::high, any_number()},
       {C::level, whole(1, 99)},
       {C::standard_error, any_number()},
       {C::error_is, one_of<ErrorIs>()},
       {C::control_prevalence, any_number()},
       {C::prevalence_is, {{}, Column::Kind::text, false, 0, 0, words(model::enumerator_names<PrevalenceIs>)}},
       {C::use, text()},
       {C::conversion, text(false)},
       {C::source, text()},
       {C::where_read, text()},
       {C::verified, {{}, Column::Kind::text, true, 0, 0, {"yes", "no"}}},
       {C::note, text(false)}});
}

RegisterRows register_rows() {
  return RegisterRows({{RegisterColumn::intervention, text()},
                       {RegisterColumn::title, text()},
                       {RegisterColumn::kind,
                        {{},
                         Column::Kind::text,
                         true,
                         0,
                         0,
                         {"places", "groups", "youth", "norms", "family", "institutions", "laws"}}}});
}

}  // namespace salus::calibration
