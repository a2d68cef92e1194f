#include "scenarios/evidence_tables.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"
#include "scenarios/effect_tables.hpp"

namespace salus::scenarios {
namespace {

using model::NamedTable;
using model::Prior;

Prior lognormal(double median, double log_sd) {
  if (log_sd == 0.0) return {Prior::Family::fixed, median, 0.0, median, median, 0.0};
  const double reach = model::exponential(5.0 * log_sd);
  return {Prior::Family::lognormal, median, log_sd, median / reach, median * reach, 0.0};
}

/// The money of a row, as its source has it.
template <class C>
model::StatedMoney stated(const NamedTable<C>& table, std::size_t r, C amount) {
  return {table.number(r, amount), table.text(r, C::currency), table.whole(r, C::price_year)};
}

std::string years_in_words(const model::Prices::Years& years) {
  return std::to_string(years.first) + " to " + std::to_string(years.last);
}

/// Converted into dollars of the price year, the one time that this happens. Where that cannot be done it is a finding.
template <class C>
model::Usd converted(const NamedTable<C>& table, std::size_t r, const model::StatedMoney& money,
                     const model::Prices& prices, model::Diagnostics& findings) {
  if (const auto usd = prices.converted(money)) return *usd;
  const auto years = prices.years_of(money.currency);
  if (!years)
    findings.push_back(table.at(r, C::currency, "no exchange rate of this currency is known",
                                "USD, or a currency of calibration/data/prices.csv (ISO 4217)",
                                "give the amount in US dollars at the market rate of its price year"));
  else
    findings.push_back(table.at(r, C::price_year, "prices or exchange rates of this year are not known",
                                years_in_words(*years) + " for " + money.currency,
                                money.currency == "USD" ? "give the amount in dollars of one of these years"
                                                        : "give the amount in US dollars of the same year"));
  return {};
}

/// A cost known by its median.
Prior cost_prior(model::Usd median, double log_sd) { return lognormal(median.value(), log_sd); }

/// What a row says, whether or not it fits together; money apart.
model::Intervention intervention_of(const NamedTable<OfIntervention>& table, std::size_t r) {
  using C = OfIntervention;
  const auto yes = [&](C column) { return is_yes(table, r, column); };
  model::Intervention row;
  row.id = table.text(r, C::id);
  row.title = table.text(r, C::title);
  row.unit = table.text(r, C::unit);
  row.stated_cost = stated(table, r, C::unit_cost);
  row.cost_verified = yes(C::unit_cost_verified);
  row.transfer_share = table.number(r, C::transfer_share);
  row.ramp_months = table.number(r, C::ramp_months);
  row.decay_months = table.number(r, C::decay_months);
  row.delay_months = table.number(r, C::delay_months);
  row.fatigue_months = table.number(r, C::fatigue_months);
  row.political = yes(C::political);
  row.displacement = table.number(r, C::displacement);
  row.displacement_sd = table.number(r, C::displacement_sd);
  row.mechanism = model::find(model::mechanism_names, table.text(r, C::mechanism)).value();
  row.decay_class = model::find(model::decay_class_names, table.text(r, C::decay_class)).value();
  row.one_off = row.decay_class == model::DecayClass::long_persistence;  // treated once, and it lasts
  row.verified = yes(C::verified);
  row.process_only = yes(C::process_only);
  row.city_target = model::find(model::measure_target_names, table.text(r, C::city_target)).value();
  row.city_targeting =
      model::find(model::targeting_names, table.text(r, C::city_targeting)).value_or(model::Targeting::best);
  row.city_targets_a_unit = table.number(r, C::city_targets_a_unit);
  row.effect_of = model::find(model::effect_of_names, table.text(r, C::effect_of)).value();
  row.start_up = model::find(model::start_up_names, table.text(r, C::start_up)).value();
  row.least_source = table.text(r, C::least_source);
  row.source = table.text(r, C::source);
  if (!row.process_only && !table.empty_field(r, C::eligible_per_person) && !table.empty_field(r, C::eligible_log_sd))
    row.eligible_per_person = lognormal(table.number(r, C::eligible_per_person), table.number(r, C::eligible_log_sd));
  return row;
}

/// A target in the city layer, how it is found and how many a unit reaches go together.
void check_city_target(const NamedTable<OfIntervention>& table, std::size_t r, const model::Intervention& row,
                       model::Diagnostics& findings) {
  using C = OfIntervention;
  const bool aimed = row.city_target != model::MeasureTarget::none;
  const bool found = model::find(city_targeting_names, table.text(r, C::city_targeting)) != CityTargeting::none;
  if (found != aimed)
    findings.push_back(table.at(r, C::city_targeting, "a target in the city layer and how it is found go together",
                                "best or random beside a target, none beside none",
                                "say how the programme finds its targets, or write none"));
  if ((row.city_targets_a_unit != 0.0) != aimed)
    findings.push_back(table.at(r, C::city_targets_a_unit,
                                "a target in the city layer and the number of targets a unit reaches go together",
                                "a positive number beside a target, 0 beside none",
                                "name a city_target and what a unit reaches of it, or write none and 0"));
}

/// Only of a part of a city can it be told apart who is reached and where they are.
void check_effect_of(const NamedTable<OfIntervention>& table, std::size_t r, const model::Intervention& row,
                     model::Diagnostics& findings) {
  if (row.effect_of == model::EffectOf::area && row.city_target != model::MeasureTarget::risky_persons)
    findings.push_back(
        table.at(r, OfIntervention::effect_of,
                 "an effect on an area is that of persons named there, over all that happens there",
                 "reached, or city_target: risky_persons",
                 "say reached: what happens at places that are treated, or what those do who take part"));
}

/// Smallest useful size, in the currency and at the prices of the unit cost. None of a process.
Prior least_of(const NamedTable<OfIntervention>& table, std::size_t r, const model::Intervention& row,
               const model::Prices& prices) {
  using C = OfIntervention;
  if (row.process_only || table.empty_field(r, C::least_usd_a_year) || table.empty_field(r, C::least_log_sd)) return {};
  const auto usd = prices.converted(stated(table, r, C::least_usd_a_year));
  return usd ? cost_prior(*usd, table.number(r, C::least_log_sd)) : Prior();
}

/// What has an effect reaches somebody and acts on something, and there is a size below which it does not.
void check_reach(const NamedTable<OfIntervention>& table, std::size_t r, const model::Intervention& row,
                 model::Diagnostics& findings) {
  using C = OfIntervention;
  for (const C c : {C::eligible_per_person, C::eligible_log_sd, C::least_usd_a_year, C::least_log_sd})
    if (!row.process_only && table.empty_field(r, c))
      findings.push_back(table.at(r, c, "an intervention with an effect needs this number", "a number",
                                  "fill it in, or say process_only: yes"));
  if (row.process_only == (row.mechanism == model::Mechanism::process)) return;
  findings.push_back(table.at(
      r, C::mechanism,
      row.process_only ? "a process-only row acts on nothing" : "an intervention with an effect acts on something",
      row.process_only ? "process" : "a mechanism other than process",
      row.process_only ? "write process, or say process_only: no and fill in reach and effects"
                       : "name what it acts on, or say process_only: yes"));
}

void read_interventions(const NamedTable<OfIntervention>& table, model::Evidence& out, model::Diagnostics& findings) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    model::Intervention row = intervention_of(table, r);
    row.unit_cost = cost_prior(converted(table, r, row.stated_cost, out.prices, findings),
                               table.number(r, OfIntervention::unit_cost_log_sd));
    row.least_a_year = least_of(table, r, row, out.prices);
    check_city_target(table, r, row, findings);
    check_effect_of(table, r, row, findings);
    check_reach(table, r, row, findings);
    if (std::any_of(out.interventions.begin(), out.interventions.end(),
                    [&](const auto& other) { return other.id == row.id; }))
      findings.push_back(
          table.at(r, OfIntervention::id, "the intervention stands twice", "each id once", "remove one of the two"));
    out.interventions.push_back(std::move(row));
  }
}

void read_laws(const NamedTable<OfLaw>& table, model::Evidence& out, model::Diagnostics& findings) {
  using C = OfLaw;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::string& id = table.text(r, C::id);
    if (std::any_of(out.interventions.begin(), out.interventions.end(), [&](const auto& i) { return i.id == id; }))
      findings.push_back(table.at(r, C::id, "an intervention has this id", "an id of its own",
                                  "a law is not bought: keep it in one of the two tables"));
    auto law = std::find_if(out.laws.begin(), out.laws.end(), [&](const auto& l) { return l.id == id; });
    if (law == out.laws.end()) {
      model::Law row;
      row.id = id;
      row.title = table.text(r, C::title);
      row.source = table.text(r, C::source);
      row.verified = is_yes(table, r, C::verified);
      row.city_target = model::find(model::measure_target_names, table.text(r, C::city_target)).value();
      if (row.city_target == model::MeasureTarget::none)
        findings.push_back(table.at(r, C::city_target, "a law is aimed at something in a city", "a target",
                                    "name one of the targets"));
      out.laws.push_back(std::move(row));
      law = out.laws.end() - 1;
    }
    auto& cell = law->effect[type_of(table, r)];
    if (cell.measured)
      findings.push_back(
          table.at(r, C::crime_type, "the cell stands twice", "each law and crime type once", "remove one of the two"));
    cell.measured = true;
    cell.source = table.text(r, C::source);
  }
}

/// A name of a fixed list that no row of a table has.
model::Diagnostic missing_row(const std::string& file, const std::string& key, std::string_view name,
                              const std::string& what, const std::string& expected) {
  return {
      file, 1, 1, key, what, "no row '" + std::string(name) + "'", expected, "add a row `" + std::string(name) + "`"};
}

/// `all 6 global functions`.
std::string each_of(std::size_t count, const std::string& what) { return "all " + std::to_string(count) + " " + what; }

void read_functions(const NamedTable<OfFunction>& table, model::Evidence& out, model::Diagnostics& findings) {
  using C = OfFunction;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    model::GlobalFunction row;
    row.id = table.text(r, C::id);
    row.title = table.text(r, C::title);
    row.half_life_months = table.number(r, C::half_life_months);
    row.source = table.text(r, C::source);
    if (std::any_of(out.functions.begin(), out.functions.end(), [&](const auto& other) { return other.id == row.id; }))
      findings.push_back(
          table.at(r, C::id, "the global function stands twice", "each id once", "remove one of the two"));
    out.functions.push_back(std::move(row));
  }
  for (const auto name : model::function_names)
    if (std::none_of(out.functions.begin(), out.functions.end(), [&](const auto& f) { return f.id == name; }))
      findings.push_back(missing_row("global_functions.csv", "id", name, "a global function is missing",
                                     each_of(model::function_names.size(), "global functions")));
}

void read_values(const NamedTable<OfValue>& table, model::Evidence& out, model::Diagnostics& findings) {
  using C = OfValue;
  std::set<model::CrimeType> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto type = type_of(table, r);
    if (!seen.insert(type).second)
      findings.push_back(
          table.at(r, C::crime_type, "the crime type stands twice", "each crime type once", "remove one of the two"));
    const auto cost = stated(table, r, C::cost);
    out.values[type] = {lognormal(table.number(r, C::dalys), table.number(r, C::dalys_log_sd)),
                        cost_prior(converted(table, r, cost, out.prices, findings), table.number(r, C::cost_log_sd)),
                        cost, is_yes(table, r, C::verified), table.text(r, C::source)};
  }
  for (const auto k : model::every<model::CrimeType>)
    if (!seen.count(k))
      findings.push_back(
          missing_row("values.csv", "crime_type", model::crime_type_names[k], "a crime type has no value",
                      each_of(model::crime_type_count, "crime types") + "; a wide spread says that little is known"));
}

/// Ids separated by blanks.
std::vector<std::string> blank_separated(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

void read_initiatives(const NamedTable<OfInitiative>& table, model::Evidence& out, model::Diagnostics& findings) {
  using C = OfInitiative;
  std::map<std::string, bool> acts;  // item -> whether it has an effect
  std::vector<std::string> known;
  for (const auto& f : out.functions) acts[f.id] = true;
  for (const auto& i : out.interventions) acts[i.id] = !i.process_only;
  for (const auto& [item, acting] : acts) known.push_back(item);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    model::Initiative row{table.text(r, C::id), table.text(r, C::title), is_yes(table, r, C::process_only),
                          blank_separated(table.text(r, C::items)), table.text(r, C::note)};
    if (std::any_of(out.initiatives.begin(), out.initiatives.end(),
                    [&](const auto& other) { return other.id == row.id; }))
      findings.push_back(table.at(r, C::id, "the initiative stands twice", "each id once", "join the two rows"));
    std::sort(row.items.begin(), row.items.end());
    const auto twice = std::adjacent_find(row.items.begin(), row.items.end());
    if (twice != row.items.end())
      findings.push_back(
          table.at(r, C::items, "the item '" + *twice + "' stands twice", "each item once", "remove one of the two"));
    bool all_known = !row.items.empty();
    bool acting = false;
    if (row.items.empty())
      findings.push_back(
          table.at(r, C::items, "the initiative has no item", "ids separated by blanks",
                   "name the global functions and interventions through which it acts, or a process-only line"));
    for (const auto& item : row.items) {
      const auto found = acts.find(item);
      if (found != acts.end()) {
        acting = acting || found->second;
        continue;
      }
      all_known = false;
      const std::string near = model::nearest_name(item, known);
      findings.push_back(
          table.at(r, C::items, "nothing that money buys is named '" + item + "'",
                   "ids of global_functions.csv and interventions.csv, separated by blanks",
                   near.empty() ? "add it to one of these tables, or mend the id" : "did you mean '" + near + "'?"));
    }
    if (all_known && acting == row.process_only)
      findings.push_back(table.at(r, C::process_only,
                                  acting ? "the initiative has items that act" : "no item of the initiative acts",
                                  acting ? "no" : "yes",
                                  acting ? "write no, or leave only process-only items"
                                         : "write yes, so that no effect is claimed, or add an item that acts"));
    out.initiatives.push_back(std::move(row));
  }
}

}  // namespace

std::vector<std::string> evidence_table_names() {
  return {"effects.csv", "global_functions.csv", "initiatives.csv", "interventions.csv",
          "laws.csv",    "matrix.csv",           "values.csv"};
}

model::Evidence read_evidence(const std::map<std::string, std::string>& texts, const model::Prices& prices) {
  model::Diagnostics findings;
  const auto parsed = [&](auto table, const std::string& name) {
    const auto found = texts.find(name);
    if (found != texts.end()) table.parse(found->second, name, findings);
    else findings.push_back({name, 0, 0, "", "the table is missing", "", "", "put it back under scenarios/evidence/"});
    return table;
  };
  const auto interventions = parsed(intervention_table(), "interventions.csv");
  const auto matrix = parsed(cell_table(), "matrix.csv");
  const auto effects = parsed(effect_table(), "effects.csv");
  const auto laws = parsed(law_table(), "laws.csv");
  const auto functions = parsed(function_table(), "global_functions.csv");
  const auto values = parsed(value_table(), "values.csv");
  const auto initiatives = parsed(initiative_table(), "initiatives.csv");
  model::Evidence evidence;
  evidence.prices = prices;
  if (findings.empty()) {
    read_interventions(interventions, evidence, findings);
    read_matrix(matrix, evidence, findings);
    read_laws(laws, evidence, findings);
    read_effects(effects, matrix, laws, evidence, findings);
    read_functions(functions, evidence, findings);
    read_values(values, evidence, findings);
    read_initiatives(initiatives, evidence, findings);
  }
  if (!findings.empty()) {
    model::sort_by_place(findings);
    throw model::InputError(std::move(findings));
  }
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  std::sort(evidence.interventions.begin(), evidence.interventions.end(), by_id);
  std::sort(evidence.laws.begin(), evidence.laws.end(), by_id);
  std::sort(evidence.functions.begin(), evidence.functions.end(), by_id);
  return evidence;
}

}  // namespace salus::scenarios
