/// The groups of a posterior file that only `calibrate` writes.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "apps/calibrate/fitted_view.hpp"
#include "calibration/inference/domains.hpp"

namespace salus::apps {
namespace {

constexpr float nothing = std::numeric_limits<float>::quiet_NaN();
constexpr double not_judged = std::numeric_limits<double>::quiet_NaN();
const std::vector<std::string> by_draw{"chain", "draw", "view"};

output::InferenceGroup& group_of(output::InferenceData& data, const std::string& name) {
  return *std::find_if(data.groups.begin(), data.groups.end(), [&](const auto& g) { return g.name == name; });
}

/// The years of all views.
output::Axis year_axis(const std::vector<FittedView>& views) {
  int first = views.front().panel.first_year;
  int last = first;
  for (const auto& v : views) {
    first = std::min(first, v.panel.first_year);
    last = std::max(last, v.panel.last_year);
  }
  output::Axis axis{{}, {}, "year"};
  for (int year = first; year <= last; ++year) axis.numbers.push_back(year);
  return axis;
}

/// Draws keep ten bits behind the point: less than their noise by far, and the file is half as large.
float rounded(float v) { return std::round(v * 1024.0f) / 1024.0f; }

/// A place's value, as many draws of each chain as the posterior keeps.
void append_draws(const calibration::FitQuantity& q, std::size_t chain, std::size_t k, std::size_t kept,
                  std::vector<float>& out) {
  const auto& values = q.chains[chain];
  out.push_back(static_cast<float>(values[calibration::paired_draw(k, kept, values.size())]));
}

void add_places(const std::vector<FittedView>& views, output::InferenceData& data) {
  auto& posterior = group_of(data, "posterior");
  auto& prior = group_of(data, "prior");
  const std::size_t chains = posterior.axes["chain"].size();
  const std::size_t draws = posterior.axes["draw"].size();
  const auto& registry = calibration::place_registry();
  auto& countries = posterior.axes["city_country"].labels;
  countries = views.front().cities.countries;
  std::vector<std::vector<calibration::FitQuantity>> of_view;
  for (const auto& view : views) of_view.push_back(calibration::quantities(view.cities));
  const auto add = [&](const std::string& name, model::Unit unit, const std::string& meaning,
                       const std::vector<std::string>& dimensions, const std::vector<std::string>& quantities) {
    std::vector<float> values;
    for (std::size_t chain = 0; chain < chains; ++chain)
      for (std::size_t k = 0; k < draws; ++k)
        for (const auto& all : of_view)
          for (const auto& quantity : quantities)
            append_draws(calibration::quantity_named(all, quantity), chain, k, draws, values);
    posterior.variables.push_back(
        {name, dimensions, std::move(values), std::string(model::unit_symbols[unit]), meaning});
  };
  for (const auto& r : registry) {
    const std::string name(r.name);
    add(name, r.unit, std::string(r.meaning), by_draw, {name});
  }
  for (const auto& own : calibration::own_of_places) {
    const auto& r = registry[own.median];
    const std::string name(r.name);
    std::vector<std::string> of_countries;
    for (const auto& iso3 : countries) of_countries.push_back(calibration::member_name(name, iso3));
    add(name + "_of_country", r.unit, "the same of the countries with series of places",
        {"chain", "draw", "view", "city_country"}, of_countries);
  }
  const calibration::Coordinates coordinates(calibration::place_priors());
  model::EnumArray<std::vector<float>, calibration::PlacePooled> drawn;
  for (std::uint32_t d = 0; d < prior.axes["draw"].size(); ++d) {
    const auto theta =
        coordinates.theta(coordinates.draw(model::random_key(0, d, calibration::domain::kept_city_prior), 0));
    auto value = theta.begin();
    for (const auto& r : registry) drawn[r.id].push_back(static_cast<float>(*value++));
  }
  for (const auto& r : registry)
    prior.variables.push_back({std::string(r.name),
                               {"chain", "draw"},
                               std::move(drawn[r.id]),
                               std::string(model::unit_symbols[r.unit]),
                               std::string(r.source)});
}

using View = model::Position<struct ViewAxis>;
using Replica = model::Position<struct ReplicaAxis>;  ///< draws with replicated readings, of one chain after the other
using FileYear = model::Position<struct FileYearAxis>;  ///< years of all views
using calibration::FitCountry;
using calibration::FitYear;

/// What the groups share.
struct Axes {
  output::Axis chain;
  output::Axis draw;
  output::Axis view;
  output::Axis country;
  output::Axis year;
};

output::InferenceGroup sampler_statistics(const std::vector<FittedView>& views, const Axes& axes) {
  output::InferenceGroup stats{"sample_stats",
                               "what the sampler says of each draw",
                               {{"chain", axes.chain}, {"draw", axes.draw}, {"view", axes.view}},
                               {}};
  std::vector<float> lp;
  for (std::size_t i = 0; i < axes.chain.size() * axes.draw.size(); ++i)
    for (const auto& v : views) lp.push_back(v.lp[i]);
  stats.variables.push_back({"lp", by_draw, std::move(lp), "1",
                             "log-likelihood of all readings given parameters and rare events, paths integrated out"});
  std::map<std::string, std::vector<calibration::Mixing>> by_name;  // [views]
  for (std::size_t k = 0; k < views.size(); ++k)
    for (const auto& [name, mixing] : views[k].posterior.judged)
      by_name.try_emplace(name, views.size(), calibration::Mixing{not_judged, not_judged, not_judged})
          .first->second[k] = mixing;
  for (const auto& [name, of_views] : by_name) stats.axes["quantity"].labels.push_back(name);
  const auto add_mixing = [&](const char* name, const char* meaning, double calibration::Mixing::*value) {
    std::vector<float> values;
    for (const auto& [quantity, of_views] : by_name)
      for (const auto& mixing : of_views) values.push_back(static_cast<float>(mixing.*value));
    stats.variables.push_back({name, {"quantity", "view"}, std::move(values), "1", meaning});
  };
  add_mixing("r_hat", "rank-normalised split R-hat over all draws of the fit, of which the file keeps some",
             &calibration::Mixing::r_hat);
  add_mixing("bulk_ess", "effective sample size over all draws of the fit", &calibration::Mixing::bulk_ess);
  add_mixing("tail_ess", "the same in the tails", &calibration::Mixing::tail_ess);
  return stats;
}

output::InferenceGroup replicated_figures(const std::vector<FittedView>& views, const Axes& axes) {
  output::InferenceGroup predictive{
      "posterior_predictive",
      "figures as they could have been published, for some draws of the posterior",
      {{"chain", axes.chain}, {"view", axes.view}, {"country", axes.country}, {"year", axes.year}},
      {}};
  const auto& replicated = views.front().replicated;
  predictive.axes["draw"].description = "number of the draw in the posterior";
  for (const std::size_t k : replicated) predictive.axes["draw"].numbers.push_back(static_cast<std::int64_t>(k));
  const model::Positions<Replica> replicas(axes.chain.size() * replicated.size());
  std::vector<model::Grid<float, Replica, FitCountry, FitYear>> of_view;
  for (const auto& v : views) of_view.emplace_back(v.log_rate, replicas, v.panel.every_country(), v.panel.every_year());
  std::vector<float> log_rate;
  for (const auto i : replicas)
    for (std::size_t k = 0; k < views.size(); ++k)
      for (const auto c : views[k].panel.every_country())
        for (const std::int64_t y : axes.year.numbers) {
          const std::int64_t t = y - views[k].panel.first_year;
          const bool within = t >= 0 && t < std::int64_t{views[k].panel.years()};
          log_rate.push_back(within ? rounded(of_view[k](i, c, FitYear(static_cast<std::uint32_t>(t)))) : nothing);
        }
  predictive.variables.push_back({"log_rate",
                                  {"chain", "draw", "view", "country", "year"},
                                  std::move(log_rate),
                                  "1",
                                  "log of homicides per 100,000 person-years"});
  return predictive;
}

output::InferenceGroup observed_figures(const std::vector<FittedView>& views, const Axes& axes) {
  output::InferenceGroup observed{
      "observed_data", "what the fit read", {{"view", axes.view}, {"country", axes.country}, {"year", axes.year}}, {}};
  const auto every_view = model::positions_in<View>(views);
  model::Grid<float, View, FitCountry, FileYear> police(every_view, model::Positions<FitCountry>(axes.country.size()),
                                                        model::Positions<FileYear>(axes.year.size()));
  police.fill(nothing);
  auto modelled = police;
  auto counting = police;
  for (const auto k : every_view) {
    const auto& panel = views[k].panel;
    const auto before = static_cast<std::uint32_t>(panel.first_year - axes.year.numbers.front());
    for (const auto c : panel.every_country())
      for (const auto& r : panel.countries[c].readings) {
        const FileYear t(before + r.year);
        (r.modelled ? modelled : police)(k, c, t) = static_cast<float>(r.log_rate);
        if (!r.modelled) counting(k, c, t) = static_cast<float>(std::sqrt(r.counting));
      }
  }
  const std::vector<std::string> by_year{"view", "country", "year"};
  observed.variables.push_back(
      {"log_rate", by_year, police.cells(), "1", "log of homicides per 100,000 person-years, police series"});
  observed.variables.push_back(
      {"log_rate_modelled", by_year, modelled.cells(), "1", "the same, modelled estimates that the fit reads"});
  observed.variables.push_back(
      {"counting_sd", by_year, counting.cells(), "1", "standard deviation of the log from counting victims alone"});
  return observed;
}

}  // namespace

void add_groups(const std::vector<FittedView>& views, output::InferenceData& data) {
  add_places(views, data);
  auto& posterior = group_of(data, "posterior").axes;
  const Axes axes{posterior.at("chain"), posterior.at("draw"), posterior.at("view"), posterior.at("country"),
                  year_axis(views)};
  data.groups.push_back(sampler_statistics(views, axes));
  data.groups.push_back(replicated_figures(views, axes));
  data.groups.push_back(observed_figures(views, axes));
}

}  // namespace salus::apps
