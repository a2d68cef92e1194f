#include "output/quantile_table.hpp"

#include <charconv>
#include <cmath>

#include "model/core/number.hpp"
#include "output/figures.hpp"

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
  using namespace model;
  const bool few = too_few_draws(r);
  const std::string too_few = too_few_draws_in_words();
  std::string text = "location,target,scenario,horizon,quantile,value\n";
  text.reserve(r.quantiles.size() / quantile_levels.size() * table_levels.size() * 56);
  for (const auto l : positions_in<LocationIndex>(r.locations))
    for (const auto& target : targets()) {
      if (!target.additive) continue;
      for (const auto s : positions_in<ScenarioIndex>(r.scenarios))
        for (const auto y : every<YearIndex>) {
          const std::string head = csv_text(r.locations[l].id) + ',' + target.name + ',' + csv_text(r.scenarios[s].id) +
                                   ',' + std::to_string(r.years[y]) + ',';
          for (const QuantileIndex q : table_levels) {
            const Single value = r.quantiles(l, target.id, s, y, q);
            if (std::isnan(value)) continue;
            text += head;
            text += format_number(quantile_levels[q]);
            text += ',';
            if (few && q != at_level(0.5)) text += too_few;
            else {
              char number[40];
              const auto end = std::to_chars(number, number + sizeof number, value.stored());
              text.append(number, end.ptr);
            }
            text += '\n';
          }
        }
    }
  return text;
}

}  // namespace salus::output
