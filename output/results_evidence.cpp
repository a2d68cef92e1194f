/// Results files: what money can buy with its effects, global functions, values of harm.
#include "output/results_columns.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

const Columns<Intervention>& intervention_columns() {
  using I = Intervention;
  const auto text = [](const char* name, auto field, const char* what) {
    return TextColumn<I>{name, static_cast<std::string I::*>(field), what};
  };
  const auto flag = [](const char* name, auto field, const char* what) {
    return FlagColumn<I>{name, static_cast<bool I::*>(field), what};
  };
  static const Columns<I> columns{
      "/interventions",
      "intervention",
      {text("id", &I::id, "id in the evidence register"), text("title", &I::title, "title"),
       text("unit", &I::unit, "what money buys"), text("source", &I::source, "source")},
      {{"transfer_share", &I::transfer_share, {"1", "part of the cost that is handed on to participants"}},
       {"ramp_months", &I::ramp_months, {"month", "time constant with which coverage builds"}},
       {"decay_months", &I::decay_months, {"month", "time constant with which it fades once money stops"}},
       {"delay_months", &I::delay_months, {"month", "time before what is covered begins to act"}},
       {"fatigue_months",
        &I::fatigue_months,
        {"month", "time constant with which the effect wears under constant effort; 0: it does not"}},
       {"displacement", &I::displacement, {"1", "mean share of a local reduction that turns up elsewhere in the city"}},
       {"displacement_sd", &I::displacement_sd, {"1", "its standard deviation"}},
       {"city_targets_a_unit", &I::city_targets_a_unit, {"1", "targets that a unit reaches in a city of agents"}}},
      {flag("cost_verified", &I::cost_verified, "1 where a published cost was read"),
       flag("one_off", &I::one_off, "1 where a unit is paid once"),
       flag("political", &I::political, "1 where it ends with the government that joined"),
       flag("verified", &I::verified, "1 where the evidence was verified"),
       flag("process_only", &I::process_only, "1 where no effect on violence is claimed")},
      {{"unit_cost", &I::unit_cost, {"USD2019", "the direct cost of a unit"}},
       {"eligible_per_person", &I::eligible_per_person, {"1", "eligible units per inhabitant of the city"}}}};
  return columns;
}

/// One number of every cell, [intervention][crime_type].
using CellNumber = double EffectCell::*;
struct EffectColumn {
  const char* name;
  CellNumber field;
  const char* what;
};
constexpr auto effect_columns = exactly<3, EffectColumn>({
    {"/interventions/effect_log_rr", &EffectCell::log_rr, "median log relative risk among those reached"},
    {"/interventions/effect_share", &EffectCell::share,
     "median share of the crime that the target accounts for; 0: the target has no part in it"},
    {"/interventions/effect_share_logit_sd", &EffectCell::share_logit_sd, "standard deviation of its logit"},
});
constexpr auto error_columns = exactly<4, EffectColumn>({
    {"/interventions/effect_common_sd", &EffectCell::common_sd,
     "standard deviation of what all cells err by together, of the log relative risk"},
    {"/interventions/effect_row_sd", &EffectCell::row_sd, "of what the cells of its row err by together"},
    {"/interventions/effect_cell_sd", &EffectCell::cell_sd, "of its own error"},
    {"/interventions/effect_between_sd", &EffectCell::between_sd, "of its spread between places"},
});
/// All of these together; a file from before they were told apart has no other.
constexpr EffectColumn whole_error{"/interventions/effect_log_rr_sd", &EffectCell::cell_sd,
                                   "standard deviation of the log relative risk in one place"};
struct CountColumn {
  const char* name;
  int EffectCell::*field;
  const char* what;
};
constexpr auto count_columns = exactly<2, CountColumn>({
    {"/interventions/effect_trials", &EffectCell::trials, "trials that it was estimated from"},
    {"/interventions/effect_outcomes", &EffectCell::outcomes, "outcomes of these trials"},
});
struct TextOfCell {
  const char* name;
  std::string EffectCell::*field;
  const char* what;
};
const TextOfCell estimate_column{"/interventions/effect_estimate", &EffectCell::estimate,
                                 "how it was estimated from them"};
const auto text_columns = exactly<2, TextOfCell>({
    {"/interventions/effect_source", &EffectCell::source, "source"},
    {"/interventions/effect_surface", &EffectCell::surface,
     "response surface that the share comes from; empty: the evidence matrix"},
});

/// Of every cell, in the order of the file.
template <class Value, class Of>
std::vector<Value> of_cells(const std::vector<Intervention>& all, Of of) {
  std::vector<Value> values;
  for (const auto& i : all)
    for (const auto& cell : i.effect) values.push_back(of(cell));
  return values;
}
template <class Values, class Put>
void into_cells(std::vector<Intervention>& all, const Values& given, const char* name, Put put) {
  const auto values = of_size(given, all.size() * crime_type_count, name);
  auto value = values.begin();
  for (auto& i : all)
    for (auto& cell : i.effect) put(cell, *value++);
}

void write_effects(Hdf5Writer& file, const std::vector<Intervention>& all) {
  const Strings shape{"intervention", "crime_type"};
  const auto write = [&](const auto& columns) {
    for (const auto& column : columns) {
      using Value = std::remove_cvref_t<decltype(EffectCell().*column.field)>;
      using Stored = std::conditional_t<std::is_same_v<Value, int>, std::int64_t, Value>;
      file.variable(column.name, shape,
                    of_cells<Stored>(all, [&](const EffectCell& cell) { return cell.*column.field; }),
                    {"1", column.what});
    }
  };
  write(effect_columns);
  write(error_columns);
  file.variable(whole_error.name, shape, of_cells<double>(all, [](const auto& cell) { return cell.log_rr_sd(); }),
                {"1", whole_error.what});
  file.variable("/interventions/effect_measured", shape,
                of_cells<std::int64_t>(all, [](const auto& cell) { return cell.measured ? 1 : 0; }),
                {"1", "1 where an effect on this type was measured"});
  write(count_columns);
  write(text_columns);
  write(std::array{estimate_column});
}

void read_effects(const Hdf5Reader& file, std::vector<Intervention>& all) {
  const auto numbers = [&](const EffectColumn& from) {
    into_cells(all, file.doubles(from.name), from.name,
               [&](EffectCell& cell, double value) { cell.*from.field = value; });
  };
  const auto texts = [&](const TextOfCell& from) {
    into_cells(all, file.strings(from.name), from.name,
               [&](EffectCell& cell, const std::string& value) { cell.*from.field = value; });
  };
  for (const auto& column : effect_columns) numbers(column);
  const char* const measured = "/interventions/effect_measured";
  into_cells(all, file.integers(measured), measured,
             [](EffectCell& cell, std::int64_t value) { cell.measured = flag(value, "effect_measured"); });
  for (const auto& column : text_columns) texts(column);
  if (!file.has(error_columns.front().name)) {
    numbers(whole_error);
    // Then what was least known was drawn about its mean.
    for (auto& i : all)
      for (auto& cell : i.effect)
        if (!i.verified || !cell.measured) cell.log_rr -= 0.5 * cell.cell_sd * cell.cell_sd;
    return;
  }
  for (const auto& column : error_columns) numbers(column);
  for (const auto& column : count_columns)
    into_cells(all, file.integers(column.name), column.name, [&](EffectCell& cell, std::int64_t value) {
      cell.*column.field = static_cast<int>(number_below(last_year, value, column.name));
    });
  texts(estimate_column);
}

/// Costs as their sources have them: amount, currency and year of prices.
template <class Record>
void write_stated(Hdf5Writer& file, const std::string& group, const std::string& dimension,
                  const std::vector<Record>& all) {
  file.variable(group + "/stated_cost", {dimension},
                each<double>(all, [](const auto& r) { return r.stated_cost.amount; }),
                {"1", "median cost as its source has it, in its currency and at the prices of its year"});
  file.variable(group + "/stated_cost_currency", {dimension},
                each<std::string>(all, [](const auto& r) { return r.stated_cost.currency; }),
                {"1", "its currency, ISO 4217"});
  file.variable(group + "/stated_cost_year", {dimension},
                each<std::int64_t>(all, [](const auto& r) { return r.stated_cost.year; }), {"1", "year of its prices"});
}

/// Nothing where the file is from before they were kept.
template <class Record>
void read_stated(const Hdf5Reader& file, const std::string& group, std::vector<Record>& all) {
  if (!file.has(group + "/stated_cost")) return;
  const auto amounts = of_size(file.doubles(group + "/stated_cost"), all.size(), "stated_cost");
  const Strings currencies = of_size(file.strings(group + "/stated_cost_currency"), all.size(), "stated_cost_currency");
  const Integers of_prices = of_size(file.integers(group + "/stated_cost_year"), all.size(), "stated_cost_year");
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i].stated_cost = {amounts[i], currencies[i], years(of_prices[i], last_year, "stated_cost_year")};
}

/// Smallest useful sizes. Nothing where the file is from before there were any.
void write_least(Hdf5Writer& file, const std::vector<Intervention>& all) {
  write_prior(file, "/interventions/least_a_year", "intervention",
              each<Prior>(all, [](const auto& i) { return i.least_a_year; }),
              {"USD2019", "the least money a city and year that buys more than process; 0: none"});
  file.variable("/interventions/least_source", {"intervention"},
                each<std::string>(all, [](const auto& i) { return i.least_source; }), {"1", "its source"});
  write_named(file, "/interventions/start_up", "intervention", all, &Intervention::start_up, start_up_names,
              "whether the unit cost holds what it costs to start");
}

void read_least(const Hdf5Reader& file, std::vector<Intervention>& all) {
  if (!file.has("/interventions/least_source")) return;
  const auto least = read_prior(file, "/interventions/least_a_year", all.size());
  const Strings sources = of_size(file.strings("/interventions/least_source"), all.size(), "least_source");
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].least_a_year = least[i];
    all[i].least_source = sources[i];
  }
  read_named(file, "/interventions/start_up", all, &Intervention::start_up, start_up_names);
}

void write_interventions(Hdf5Writer& file, const std::vector<Intervention>& all) {
  file.group("/interventions", "what money can buy, and its effects by crime type");
  file.dimension("intervention", all.size());
  write_columns(file, intervention_columns(), all);
  write_named(file, "/interventions/mechanism", "intervention", all, &Intervention::mechanism, mechanism_names,
              "what it acts on");
  write_named(file, "/interventions/decay_class", "intervention", all, &Intervention::decay_class, decay_class_names,
              "how long what it did lasts");
  write_named<MeasureTarget, Intervention>(file, "/interventions/city_target", "intervention", all,
                                           &Intervention::city_target, measure_target_names,
                                           "whom or what it is aimed at in a city of agents");
  write_named(file, "/interventions/city_targeting", "intervention", all, &Intervention::city_targeting,
              targeting_names, "how it finds its targets there");
  write_stated(file, "/interventions", "intervention", all);
  write_least(file, all);
  write_effects(file, all);
  write_trials(file, all);
}

std::vector<Intervention> read_interventions(const Hdf5Reader& file) {
  auto all = read_columns(file, intervention_columns());
  read_named(file, "/interventions/mechanism", all, &Intervention::mechanism, mechanism_names);
  read_named(file, "/interventions/decay_class", all, &Intervention::decay_class, decay_class_names);
  read_named<MeasureTarget, Intervention>(file, "/interventions/city_target", all, &Intervention::city_target,
                                          measure_target_names);
  read_named(file, "/interventions/city_targeting", all, &Intervention::city_targeting, targeting_names);
  read_stated(file, "/interventions", all);
  read_least(file, all);
  read_effects(file, all);
  read_trials(file, all);
  return all;
}

// ---- Global functions and values of harm ----

const Columns<GlobalFunction>& function_columns() {
  using F = GlobalFunction;
  static const Columns<F> columns{
      "/global_functions",
      "global_function",
      {{"id", &F::id, "id"}, {"title", &F::title, "title"}, {"source", &F::source, "source"}},
      {{"half_life", &F::half_life_months, {"month", "half-life of what spending built"}}},
      {},
      {}};
  return columns;
}

void write_harm_values(Hdf5Writer& file, const std::vector<HarmValue>& all) {
  const std::string of_type = "valued_crime_type";
  file.group("/harm_values", "what a harm averted is worth, by crime type");
  file.dimension(of_type, all.size());
  Strings types;
  for (const auto k : positions_in<CrimeType>(all)) types.emplace_back(crime_type_names[k]);
  file.variable("/harm_values/crime_type", {of_type}, types, {"1", "crime type"});
  write_prior(file, "/harm_values/dalys", of_type, each<Prior>(all, [](const auto& v) { return v.dalys; }),
              {"year", "the disability-adjusted life years lost an incident"});
  write_prior(file, "/harm_values/cost", of_type, each<Prior>(all, [](const auto& v) { return v.cost; }),
              {"USD2019", "the cost of an incident in the United States"});
  write_stated(file, "/harm_values", of_type, all);
  file.variable("/harm_values/verified", {of_type},
                each<std::int64_t>(all, [](const auto& v) { return v.verified ? 1 : 0; }),
                {"1", "1 where the values were verified"});
  file.variable("/harm_values/source", {of_type}, each<std::string>(all, [](const auto& v) { return v.source; }),
                {"1", "source"});
}

std::vector<HarmValue> read_harm_values(const Hdf5Reader& file) {
  const Strings types = file.strings("/harm_values/crime_type");
  const std::size_t n = types.size();
  if (n != 0 && n != crime_type_count)
    throw CorruptStore("'/harm_values/crime_type' has " + std::to_string(n) + " crime types where " +
                       std::to_string(crime_type_count) + " are expected");
  const auto dalys = read_prior(file, "/harm_values/dalys", n);
  const auto cost = read_prior(file, "/harm_values/cost", n);
  const Integers verified = of_size(file.integers("/harm_values/verified"), n, "verified");
  const Strings source = of_size(file.strings("/harm_values/source"), n, "source");
  std::vector<HarmValue> all(n);
  for (std::size_t k = 0; k < n; ++k)
    all[index(named(types[k], crime_type_names, "/harm_values/crime_type"))] = {
        dalys[k], cost[k], {}, flag(verified[k], "verified"), source[k]};
  read_stated(file, "/harm_values", all);
  return all;
}

}  // namespace

void write_evidence(Hdf5Writer& file, const Results& r) {
  write_interventions(file, r.interventions);
  file.group("/global_functions", "what global spending builds");
  file.dimension("global_function", r.functions.size());
  write_columns(file, function_columns(), r.functions);
  write_harm_values(file, r.harm_values);
}

void read_evidence(const Hdf5Reader& file, Results& r) {
  r.interventions = read_interventions(file);
  r.functions = read_columns(file, function_columns());
  r.harm_values = read_harm_values(file);
}

}  // namespace salus::output::layout
