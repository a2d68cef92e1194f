#include "output/quantile_table.hpp"

#include <charconv>
#include <cmath>

#include "model/core/number.hpp"

namespace salus::output {

std::string csv_text(std::string_view text) {
  std::string field(text);
  if (!field.empty() && std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos)
    field.insert(0, "'");
  if (field.find_first_of(",\"\n\r") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

std::string quantile_table(const model::Results& r) {
  const std::size_t T = model::targets().size();
  const std::size_t S = r.scenarios.size();
  const std::size_t Y = r.years.size();
  const std::size_t Q = model::quantile_levels.size();
  std::string text = "location,target,scenario,horizon,quantile,value\n";
  text.reserve(r.quantiles.size() / Q * table_levels.size() * 56);
  for (std::size_t l = 0; l < r.locations.size(); ++l)
    for (std::size_t t = 0; t < T; ++t) {
      if (!model::targets()[t].additive) continue;
      for (std::size_t s = 0; s < S; ++s)
        for (std::size_t y = 0; y < Y; ++y) {
          const std::string head = csv_text(r.locations[l].id) + ',' + model::targets()[t].name + ',' +
                                   csv_text(r.scenarios[s].id) + ',' + std::to_string(r.years[y]) + ',';
          for (const std::size_t q : table_levels) {
            const float value = r.quantiles[(((l * T + t) * S + s) * Y + y) * Q + q];
            if (std::isnan(value)) continue;
            char number[40];
            const auto end = std::to_chars(number, number + sizeof number, value);
            text += head;
            text += model::format_number(model::quantile_levels[q]);
            text += ',';
            text.append(number, end.ptr);
            text += '\n';
          }
        }
    }
  return text;
}

}  // namespace salus::output
