#include "apps/session/posterior.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <span>
#include <sstream>
#include <stdexcept>

#include "calibration/inference/domains.hpp"
#include "model/core/csv.hpp"
#include "model/core/number.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"
#include "model/run/results.hpp"

namespace salus::session {
namespace {

using calibration::SharedState;
using calibration::ViewPosterior;
using model::Unit;

const std::vector<std::string> by_draw{"chain", "draw", "view"};
const std::vector<std::string> by_region{"chain", "draw", "view", "region"};
const std::vector<std::string> by_country{"chain", "draw", "view", "country"};

struct KeptVariable {
  const char* name;
  Unit unit;
  const char* description;
  std::vector<float> ViewPosterior::*values;
};
const auto country_variables = std::to_array<KeptVariable>({
    {"level", Unit::one, "log homicides per 100,000 person-years on the last day before the start",
     &ViewPosterior::level},
    {"start_level", Unit::one,
     "the same with further spread where sources contradict each other: what projections start from",
     &ViewPosterior::start_level},
    {"volatility", Unit::per_root_year, "standard deviation of a year's own innovation of the log rate",
     &ViewPosterior::volatility},
    {"reading_sd", Unit::one, "standard deviation of a police reading beyond counting", &ViewPosterior::reading_sd},
    {"memory", Unit::one, "rise of the log rate that the loops still owe to what happened before the start",
     &ViewPosterior::memory},
    {"offset", Unit::one, "log ratio of the modelled to the police series", &ViewPosterior::offset},
    {"city_effect_sd", Unit::one,
     "standard deviation of the lasting part of a city's log rate against its country; drawn anew where no series of "
     "places is known",
     &ViewPosterior::city_effect_sd},
    {"city_persistence", Unit::per_year, "share of its passing deviation that is left after a year",
     &ViewPosterior::city_persistence},
    {"city_volatility", Unit::one, "standard deviation of its yearly innovations", &ViewPosterior::city_volatility},
});

std::vector<std::int64_t> counted(std::size_t n) {
  std::vector<std::int64_t> out(n);
  std::iota(out.begin(), out.end(), 0);
  return out;
}

/// [draws][width] of each view -> [draws][view][width].
std::vector<float> interleaved(const std::vector<ViewPosterior>& views, std::size_t width,
                               const std::function<const std::vector<float>&(const ViewPosterior&)>& of) {
  std::vector<float> out;
  for (std::size_t i = 0; i < views.front().chains * views.front().draws; ++i)
    for (const auto& view : views) {
      const std::span<const float> values(of(view));
      if (values.size() != view.chains * view.draws * width)
        throw std::logic_error("a variable of the posterior has not the size of its axes");
      const auto row = values.subspan(i * width, width);
      out.insert(out.end(), row.begin(), row.end());
    }
  return out;
}

std::vector<float> of_view(std::span<const float> all, std::size_t view, std::size_t views, std::size_t width) {
  std::vector<float> out;
  for (std::size_t i = view * width; i < all.size(); i += views * width) {
    const auto row = all.subspan(i, width);
    out.insert(out.end(), row.begin(), row.end());
  }
  return out;
}

std::string attribute_name(const ViewPosterior& v, const char* what) {
  return std::string(what) + "_" + (v.view == model::View::now ? "now" : "as_of_note");
}

const std::string no_failed_check = "none";

/// A line a failed check: view, statistic, value, limit, quantity.
std::string text_of(const model::ChainChecks& checks) {
  if (!checks.stated) return "";
  if (checks.failed.empty()) return no_failed_check;
  std::string text;
  for (const auto& c : checks.failed)
    text += (text.empty() ? "" : "\n") + std::string(model::view_names[c.view]) + ' ' +
            std::string(model::mixing_statistic_names[c.statistic]) + ' ' + model::format_number(c.value) + ' ' +
            model::format_number(c.limit) + ' ' + c.quantity;
  return text;
}

/// Back from that text. A file that says it in other words does not say how its chains mixed.
model::ChainChecks checks_of(const std::string& text) {
  model::ChainChecks checks;
  if (text == no_failed_check) return checks;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string view;
    std::string statistic;
    std::string value;
    std::string limit;
    model::FailedCheck check;
    words >> view >> statistic >> value >> limit >> check.quantity;
    const auto of_view = model::find(model::view_names, view);
    const auto of_statistic = model::find(model::mixing_statistic_names, statistic);
    const auto number = model::parse_number(value);
    const auto most = model::parse_number(limit);
    if (!of_view || !of_statistic || !most || check.quantity.empty()) return {false, {}};
    check.view = *of_view;
    check.statistic = *of_statistic;
    check.value = number.value_or(std::numeric_limits<double>::quiet_NaN());  // of chains that never moved
    check.limit = *most;
    checks.failed.push_back(std::move(check));
  }
  checks.stated = !checks.failed.empty();
  return checks;
}

constexpr std::int64_t prior_draws = 400;

/// What no fit can have written. @throws output::CorruptStore
void check_values(const output::InferenceGroup& group) {
  const auto check = [&](std::string_view name, double lower, double upper) {
    for (const float kept : group.at(std::string(name)).values) {
      const auto value = static_cast<double>(kept);
      if (!(value >= lower && value <= upper))
        throw output::CorruptStore("the posterior's '" + std::string(name) + "' has the value " +
                                   model::format_number(value) + ", which lies outside of " +
                                   model::format_number(lower) + " to " + model::format_number(upper));
    }
  };
  constexpr double rounding = 1.0 + 1e-6;  // values are kept in single precision
  const auto check_record = [&](const auto& r) {
    check(r.name, r.prior.lower >= 0.0 ? r.prior.lower / rounding : r.prior.lower * rounding, r.prior.upper * rounding);
  };
  for (const auto& r : calibration::pooled_registry()) check_record(r);
  for (const auto& r : calibration::shared_state_registry()) check_record(r);
  for (const char* name : {"level", "start_level", "memory", "offset"}) check(name, -30.0, 30.0);
  for (const char* name : {"volatility", "reading_sd", "city_volatility", "city_effect_sd"}) check(name, 0.0, 30.0);
  check("city_persistence", 0.0, 0.9999);
  const auto& countries = group.axes.at("country").labels;
  if (std::adjacent_find(countries.begin(), countries.end(), std::greater_equal<>()) != countries.end())
    throw output::CorruptStore("the posterior's countries are not in alphabetical order, each once");
}

/// A line a file: hash, two blanks, name, as `sha256sum` has them.
std::string text_of(const FileHashes& files) {
  std::string text;
  for (const auto& [name, hash] : files) text += hash + "  " + name + "\n";
  return text;
}

FileHashes file_hashes_of(const std::string& text) {
  FileHashes files;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto blanks = line.find("  ");
    if (blanks == std::string::npos || model::find_bad_text(line) != std::string::npos)
      throw output::CorruptStore("the posterior does not say what it was fitted to");
    files.emplace_back(line.substr(blanks + 2), line.substr(0, blanks));
  }
  return files;
}

}  // namespace

std::vector<std::string> other_data(const Posterior& posterior, const FileHashes& here) {
  std::vector<std::string> names;
  for (const auto& [name, hash] : posterior.data) {
    const auto found = std::ranges::find(here, name, &FileHashes::value_type::first);
    // A table that was taken away, as terms may demand, is no other table.
    if (found == here.end() ? !name.starts_with(data_folder) : found->second != hash) names.push_back(name);
  }
  return names;
}

namespace {

std::map<std::string, std::string> attributes_of(const Posterior& p) {
  std::map<std::string, std::string> attributes{{"created_by", "salus"},
                                                {"result_version", std::to_string(model::result_version)},
                                                {"failed_check", text_of(p.checks)},
                                                {"sources", p.sources},
                                                {"seed", p.seed},
                                                {"fitted_to", text_of(p.data)}};
  for (const auto& v : p.views) {
    attributes[attribute_name(v, "start_year")] = std::to_string(v.start_year);
    attributes[attribute_name(v, "last_data_year")] = std::to_string(v.last_data_year);
    attributes[attribute_name(v, "feedback_gain")] = model::format_number(v.feedback.gain);
    attributes[attribute_name(v, "feedback_memory_years")] = model::format_number(v.feedback.memory);
  }
  return attributes;
}

output::InferenceGroup posterior_group(const Posterior& p) {
  const auto& first = p.views.front();
  output::InferenceGroup group{
      "posterior",
      "draws by chain; a view is data to its last data year and a start at the first day of its start year",
      {},
      {}};
  group.axes["chain"] = {{}, counted(first.chains), "chain"};
  group.axes["draw"] = {{}, counted(first.draws), "draw"};
  for (const auto& v : p.views) group.axes["view"].labels.push_back(std::string(model::view_names[v.view]));
  group.axes["country"].labels = first.countries;
  group.axes["region"].labels = {model::region_names.begin(), model::region_names.end()};
  if (first.regions > model::region_count) group.axes["region"].labels.push_back("other");
  const auto add = [&](const auto& record, const std::vector<std::string>& axes, std::size_t width,
                       const std::function<const std::vector<float>&(const ViewPosterior&)>& of) {
    group.variables.push_back({std::string(record.name), axes, interleaved(p.views, width, of),
                               std::string(model::unit_symbols[record.unit]), std::string(record.meaning)});
  };
  for (const auto& r : calibration::pooled_registry())
    add(
        r, by_draw, 1, [id = r.id](const ViewPosterior& v) -> const auto& { return v.pooled[id]; });
  const auto& shared = calibration::shared_state_registry();
  add(shared[SharedState::drift], by_draw, 1, &ViewPosterior::drift);
  add(shared[SharedState::region_level], by_region, first.regions, &ViewPosterior::region_level);
  for (const auto& c : country_variables)
    group.variables.push_back(
        {c.name, by_country,
         interleaved(
             p.views, first.countries.size(), [&](const auto& v) -> const auto& { return v.*c.values; }),
         std::string(model::unit_symbols[c.unit]), c.description});
  return group;
}

output::InferenceGroup prior_group() {
  output::InferenceGroup prior{"prior", "draws from the priors of what all countries share", {}, {}};
  prior.axes["chain"] = {{}, {0}, "chain"};
  prior.axes["draw"] = {{}, counted(prior_draws), "draw"};
  for (const auto& r : calibration::pooled_registry()) {
    const std::uint32_t first_number = static_cast<std::uint32_t>(r.id) * 65536u;
    std::vector<float> values;
    for (std::uint32_t d = 0; d < prior_draws; ++d)
      values.push_back(static_cast<float>(model::draw(r.prior, model::random_key(0, d, calibration::domain::kept_prior),
                                                      {0, 0, model::purpose::parameter_base, first_number})));
    prior.variables.push_back({std::string(r.name),
                               {"chain", "draw"},
                               std::move(values),
                               std::string(model::unit_symbols[r.unit]),
                               std::string(r.source)});
  }
  return prior;
}

}  // namespace

output::InferenceData to_data(const Posterior& p) { return {attributes_of(p), {posterior_group(p), prior_group()}}; }

namespace {

std::string name_of(SharedState state) { return std::string(calibration::shared_state_registry()[state].name); }

constexpr int first_year = 1900;
constexpr int last_year = 2200;

/// Draws of the k-th view.
ViewPosterior view_of(const output::Hdf5Reader& file, const output::InferenceGroup& group, std::size_t k) {
  const auto& labels = group.axes.at("view").labels;
  ViewPosterior v;
  const auto view = model::find(model::view_names, labels[k]);
  if (!view) throw output::CorruptStore("the posterior has a view '" + labels[k] + "' that this program does not know");
  v.view = *view;
  const auto number = [&](const char* what) {
    const std::string name = attribute_name(v, what);
    const std::string text = file.text_attribute("/", name);
    const auto value = model::parse_number(text);
    if (!value) throw output::CorruptStore("the posterior's " + name + " is '" + text + "', not a number");
    return *value;
  };
  const auto year = [&](const char* what) {
    const double value = number(what);
    if (!(value >= first_year && value <= last_year) || value != std::floor(value))
      throw output::CorruptStore("the posterior's " + attribute_name(v, what) + " is " + model::format_number(value) +
                                 ", not a year from " + std::to_string(first_year) + " to " +
                                 std::to_string(last_year));
    return static_cast<int>(value);
  };
  v.start_year = year("start_year");
  v.last_data_year = year("last_data_year");
  v.feedback = {number("feedback_gain"), number("feedback_memory_years")};
  v.chains = group.axes.at("chain").size();
  v.draws = group.axes.at("draw").size();
  if (!(v.feedback.gain >= 0.0 && v.feedback.gain < 1.0 && v.feedback.memory > 0.0))
    throw output::CorruptStore("the posterior's feedback is no gain from 0 to 1 and a memory above 0");
  v.countries = group.axes.at("country").labels;
  v.regions = group.axes.at("region").size();
  for (const auto& r : calibration::pooled_registry())
    v.pooled[r.id] = of_view(group.at(std::string(r.name)).values, k, labels.size(), 1);
  v.drift = of_view(group.at(name_of(SharedState::drift)).values, k, labels.size(), 1);
  v.region_level =
      of_view(group.at(name_of(SharedState::region_level)).values, k, labels.size(), group.axes.at("region").size());
  for (const auto& c : country_variables)
    v.*c.values = of_view(group.at(c.name).values, k, labels.size(), v.countries.size());
  return v;
}

}  // namespace

Posterior posterior_from(const output::Hdf5Reader& file) {
  std::map<std::string, std::vector<std::string>> want{{name_of(SharedState::drift), by_draw},
                                                       {name_of(SharedState::region_level), by_region}};
  for (const auto& r : calibration::pooled_registry()) want[std::string(r.name)] = by_draw;
  for (const auto& c : country_variables) want[c.name] = by_country;
  const auto data = output::read_inference(file, {{"posterior", want}},
                                           {"failed_check", "sources", "seed", "result_version", "fitted_to"});
  if (data.attributes.at("result_version") != std::to_string(model::result_version))
    throw output::CorruptStore("the posterior was made for result version " + data.attributes.at("result_version") +
                               ", this program has " + std::to_string(model::result_version) + ": calibrate again");
  const auto& group = data.at("posterior");
  check_values(group);
  Posterior p;
  p.checks = checks_of(data.attributes.at("failed_check"));
  p.sources = data.attributes.at("sources");
  p.seed = data.attributes.at("seed");
  p.data = file_hashes_of(data.attributes.at("fitted_to"));
  for (std::size_t k = 0; k < group.axes.at("view").size(); ++k) p.views.push_back(view_of(file, group, k));
  return p;
}

}  // namespace salus::session
