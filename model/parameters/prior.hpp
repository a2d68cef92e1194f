#pragma once
/// A prior: a family with two numbers, cut to bounds. Drawn by inverse CDF from keyed uniforms (model/random).
#include <cstdint>
#include <string>

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

/// `lognormal(median 0.3, log sd 0.5) on [0, 2]`, for tables and reports.
std::string to_string(const Prior& prior);

}  // namespace salus::model
