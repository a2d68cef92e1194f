/// Results files: what the projection starts from, and the parameters that it drew from.
#include "output/results_columns.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

constexpr const char* other_data = "/start/other_data";

void write_start(Hdf5Writer& file, const ProjectionStart& start) {
  file.group("/start", "what the projection starts from, and whether its intervals can be believed");
  file.attribute("/start", "kind", std::string(start_kind_names[start.kind]));
  file.attribute("/start", "posterior_has_no_such_start", start.posterior_has_no_such_start);
  file.attribute("/start", "draws", start.draws);
  file.attribute("/start", "last_data_year", start.last_data_year);
  if (start.rolled_from) file.attribute("/start", "rolled_from", *start.rolled_from);
  file.attribute("/start", "checks_stated", start.checks.stated);
  file.attribute("/start", "believed", start.believed());
  file.dimension("missing_country", start.missing.size());
  file.variable("/start/missing_country_id", {"missing_country"}, start.missing,
                {"1", "countries that the posterior lacks, ISO 3166-1 alpha-3; they start from first estimates"});
  file.dimension("other_data", start.other_data.size());
  file.variable(other_data, {"other_data"}, start.other_data,
                {"1", "bundled files that differ from those which the posterior was fitted to"});
  const auto& failed = start.checks.failed;
  const std::string of_check = "failed_check";
  file.dimension(of_check, failed.size());
  write_named(file, "/start/failed_check_statistic", of_check, failed, &FailedCheck::statistic, mixing_statistic_names,
              "what is judged: r_hat, or effective sample size of the bulk or the tails");
  file.variable("/start/failed_check_quantity", {of_check},
                each<std::string>(failed, [](const auto& f) { return f.quantity; }), {"1", "quantity of the fit"});
  file.variable("/start/failed_check_value", {of_check}, each<double>(failed, [](const auto& f) { return f.value; }),
                {"1", "value of the statistic"});
  file.variable("/start/failed_check_limit", {of_check}, each<double>(failed, [](const auto& f) { return f.limit; }),
                {"1", "most that r_hat may be, least that an effective sample size may be"});
  write_named(file, "/start/failed_check_view", of_check, failed, &FailedCheck::view, view_names,
              "view whose fit it is");
}

ProjectionStart read_start(const Hdf5Reader& file) {
  const auto flag_of = [&](const char* name) { return flag(file.integer_attribute("/start", name), name); };
  ProjectionStart start;
  start.kind = named(file.text_attribute("/start", "kind"), start_kind_names, "kind");
  start.posterior_has_no_such_start = flag_of("posterior_has_no_such_start");
  start.draws = number_below(1u << 24, file.integer_attribute("/start", "draws"), "draws");
  start.last_data_year = years(file.integer_attribute("/start", "last_data_year"), last_year, "last_data_year");
  if (file.has_attribute("/start", "rolled_from"))
    start.rolled_from = years(file.integer_attribute("/start", "rolled_from"), last_year, "rolled_from");
  start.checks.stated = flag_of("checks_stated");
  start.missing = file.strings("/start/missing_country_id");
  if (file.has(other_data)) start.other_data = file.strings(other_data);  // the first of this format had none
  auto& failed = start.checks.failed;
  const Strings quantity = file.strings("/start/failed_check_quantity");
  failed.resize(quantity.size());
  const auto value = of_size(file.doubles("/start/failed_check_value"), quantity.size(), "failed_check_value");
  const auto limit = of_size(file.doubles("/start/failed_check_limit"), quantity.size(), "failed_check_limit");
  for (std::size_t i = 0; i < failed.size(); ++i) {
    failed[i].quantity = quantity[i];
    failed[i].value = value[i];
    failed[i].limit = limit[i];
  }
  read_named(file, "/start/failed_check_statistic", failed, &FailedCheck::statistic, mixing_statistic_names);
  read_named(file, "/start/failed_check_view", failed, &FailedCheck::view, view_names);
  return start;
}

constexpr auto scope_names = enumerator_names<Scope>;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

const Columns<ParameterUsed>& parameter_columns() {
  using P = ParameterUsed;
  static const Columns<P> columns{"/parameters",
                                  "parameter",
                                  {{"name", &P::name, "name"},
                                   {"symbol", &P::symbol, "symbol"},
                                   {"meaning", &P::meaning, "what it is"},
                                   {"source", &P::source, "what its prior rests on"}},
                                  {},
                                  {},
                                  {{"prior", &P::prior, {"1", "the parameter, in the parameter's unit"}}}};
  return columns;
}

void write_parameters(Hdf5Writer& file, const std::vector<ParameterUsed>& all, std::size_t scenarios) {
  const auto& columns = parameter_columns();
  file.group("/parameters", "the parameters of the model that the run drew from");
  file.dimension("parameter", all.size());
  file.coordinate("prior_number", prior_number_names,
                  {"1", "numbers of a prior: a and b as its family has them, bounds, probability of exactly zero"});
  file.coordinate("posterior_quantile", std::vector<double>{0.05, 0.5, 0.95}, {"1", "quantile level over draws"});
  write_columns(file, columns, all);
  write_named(file, "/parameters/unit", "parameter", all, &ParameterUsed::unit, unit_symbols,
              "unit (UDUNITS) of the parameter's prior and posterior");
  write_named(file, "/parameters/scope", "parameter", all, &ParameterUsed::scope, scope_names,
              "pooled: one value for all countries in a draw; country: each has its own");
  write_named(file, "/parameters/knowledge", "parameter", all, &ParameterUsed::knowledge, knowledge_names,
              "what the prior rests on");
  file.variable("/parameters/prior_too", {"parameter"},
                each<std::int64_t>(all, [](const auto& p) { return p.drawn.prior_too ? 1 : 0; }),
                {"1", "1 where countries that the posterior lacks drew from the prior"});
  std::vector<double> posterior;
  for (const auto& p : all) {
    const Interval kept = p.drawn.posterior.value_or(Interval{none, none, none});
    posterior.insert(posterior.end(), {kept.low, kept.middle, kept.high});
  }
  std::vector<double> draws;
  std::vector<double> set;
  for (const auto& p : all) {
    const Interval drawn = p.draws.value_or(Interval{none, none, none});
    draws.insert(draws.end(), {drawn.low, drawn.middle, drawn.high});
    std::vector<double> of_scenarios = p.set;
    of_scenarios.resize(scenarios, none);
    set.insert(set.end(), of_scenarios.begin(), of_scenarios.end());
  }
  file.variable(
      "/parameters/draws", {"parameter", "posterior_quantile"}, draws,
      {"1",
       "quantiles of the draws themselves, in the parameter's unit, before a scenario sets any: all draws, or "
       "all countries in the first draws where each has its own"});
  file.variable(
      "/parameters/set", {"parameter", "scenario"}, set,
      {"1", "value that a scenario sets in place of the draws, in the parameter's unit; not a number where none"});
  file.variable("/parameters/posterior", {"parameter", "posterior_quantile"}, posterior,
                {"1",
                 "quantiles of the posterior draws that acted in place of the prior, in the parameter's unit; not a "
                 "number where the prior acted"});
}

std::vector<ParameterUsed> read_parameters(const Hdf5Reader& file) {
  auto all = read_columns(file, parameter_columns());
  read_named(file, "/parameters/unit", all, &ParameterUsed::unit, unit_symbols);
  read_named(file, "/parameters/scope", all, &ParameterUsed::scope, scope_names);
  read_named(file, "/parameters/knowledge", all, &ParameterUsed::knowledge, knowledge_names);
  const Integers prior_too = of_size(file.integers("/parameters/prior_too"), all.size(), "prior_too");
  for (std::size_t i = 0; i < all.size(); ++i) all[i].drawn.prior_too = flag(prior_too[i], "prior_too");
  const Positions<Named> parameters(all.size());
  const auto posterior = shaped(file.doubles("/parameters/posterior"), "posterior", parameters, every<IntervalLevel>);
  for (const auto i : parameters) {
    const Interval kept = by_level([&](IntervalLevel level) { return posterior(i, level); });
    if (!std::isnan(kept.low)) all[i].drawn.posterior = kept;
  }
  if (all.empty() || !file.has("/parameters/draws")) return all;  // not in files of before
  const auto draws = shaped(file.doubles("/parameters/draws"), "draws", parameters, every<IntervalLevel>);
  const auto values = file.doubles("/parameters/set");
  const Positions<ScenarioIndex> scenarios(values.size() / all.size());
  const auto set = shaped(values, "set", parameters, scenarios);
  for (const auto i : parameters) {
    const Interval drawn = by_level([&](IntervalLevel level) { return draws(i, level); });
    if (!std::isnan(drawn.low)) all[i].draws = drawn;
    for (const auto s : scenarios) all[i].set.push_back(set(i, s));
  }
  return all;
}

}  // namespace

void write_start(Hdf5Writer& file, const Results& r) {
  write_start(file, r.identity.start);
  write_parameters(file, r.parameters, r.scenarios.size());
}

void read_start(const Hdf5Reader& file, Results& r) {
  r.identity.start = read_start(file);
  r.parameters = read_parameters(file);
}

}  // namespace salus::output::layout
