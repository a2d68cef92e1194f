#include "scenarios/evidence_columns.hpp"

namespace salus::scenarios {
namespace {

using model::Column;
constexpr double infinity = std::numeric_limits<double>::infinity();

Column text(std::vector<std::string> choices = {}) {
  return {{}, Column::Kind::text, true, -infinity, infinity, std::move(choices)};
}
template <class Enum>
Column one_of(const model::Names<Enum>& names) {
  return text({names.begin(), names.end()});
}
Column yes_or_no() { return text({"yes", "no"}); }
Column number(double lower, double upper, bool required = true) {
  return {{}, Column::Kind::number, required, lower, upper, {}};
}

Column count() { return {{}, Column::Kind::integer, true, 0, 10000, {}}; }
Column year() { return {{}, Column::Kind::integer, true, 1900, 2100, {}}; }

}  // namespace

using model::NamedTable;

NamedTable<OfIntervention> intervention_table() {
  using C = OfIntervention;
  return NamedTable<C>({{C::id, text()},
                        {C::title, text()},
                        {C::unit, text()},
                        {C::unit_cost, number(0.001, 1e9)},
                        {C::currency, text()},
                        {C::price_year, year()},
                        {C::unit_cost_log_sd, number(0, 3)},
                        {C::unit_cost_verified, yes_or_no()},
                        {C::transfer_share, number(0, 1)},
                        {C::eligible_per_person, number(1e-9, 10, false)},
                        {C::eligible_log_sd, number(0, 3, false)},
                        {C::ramp_months, number(0.1, 240)},
                        {C::decay_months, number(0.1, 600)},
                        {C::delay_months, number(0, 120)},
                        {C::fatigue_months, number(0, 600)},
                        {C::political, yes_or_no()},
                        {C::displacement, number(-1, 1)},
                        {C::displacement_sd, number(0, 1)},
                        {C::mechanism, one_of(model::mechanism_names)},
                        {C::decay_class, one_of(model::decay_class_names)},
                        {C::verified, yes_or_no()},
                        {C::process_only, yes_or_no()},
                        {C::city_target, one_of(model::measure_target_names)},
                        {C::city_targeting, one_of(city_targeting_names)},
                        {C::city_targets_a_unit, number(0, 1e6)},
                        {C::effect_of, one_of(model::effect_of_names)},
                        {C::start_up, one_of(model::start_up_names)},
                        {C::least_usd_a_year, number(1, 1e9, false)},
                        {C::least_log_sd, number(0, 3, false)},
                        {C::least_source, text()},
                        {C::source, text()}});
}

NamedTable<OfCell> cell_table() {
  using C = OfCell;
  return NamedTable<C>({{C::intervention, text()},
                        {C::crime_type, one_of(model::crime_type_names)},
                        {C::share, number(1e-6, 1.0)},
                        {C::share_logit_sd, number(0, 3)},
                        {C::measured, yes_or_no()},
                        {C::source, text()}});
}

NamedTable<OfEffect> effect_table() {
  using C = OfEffect;
  return NamedTable<C>({{C::intervention, text()},
                        {C::crime_type, one_of(model::crime_type_names)},
                        {C::log_rr, number(-4.6, 2.3)},
                        {C::common_sd, number(0, 3)},
                        {C::row_sd, number(0, 3)},
                        {C::cell_sd, number(0, 3)},
                        {C::between_sd, number(0, 3)},
                        {C::trials, count()},
                        {C::outcomes, count()},
                        {C::source, text()}});
}

NamedTable<OfLaw> law_table() {
  using C = OfLaw;
  return NamedTable<C>({{C::id, text()},
                        {C::title, text()},
                        {C::city_target, one_of(model::measure_target_names)},
                        {C::crime_type, one_of(model::crime_type_names)},
                        {C::verified, yes_or_no()},
                        {C::source, text()}});
}

NamedTable<OfFunction> function_table() {
  using C = OfFunction;
  return NamedTable<C>({{C::id, one_of(model::function_names)},
                        {C::title, text()},
                        {C::half_life_months, number(1, 600)},
                        {C::source, text()}});
}

NamedTable<OfValue> value_table() {
  using C = OfValue;
  return NamedTable<C>({{C::crime_type, one_of(model::crime_type_names)},
                        {C::dalys, number(1e-9, 100)},
                        {C::dalys_log_sd, number(0, 3)},
                        {C::cost, number(0.01, 1e9)},
                        {C::currency, text()},
                        {C::price_year, year()},
                        {C::cost_log_sd, number(0, 3)},
                        {C::verified, yes_or_no()},
                        {C::source, text()}});
}

NamedTable<OfInitiative> initiative_table() {
  using C = OfInitiative;
  return NamedTable<C>(
      {{C::id, text()}, {C::title, text()}, {C::process_only, yes_or_no()}, {C::items, text()}, {C::note, text()}});
}

}  // namespace salus::scenarios
