#pragma once
/// A prior: a family with two numbers, cut to bounds. Drawn by inverse CDF from keyed uniforms (model/random).
#include <cstdint>
#include <string>
#include <string_view>

#include "model/core/enumeration.hpp"

namespace salus::model {

struct Prior {
  /// fixed: always `a`. uniform: on [a, b]. normal: mean a, sd b. lognormal: median a, sd of the log b.
  /// logit_normal: median a in (0, 1), sd of the logit b. spike_lognormal: 0 with probability `spike`, else lognormal.
  enum class Family : std::uint8_t { fixed, uniform, normal, lognormal, logit_normal, spike_lognormal };
  Family family = Family::fixed;
  double a = 0.0;
  double b = 0.0;
  double lower = 0.0;  ///< values outside [lower, upper] are drawn again, never clipped
  double upper = 0.0;
  double spike = 0.0;  ///< probability of exactly zero; spike_lognormal only
};

inline constexpr auto prior_family_names = enumerator_names<Prior::Family>;

/// Priors as records write them; bounds last.
namespace priors {
constexpr Prior fixed(double value) { return {Prior::Family::fixed, value, 0.0, value, value, 0.0}; }
constexpr Prior lognormal(double median, double log_sd, double lower, double upper) {
  return {Prior::Family::lognormal, median, log_sd, lower, upper, 0.0};
}
constexpr Prior spike_or_lognormal(double spike, double median, double log_sd, double lower, double upper) {
  return {Prior::Family::spike_lognormal, median, log_sd, lower, upper, spike};
}
constexpr Prior share(double median, double logit_sd, double lower = 0.0, double upper = 1.0) {
  return {Prior::Family::logit_normal, median, logit_sd, lower, upper, 0.0};
}
constexpr Prior normal(double mean, double sd, double lower, double upper) {
  return {Prior::Family::normal, mean, sd, lower, upper, 0.0};
}
constexpr Prior uniform_on(double lower, double upper) {
  return {Prior::Family::uniform, lower, upper, lower, upper, 0.0};
}
/// Source of a prior that nothing read supports.
inline constexpr std::string_view judgement = "judgement: no verified figure; wide prior";
}  // namespace priors

/// `lognormal(median 0.3, log sd 0.5) on [0, 2]`, for tables and reports.
std::string to_string(const Prior& prior);

}  // namespace salus::model
