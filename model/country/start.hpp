#pragma once
/// The start of the stocks: in balance with the country's own figures, so that nothing moves but what has a cause.
#include <optional>

#include "model/country/country_input.hpp"
#include "model/parameters/parameters.hpp"

namespace salus::model {

/// Stocks and flow coefficients per month at which shares of the population stay constant.
struct Start {
  double people = 0;  ///< the population where the roll begins, else at the start
  /// persons; sum to it
  double not_at_risk = 0;
  double at_risk = 0;
  double active = 0;
  double imprisoned = 0;
  double desisted = 0;

  /// 1 and month-1
  double entry_share = 0;
  double initiation = 0;
  double sanction = 0;
  double desistance = 0;
  double release = 0;

  double return_share = 0;
  double relapse = 0;
  double forgetting = 0;
  double birth_rate = 0;
};

/// Rate per month at which persons leave the ages 15-29.
inline constexpr double leaving_risk_age = 1.0 / 180.0;

/// Solves the balance of each stock for the coefficient that no table gives (initiation, sanction, entry) and for the
/// desisted. Births keep the shares: inflow - outflow = birth rate x stock. Loop `prison` off: nobody returns from
/// prison.
/// @return nullopt where the parameters contradict the country's figures (a negative initiation, an entry share above
/// 1).
std::optional<Start> balanced_start(const ParameterDraw& parameters, const CountryInput& country,
                                    const EnumArray<bool, Loop>& without);

/// Draws a country's own parameters beside the pooled ones until its own figures admit a balanced start (at most 64
/// attempts, then the last stands and `balanced_start` says no).
ParameterDraw draw_country_parameters(const ParameterDraw& pooled, const PooledNumbers& numbers,
                                      const CountryInput& country, const EnumArray<bool, Loop>& without);

/// d log(violence out) / d log(violence in) at the start, all loops closed through the stocks' long-run balance. Below
/// 1 the country layer returns to rest; 1 or more is rejected.
double loop_gain(const ParameterDraw& parameters, const Start& start, const EnumArray<bool, Loop>& without);

}  // namespace salus::model
