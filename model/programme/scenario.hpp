#pragma once
/// A scenario as the engine sees it: money, start, view, parameter overrides, loops off.
#include <array>
#include <string>
#include <vector>

#include "model/core/ids.hpp"
#include "model/programme/budget.hpp"

namespace salus::model {

/// as_of_note: data to 2019, later years held out. now: data to the last year there is.
enum class View : std::uint8_t { as_of_note, now };
inline constexpr std::array<std::string_view, 2> view_names{"as-of-note", "now"};

/// A parameter set to one value in this scenario, in the parameter's own unit.
struct Override {
  std::string parameter;
  double value = 0.0;
};

struct Scenario {
  std::string id;     ///< file-safe name, unique in a comparison
  std::string title;
  std::string story;
  std::vector<std::string> sources;
  View view = View::as_of_note;
  int start_year = 2020;
  Budget budget;
  std::vector<Override> overrides;               ///< sorted by parameter
  std::array<bool, loop_count> without{};        ///< loops switched off
};

}  // namespace salus::model
