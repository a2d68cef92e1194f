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

/// Who takes part. volunteers: countries join and leave by the model's process. named: every place of a local line takes part from
/// the first year and stays (a planner's own list, or a test).
enum class Enrolment : std::uint8_t { volunteers, named };
inline constexpr std::array<std::string_view, 2> enrolment_names{"volunteers", "named"};

struct Scenario {
  std::string id;     ///< file-safe name, unique in a comparison
  std::string title;
  std::string story;
  std::vector<std::string> sources;
  View view = View::as_of_note;
  int start_year = 2020;
  Enrolment enrolment = Enrolment::volunteers;
  Budget budget;
  std::vector<Override> overrides;               ///< sorted by parameter
  std::array<bool, loop_count> without{};        ///< loops switched off
};

}  // namespace salus::model
