#include "output/summary.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace salus::output {
namespace {

std::vector<std::size_t> violent_headlines() {
  std::vector<std::size_t> all;
  for (std::size_t k = 0; k < model::crime_type_count; ++k)
    if (model::is_violent[k]) all.push_back(k);
  return all;
}

nlohmann::json number_or_null(double value) { return std::isnan(value) ? nlohmann::json() : nlohmann::json(value); }

}  // namespace

double averted_quantile(const model::Results& r, std::size_t aggregate, const std::vector<std::size_t>& headlines, std::size_t scenario, double level) {
  const std::size_t S = r.scenarios.size(), Y = r.years.size(), D = r.identity.draws;
  std::vector<double> sums;
  for (std::size_t d = 0; d < D; ++d) {
    double sum = 0.0;
    for (const std::size_t h : headlines)
      for (std::size_t y = 0; y < model::budget_years; ++y) sum += static_cast<double>(r.aggregate_averted[(((aggregate * model::headline_count + h) * S + scenario) * Y + y) * D + d]);
    if (!std::isnan(sum)) sums.push_back(sum);
  }
  if (sums.empty()) return std::nan("");
  std::sort(sums.begin(), sums.end());
  const double at = level * static_cast<double>(sums.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  return sums[below] + (at - static_cast<double>(below)) * (sums[std::min(below + 1, sums.size() - 1)] - sums[below]);
}

std::string summary_json(const model::Results& r, const std::string& content_hash) {
  nlohmann::ordered_json json;
  json["format"] = 1;
  json["file_type"] = "salus-summary";
  json["result_version"] = model::result_version;
  json["content_hash"] = content_hash;
  json["seed"] = std::to_string(r.identity.seed);
  json["draws"] = r.identity.draws;
  json["failed_draws"] = r.failures.size();
  json["view"] = model::view_names[model::index(r.identity.view)];
  json["start_year"] = r.identity.start_year;
  json["without_loops"] = r.identity.without;
  std::size_t aggregates = 0;
  for (const auto& l : r.locations) aggregates += l.kind != model::Location::Kind::country;
  const std::size_t total = aggregates - 1;
  for (std::size_t s = 0; s < r.scenarios.size(); ++s) {
    const auto& scenario = r.scenarios[s];
    model::Cents gross, direct, support;
    for (const auto& m : scenario.money)
      for (std::size_t y = 0; y < model::budget_years; ++y) gross += m.gross[y], direct += m.direct[y], support += m.support[y];
    nlohmann::ordered_json one;
    one["id"] = scenario.id;
    one["title"] = scenario.title;
    one["budget_cents"] = {{"gross", gross.value()}, {"direct", direct.value()}, {"support", support.value()}};
    const auto interval = [&](const std::vector<std::size_t>& headlines) {
      nlohmann::ordered_json q;
      for (const auto& [name, level] : {std::pair{"q05", 0.05}, std::pair{"q50", 0.5}, std::pair{"q95", 0.95}}) q[name] = number_or_null(averted_quantile(r, total, headlines, s, level));
      return q;
    };
    one["averted_in_ten_years"] = {{"violent_incidents", interval(violent_headlines())}, {"homicides", interval({0})}, {"partner_violence", interval({model::index(model::CrimeType::partner_violence)})}};
    one["probability_homicide_rate_halved_by_2030"] = number_or_null(r.halving.back().rate_probability[s]);
    one["probability_homicide_count_halved_by_2030"] = number_or_null(r.halving.back().count_probability[s]);
    json["scenarios"].push_back(one);
  }
  return json.dump(1) + "\n";
}

}  // namespace salus::output
