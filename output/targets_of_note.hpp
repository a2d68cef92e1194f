#pragma once
/// Numbers that the concept note sets itself and that an indicator can meet. Targets of crime (halving) are kept by
/// location in the results.
#include <array>
#include <cstdint>
#include <string_view>

#include "model/run/indicators.hpp"

namespace salus::output {

struct TargetOfNote {
  model::Indicator indicator;
  std::string_view paragraph;
  std::int64_t at_least;
};

inline constexpr auto targets_of_note =
    std::to_array<TargetOfNote>({{model::Indicator::countries_first_review, "11", 10},
                                 {model::Indicator::countries_improved, "18 h", 25},
                                 {model::Indicator::people_reached, "18 h", 100000000},
                                 {model::Indicator::cities_shown, "18 g", 100},
                                 {model::Indicator::cities_shown_without, "18 g", 100},
                                 {model::Indicator::cities_credited, "18 g", 100},
                                 {model::Indicator::cities_attributable, "18 g", 100},
                                 {model::Indicator::received_usd, "26", 50000000}});

constexpr const TargetOfNote* target_of_note(model::Indicator indicator) {
  for (const auto& t : targets_of_note)
    if (t.indicator == indicator) return &t;
  return nullptr;
}

}  // namespace salus::output
