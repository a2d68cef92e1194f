#include "model/programme/coverage_lag.hpp"

#include <cmath>

#include "model/core/elementary.hpp"

namespace salus::model {

CoverageLag::CoverageLag(const Months& months) {
  const auto lag = [](double time_constant) {
    const double a = 12.0 / time_constant;
    const double left = exponential(-a);
    return Lag{left, (1.0 - left) / a};
  };
  ramp_ = lag(months.ramp);
  decay_ = lag(months.decay);
  after_ = lag(months.after);
  const double years = months.delay / 12.0;
  const double whole = std::floor(years);
  delay_years_ = static_cast<std::uint32_t>(whole);
  delay_part_ = years - whole;
  worn_.fill(1.0);
  if (months.fatigue > 0.0)
    for (std::uint32_t n = 0; n < horizon_years; ++n)
      worn_[n] = exponential(-12.0 / months.fatigue * n) * lag(months.fatigue).mean;
}

CoveredYears CoverageLag::path(const std::array<double, horizon_years>& target, YearIndex left) const {
  std::array<double, horizon_years> covered{};
  std::array<double, horizon_years> worn{};
  double now = 0.0;
  std::uint32_t effort = 0;  // years of unbroken effort so far
  for (const auto y : every<YearIndex>) {
    const double gap = target[y] - now;
    const Lag& lag = gap > 0.0 ? ramp_ : y < left ? decay_ : after_;
    covered[y] = target[y] - gap * lag.mean;
    worn[y] = worn_[effort];
    now = target[y] - gap * lag.left;
    if (target[y] > 0.0) ++effort;
    else if (effort > 0) --effort;  // what wore recovers as slowly
  }
  // A delay moves the path; the two years it falls between share.
  const auto later = [&](const std::array<double, horizon_years>& path, YearIndex y, double before) {
    const double near = y >= delay_years_ ? path[y - delay_years_] : before;
    const double far = y >= delay_years_ + 1 ? path[y - delay_years_ - 1] : before;
    return delay_part_ > 0.0 ? (1.0 - delay_part_) * near + delay_part_ * far : near;
  };
  CoveredYears acting;
  for (const auto y : every<YearIndex>) {
    acting.covered[y] = later(covered, y, 0.0);
    acting.worn[y] = later(worn, y, 1.0);
  }
  return acting;
}

double leaving_months(double decay_months, double career_months) {
  return 1.0 / (1.0 / decay_months + 1.0 / career_months);
}

}  // namespace salus::model
