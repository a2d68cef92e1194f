#include "scenarios/response_surface.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "model/core/csv.hpp"
#include "model/core/number.hpp"

namespace salus::scenarios {
namespace {

/// What a file calls the prior surface.
const std::string prior_label = "prior surface: shares are assumptions of the evidence matrix";

using model::Column;
enum : std::size_t {
  format_at,
  intervention_at,
  type_at,
  targeting_at,
  coverage_at,
  targets_at,
  share_at,
  sd_at,
  label_at
};

std::vector<Column> columns(const model::Evidence& evidence) {
  std::vector<std::string> ids;
  for (const auto& row : evidence.interventions) ids.push_back(row.id);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto text = [&](const char* name, std::vector<std::string> choices) {
    return Column{name, Column::Kind::text, true, -infinity, infinity, std::move(choices)};
  };
  const auto number = [&](const char* name, double low, double high) {
    return Column{name, Column::Kind::number, true, low, high, {}};
  };
  return {number("format", model::surface_format, model::surface_format),
          text("intervention", ids),
          text("crime_type", {model::crime_type_names.begin(), model::crime_type_names.end()}),
          text("targeting", {model::targeting_names.begin(), model::targeting_names.end()}),
          number("coverage", 0.0, 1.0),
          number("targets", 0.0, 1e12),
          number("share", 0.0, 1.0),
          number("logit_sd", 0.0, 10.0),
          text("label", {})};
}

}  // namespace

std::string surface_text(const model::ResponseSurface& surface) {
  std::string label;
  for (const char c : surface.label.empty() ? prior_label : surface.label)
    label += c == '"' ? "\"\"" : std::string(1, c);
  std::string text = "format,intervention,crime_type,targeting,coverage,targets,share,logit_sd,label\n";
  for (const auto& p : surface.points)
    text += std::to_string(model::surface_format) + "," + p.intervention + "," +
            std::string(model::crime_type_names[p.type]) + "," +
            std::string(model::targeting_names[p.best ? model::Targeting::best : model::Targeting::random]) + "," +
            model::format_number(p.coverage) + "," + model::format_number(p.targets) + "," +
            model::format_number(p.share) + "," + model::format_number(p.logit_sd) + ",\"" + label + "\"\n";
  return text;
}

model::ResponseSurface read_surface(std::string_view text, const std::string& file, const model::Evidence& evidence,
                                    model::Diagnostics& findings) {
  model::ResponseSurface surface;
  const std::size_t before = findings.size();
  const auto table = model::CsvTable::parse(text, file, columns(evidence), findings);
  if (findings.size() > before) return surface;
  std::set<std::tuple<std::string, std::string, std::string, double>> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (!seen.insert({table.text(r, intervention_at), table.text(r, type_at), table.text(r, targeting_at),
                      table.number(r, coverage_at)})
             .second)
      findings.push_back(table.at(r, intervention_at, "the point stands twice",
                                  "each intervention, crime type, targeting and coverage once",
                                  "remove one of the two"));
    if (table.text(r, label_at) != table.text(0, label_at))
      findings.push_back(table.at(r, label_at, "the surface has two labels", "one label: where all of it comes from",
                                  "give all rows one label"));
    surface.points.push_back({table.text(r, intervention_at),
                              model::find(model::crime_type_names, table.text(r, type_at)).value(),
                              table.text(r, targeting_at) == "best", table.number(r, coverage_at),
                              table.number(r, targets_at), table.number(r, share_at), table.number(r, sd_at)});
  }
  if (std::none_of(surface.points.begin(), surface.points.end(), [](const auto& p) { return p.coverage == 1.0; }))
    findings.push_back({file, 1, 1, "coverage", "no row of the surface is used", "none with coverage 1",
                        "shares at full coverage, which projections take",
                        "keep these rows, or write the surface anew with `salus city`"});
  if (table.rows() > 0 && table.text(0, label_at) != prior_label) surface.label = table.text(0, label_at);
  return surface;
}

}  // namespace salus::scenarios
