#pragma once
/// What was published as a log relative risk with its standard error.
#include <optional>

#include "calibration/synthesis/study.hpp"

namespace salus::calibration {

/// Spread of a control prevalence that is assumed, on the logit; of a control mean that is assumed, on the log.
inline constexpr double assumed_prevalence_sd = 0.5;

/// Log odds ratio of a standardised difference: pi / sqrt(3), of logistic outcomes. Source: Chinn 2000,
/// doi:10.1002/1097-0258(20001130)19:22<3127::AID-SIM784>3.0.CO;2-M.
inline constexpr double log_odds_of_smd = 1.814;
/// Relative sd of that factor: normal outcomes have 1.65 in its place (Cox), so 9 % less. Source: Sanchez-Meca,
/// Marin-Martinez, Chacon-Moscoso 2003, doi:10.1037/1082-989X.8.4.448.
inline constexpr double smd_factor_sd = 0.09;

/// Width of a central normal interval in standard errors: 3.29, 3.92 or 5.15. @param level 90, 95 or 99
double interval_width(int level);

struct LogRisk {
  std::optional<double> log_rr;  ///< none where only a direction is known
  int sign = 0;                  ///< -1, 0, 1 of what has no size
  std::optional<double> standard_error;
  double conversion_sd = 0.0;
};

/// Standard error on the scale on which the study analysed: of the log for ratios and percents, of d, of points; none
/// where none was published. Of counts: of the log relative risk, 1/a - 1/n + 1/c - 1/m, half an event more in each
/// cell where one is empty. @pre the study passed the reader
std::optional<double> analysed_error(const Study& study);

/// ratio: log. percent: log(1 + x / 100). difference: log(1 + b / m). risk difference: log((p + d) / p). odds ratio:
/// log(OR / (1 - p + p OR)); smd: that of exp(1.814 d). Errors by the first derivative; intervals of ratios and of
/// percents are read on the log. An assumed prevalence is integrated over its logit-normal (a mean over its
/// log-normal): the mean is the estimate, the spread the conversion's error.
/// @pre the study passed the reader
LogRisk log_risk(const Study& study);

/// Correlation of people of one cluster (judgement), where it was not published.
inline constexpr double cluster_correlation = 0.05;

/// Natural log of the effective number of independent people, 4 / (1 / a + 1 / b) of the two arms: of n people in k
/// clusters 1 / ((1 - r) / n + r / k) an arm with r the correlation, k / r where people were not counted; of places and
/// cities their number (clusters, else units); not a number where unknown.
double log_size(const Study& study);

}  // namespace salus::calibration
