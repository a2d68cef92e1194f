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

enum class SurfaceColumn : std::uint8_t {
  format,
  intervention,
  crime_type,
  targeting,
  coverage,
  targets,
  share,
  logit_sd,
  label
};

model::NamedTable<SurfaceColumn> surface_table(const model::Evidence& evidence) {
  std::vector<std::string> ids;
  for (const auto& row : evidence.interventions) ids.push_back(row.id);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto text = [&](std::vector<std::string> choices) {
    return Column{{}, Column::Kind::text, true, -infinity, infinity, std::move(choices)};
  };
  const auto number = [&](double low, double high) { return Column{{}, Column::Kind::number, true, low, high, {}}; };
  return model::NamedTable<SurfaceColumn>(
      {{SurfaceColumn::format, number(model::surface_format, model::surface_format)},
       {SurfaceColumn::intervention, text(ids)},
       {SurfaceColumn::crime_type, text({model::crime_type_names.begin(), model::crime_type_names.end()})},
       {SurfaceColumn::targeting, text({model::targeting_names.begin(), model::targeting_names.end()})},
       {SurfaceColumn::coverage, number(0.0, 1.0)},
       {SurfaceColumn::targets, number(0.0, 1e12)},
       {SurfaceColumn::share, number(0.0, 1.0)},
       {SurfaceColumn::logit_sd, number(0.0, 10.0)},
       {SurfaceColumn::label, text({})}});
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
  auto table = surface_table(evidence);
  table.parse(text, file, findings);
  if (findings.size() > before) return surface;
  std::set<std::tuple<std::string, std::string, std::string, double>> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (!seen.insert({table.text(r, SurfaceColumn::intervention), table.text(r, SurfaceColumn::crime_type),
                      table.text(r, SurfaceColumn::targeting), table.number(r, SurfaceColumn::coverage)})
             .second)
      findings.push_back(table.at(r, SurfaceColumn::intervention, "the point stands twice",
                                  "each intervention, crime type, targeting and coverage once",
                                  "remove one of the two"));
    if (table.text(r, SurfaceColumn::label) != table.text(0, SurfaceColumn::label))
      findings.push_back(table.at(r, SurfaceColumn::label, "the surface has two labels",
                                  "one label: where all of it comes from", "give all rows one label"));
    surface.points.push_back(
        {table.text(r, SurfaceColumn::intervention),
         model::find(model::crime_type_names, table.text(r, SurfaceColumn::crime_type)).value(),
         model::find(model::targeting_names, table.text(r, SurfaceColumn::targeting)) == model::Targeting::best,
         table.number(r, SurfaceColumn::coverage), table.number(r, SurfaceColumn::targets),
         table.number(r, SurfaceColumn::share), table.number(r, SurfaceColumn::logit_sd)});
  }
  if (std::none_of(surface.points.begin(), surface.points.end(), [](const auto& p) { return p.coverage == 1.0; }))
    findings.push_back({file, 1, 1, "coverage", "no row of the surface is used", "none with coverage 1",
                        "shares at full coverage, which projections take",
                        "keep these rows, or write the surface anew with `salus city`"});
  if (table.rows() > 0 && table.text(0, SurfaceColumn::label) != prior_label)
    surface.label = table.text(0, SurfaceColumn::label);
  return surface;
}

}  // namespace salus::scenarios
