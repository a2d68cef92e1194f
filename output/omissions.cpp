#include "output/omissions.hpp"

#include <cmath>

#include "model/core/number.hpp"
#include "output/quantile_table.hpp"

namespace salus::output {
namespace {

constexpr double middle = 0.5;

OmissionVerdict verdict_of(const OmissionRow& row) {
  if (std::isnan(row.difference.value)) return OmissionVerdict::not_computed;
  const double change = std::abs(row.difference.value);
  const double errors = 2.0 * row.difference.error;
  const double little = little_change * std::abs(row.as_it_is.value);
  if (change + errors <= little) return OmissionVerdict::little;
  return change - errors > little ? OmissionVerdict::matters : OmissionVerdict::not_told;
}

}  // namespace

std::vector<OmissionRow> omission_rows(const model::Omissions& omissions) {
  const std::vector<double> as_it_is(omissions.as_it_is.begin(), omissions.as_it_is.end());
  std::vector<OmissionRow> rows;
  for (const auto left_out : model::every<model::Omission>) {
    OmissionRow& row = rows.emplace_back(OmissionRow{.left_out = left_out});
    row.as_it_is = quantile_estimate(as_it_is, middle);
    const auto& draws = omissions.without[left_out];
    if (draws.empty()) continue;
    const std::vector<double> without(draws.begin(), draws.end());
    row.without = quantile_estimate(without, middle);
    row.difference = quantile_difference(as_it_is, without, middle);
    row.verdict = verdict_of(row);
  }
  return rows;
}

std::string omission_table(const model::Results& r) {
  std::string text = "scenario,left_out,draws,q50_as_it_is,q50_without,difference,monte_carlo_error,verdict\n";
  if (!r.omissions) return text;
  const auto number = [](double value) { return std::isnan(value) ? std::string() : model::format_fixed(value, 3); };
  for (const auto& row : omission_rows(*r.omissions))
    text += csv_text(r.scenarios[r.omissions->scenario].id) + ',' +
            std::string(model::enumerator_names<model::Omission>[row.left_out]) + ',' +
            std::to_string(r.omissions->as_it_is.size()) + ',' + number(row.as_it_is.value) + ',' +
            number(row.without.value) + ',' + number(row.difference.value) + ',' + number(row.difference.error) + ',' +
            std::string(model::enumerator_names<OmissionVerdict>[row.verdict]) + '\n';
  return text;
}

}  // namespace salus::output
