#pragma once
/// What a projection starts from, and whether its intervals can be believed.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/programme/scenario.hpp"

namespace salus::model {

/// A statistic by which the mixing of chains is judged: R-hat, effective sample size of the bulk and of the tails.
enum class MixingStatistic : std::uint8_t { r_hat, bulk_ess, tail_ess };
inline constexpr auto mixing_statistic_names = enumerator_names<MixingStatistic>;

/// A check of the chains of a posterior that did not hold.
struct FailedCheck {
  MixingStatistic statistic{};
  std::string quantity;  ///< of the fit: jump_rate, level[KEN]
  double value = 0.0;
  double limit = 0.0;  ///< most that R-hat may be, least that an effective sample size may be
  View view{};         ///< whose fit it is
  friend bool operator==(const FailedCheck&, const FailedCheck&) = default;
};

/// What is known of how the chains of a posterior mixed.
struct ChainChecks {
  bool stated = true;  ///< false: the posterior's file does not say
  std::vector<FailedCheck> failed;
  bool passed() const { return stated && failed.empty(); }
  friend bool operator==(const ChainChecks&, const ChainChecks&) = default;
};

/// What a projection starts from. `mixed`: countries that the posterior lacks start from first estimates.
struct ProjectionStart {
  enum class Kind : std::uint8_t { first_estimates, posterior, mixed };
  Kind kind = Kind::first_estimates;
  /// First estimates although a posterior is there: it has no start in the year and view of the run.
  bool posterior_has_no_such_start = false;
  std::vector<std::string> missing;  ///< ISO codes of the countries that the posterior lacks; for `mixed`
  std::uint32_t draws = 0;           ///< of the posterior; 0 for first estimates, as the next two
  int last_data_year = 0;
  std::optional<int> rolled_from;       ///< year that the posterior is of, where the engine rolled it to a later start
  std::vector<std::string> other_data;  ///< bundled files that differ from those which the posterior was fitted to
  ChainChecks checks;

  /// Whether intervals can be relied on as those of a calibration whose chains passed their checks.
  bool believed() const { return kind == Kind::posterior && checks.passed(); }
  friend bool operator==(const ProjectionStart&, const ProjectionStart&) = default;
};
inline constexpr auto start_kind_names = enumerator_names<ProjectionStart::Kind>;

}  // namespace salus::model
