#pragma once
/// How coverage builds, lasts and wears, year by year.
#include <array>

#include "model/core/axes.hpp"
#include "model/core/calendar.hpp"

namespace salus::model {

/// What a row covers in each year.
struct CoveredYears {
  std::array<double, horizon_years> covered{};  ///< part of the eligible units that are covered and act, mean over the
                                                ///< year
  std::array<double, horizon_years> worn{};     ///< factor on what it does to them, for wear
};

/// Time constants of one row, and what follows from them for a year of a first-order lag.
class CoverageLag {
 public:
  struct Months {
    double ramp = 0.0;     ///< time constant
    double decay = 0.0;    ///< time constant
    double after = 0.0;    ///< that of the decay once a country has left
    double delay = 0.0;    ///< before what is covered acts
    double fatigue = 0.0;  ///< with which the effect wears while effort goes on; 0: it does not
  };
  explicit CoverageLag(const Months& months);
  /// Acting coverage, mean over each year, and how worn it is, from the aimed-at coverage of each year. Closed form
  /// within a year. @param left first year in which the country no longer takes part.
  CoveredYears path(const std::array<double, horizon_years>& target, YearIndex left = YearIndex(horizon_years)) const;

 private:
  struct Lag {
    double left = 0.0;  ///< part of a gap that is left after a year
    double mean = 0.0;  ///< mean part of it over the year
  };
  Lag ramp_;
  Lag decay_;
  Lag after_;
  std::uint32_t delay_years_ = 0;
  double delay_part_ = 0.0;
  std::array<double, horizon_years> worn_{};  ///< factor in the nth year of unbroken effort
};

/// Time constant with which units leave, in months: they wear, and persons in violent careers leave with these.
double leaving_months(double decay_months, double career_months);

}  // namespace salus::model
