#include "scenarios/response_surface.hpp"

#include <limits>
#include <set>
#include <utility>

#include "model/core/csv.hpp"
#include "model/core/number.hpp"

namespace salus::scenarios {
namespace {

using model::Column;

enum class SurfaceColumn : std::uint8_t {
  format,
  target,
  crime_type,
  first,
  targets_per_person,
  full,
  full_sd,
  full_city_sd,
  ahead,
  ahead_sd,
  ahead_city_sd,
  scale,
  scale_sd,
  scale_city_sd,
  level,
  level_sd,
  level_slope,
  echo,
  echo_log_sd,
  echo_any,
  kept_months,
  label
};
using C = SurfaceColumn;

/// Numbers of a curve, by column.
struct CurveNumber {
  SurfaceColumn column;
  double (*get)(const model::SurfaceCurve& one);
  void (*set)(model::SurfaceCurve& one, double value);
};
constexpr CurveNumber curve_numbers[] = {
    {C::targets_per_person, [](const model::SurfaceCurve& one) { return one.curve.targets_per_person; },
     [](model::SurfaceCurve& one, double value) { one.curve.targets_per_person = value; }},
    {C::full, [](const model::SurfaceCurve& one) { return one.curve.median.full; },
     [](model::SurfaceCurve& one, double value) { one.curve.median.full = value; }},
    {C::full_sd, [](const model::SurfaceCurve& one) { return one.curve.full.common; },
     [](model::SurfaceCurve& one, double value) { one.curve.full.common = value; }},
    {C::full_city_sd, [](const model::SurfaceCurve& one) { return one.curve.full.city; },
     [](model::SurfaceCurve& one, double value) { one.curve.full.city = value; }},
    {C::ahead, [](const model::SurfaceCurve& one) { return one.curve.median.ahead; },
     [](model::SurfaceCurve& one, double value) { one.curve.median.ahead = value; }},
    {C::ahead_sd, [](const model::SurfaceCurve& one) { return one.curve.ahead.common; },
     [](model::SurfaceCurve& one, double value) { one.curve.ahead.common = value; }},
    {C::ahead_city_sd, [](const model::SurfaceCurve& one) { return one.curve.ahead.city; },
     [](model::SurfaceCurve& one, double value) { one.curve.ahead.city = value; }},
    {C::scale, [](const model::SurfaceCurve& one) { return one.curve.median.scale; },
     [](model::SurfaceCurve& one, double value) { one.curve.median.scale = value; }},
    {C::scale_sd, [](const model::SurfaceCurve& one) { return one.curve.scale.common; },
     [](model::SurfaceCurve& one, double value) { one.curve.scale.common = value; }},
    {C::scale_city_sd, [](const model::SurfaceCurve& one) { return one.curve.scale.city; },
     [](model::SurfaceCurve& one, double value) { one.curve.scale.city = value; }},
    {C::level, [](const model::SurfaceCurve& one) { return one.curve.by_level.level; },
     [](model::SurfaceCurve& one, double value) { one.curve.by_level.level = value; }},
    {C::level_sd, [](const model::SurfaceCurve& one) { return one.curve.by_level.sd; },
     [](model::SurfaceCurve& one, double value) { one.curve.by_level.sd = value; }},
    {C::level_slope, [](const model::SurfaceCurve& one) { return one.curve.by_level.slope; },
     [](model::SurfaceCurve& one, double value) { one.curve.by_level.slope = value; }},
    {C::echo, [](const model::SurfaceCurve& one) { return one.curve.echo; },
     [](model::SurfaceCurve& one, double value) { one.curve.echo = value; }},
    {C::echo_log_sd, [](const model::SurfaceCurve& one) { return one.curve.echo_log_sd; },
     [](model::SurfaceCurve& one, double value) { one.curve.echo_log_sd = value; }},
    {C::echo_any, [](const model::SurfaceCurve& one) { return one.echo_any; },
     [](model::SurfaceCurve& one, double value) { one.echo_any = value; }},
    {C::kept_months, [](const model::SurfaceCurve& one) { return one.curve.kept_months; },
     [](model::SurfaceCurve& one, double value) { one.curve.kept_months = value; }},
};

model::NamedTable<SurfaceColumn> surface_table() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto text = [&](std::vector<std::string> choices) {
    return Column{{}, Column::Kind::text, true, -infinity, infinity, std::move(choices)};
  };
  const auto number = [&](double low, double high) { return Column{{}, Column::Kind::number, true, low, high, {}}; };
  const Column spread = number(0.0, 10.0);
  const auto named = [](const auto& names) { return std::vector<std::string>(names.begin(), names.end()); };
  return model::NamedTable<SurfaceColumn>({{C::format, number(model::surface_format, model::surface_format)},
                                           {C::target, text(named(model::measure_target_names))},
                                           {C::crime_type, text(named(model::crime_type_names))},
                                           {C::first, text(named(model::enumerator_names<model::FirstTargets>))},
                                           {C::targets_per_person, number(1e-9, 1.0)},
                                           {C::full, number(0.0, 1.0)},
                                           {C::full_sd, spread},
                                           {C::full_city_sd, spread},
                                           {C::ahead, number(0.0, 1.0)},
                                           {C::ahead_sd, spread},
                                           {C::ahead_city_sd, spread},
                                           {C::scale, number(1e-9, 1e3)},
                                           {C::scale_sd, spread},
                                           {C::scale_city_sd, spread},
                                           {C::level, number(1e-9, 1e3)},
                                           {C::level_sd, spread},
                                           {C::level_slope, number(-10.0, 10.0)},
                                           {C::echo, number(0.0, 10.0)},
                                           {C::echo_log_sd, spread},
                                           {C::echo_any, number(0.0, 10.0)},
                                           {C::kept_months, number(0.0, 1200.0)},
                                           {C::label, text({})}});
}

}  // namespace

std::string surface_text(const model::ResponseSurface& surface) {
  std::string label;
  for (const char c : surface.label) label += c == '"' ? "\"\"" : std::string(1, c);
  std::string text;
  for (const auto column : model::every<SurfaceColumn>)
    text += (text.empty() ? "" : ",") + std::string(model::enumerator_names<SurfaceColumn>[column]);
  text += '\n';
  for (const auto& one : surface.curves) {
    text += std::to_string(model::surface_format) + ',' + std::string(model::measure_target_names[one.target]) + ',' +
            std::string(model::crime_type_names[one.type]) + ',' +
            std::string(model::enumerator_names<model::FirstTargets>[one.curve.median.first]);
    for (const auto& number : curve_numbers) text += ',' + model::format_number(number.get(one));
    text += ",\"" + label + "\"\n";
  }
  return text;
}

model::ResponseSurface read_surface(std::string_view text, const std::string& file, model::Diagnostics& findings) {
  model::ResponseSurface surface;
  const std::size_t before = findings.size();
  auto table = surface_table();
  table.parse(text, file, findings);
  if (findings.size() > before) return surface;
  std::set<std::pair<model::MeasureTarget, model::CrimeType>> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    model::SurfaceCurve one;
    one.target = model::find(model::measure_target_names, table.text(r, C::target)).value();
    one.type = model::find(model::crime_type_names, table.text(r, C::crime_type)).value();
    one.curve.median.first = model::find(model::enumerator_names<model::FirstTargets>, table.text(r, C::first)).value();
    for (const auto& number : curve_numbers) number.set(one, table.number(r, number.column));
    if (!seen.insert({one.target, one.type}).second)
      findings.push_back(
          table.at(r, C::target, "the curve stands twice", "each target and crime type once", "remove one of the two"));
    if (table.text(r, C::label) != table.text(0, C::label))
      findings.push_back(table.at(r, C::label, "the surface has two labels", "one label: where all of it comes from",
                                  "give all rows one label"));
    surface.curves.push_back(one);
  }
  if (table.rows() > 0) surface.label = table.text(0, C::label);
  return surface;
}

}  // namespace salus::scenarios
