#pragma once
/// A scenario as the engine sees it: money, start, view, parameter overrides, loops off, which cities run as agents.
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/ids.hpp"
#include "model/parameters/parameters.hpp"
#include "model/programme/budget.hpp"
#include "model/programme/discount.hpp"

namespace salus::model {

/// as_of_note: data to 2019, later years held out. now: data to the last year there is.
enum class View : std::uint8_t { as_of_note, now };
inline constexpr auto view_names =
    for_each_of<View, std::string_view>({{View::as_of_note, "as-of-note"}, {View::now, "now"}});

/// Who takes part. volunteers: countries join and leave by the model's process. named: every place of a local line
/// takes part from the first year and stays (a planner's own list, or a test).
enum class Enrolment : std::uint8_t { volunteers, named };
inline constexpr auto enrolment_names = enumerator_names<Enrolment>;

/// How a city runs. panel: a share of its country, measures act as the evidence table says. city: in the first draws as
/// agents, one a person, on whom the same measures act. automatic: as agents where the draw of runs within a budget
/// falls on it.
enum class Fidelity : std::uint8_t { panel, city, automatic };
inline constexpr auto fidelity_names = for_each_of<Fidelity, std::string_view>(
    {{Fidelity::panel, "panel"}, {Fidelity::city, "city"}, {Fidelity::automatic, "auto"}});

/// Fidelity by place: that of the city, else of its country, else of all.
struct FidelityPlan {
  std::optional<Fidelity> all{};
  std::map<std::string, Fidelity, std::less<>> countries{};  ///< by ISO 3166-1 alpha-3 code
  std::map<std::uint32_t, Fidelity> cities{};                ///< by UN city code
  std::uint32_t draws = 0;                                   ///< first draws that run as agents
  double person_months = 0.0;  ///< that `automatic` may cost, in all draws and cities together
  Fidelity of(std::string_view iso3, std::uint32_t city_code) const;
  bool any() const { return all || !countries.empty() || !cities.empty(); }
};

struct Scenario {
  std::string id;  ///< file-safe name, unique in a comparison
  std::string title;
  std::string story;
  std::vector<std::string> sources;
  View view = View::as_of_note;
  int start_year = 2020;
  Enrolment enrolment = Enrolment::volunteers;
  Budget budget;
  double discount = usual_discount;  ///< real, a year; of benefits and costs alike
  std::vector<Override> overrides;   ///< no parameter twice
  EnumArray<bool, Loop> without{};   ///< loops switched off
  FidelityPlan fidelity;
};

}  // namespace salus::model
