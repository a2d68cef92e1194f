#include "model/city/rhythm.hpp"

#include <algorithm>
#include <chrono>

#include "model/city/process_traits.hpp"
#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

/// Cosines of the months, half a month after the solstice in the middle of winter: the year's wave with its peak in the
/// warm months.
constexpr auto wave = exactly<12>({-1.0, -0.8660254037844386, -0.5, 0.0, 0.5, 0.8660254037844386, 1.0,
                                   0.8660254037844386, 0.5, 0.0, -0.5, -0.8660254037844386});

}  // namespace

CityCalendar::CityCalendar(int start_year, std::uint32_t months) {
  using Minutes = std::chrono::duration<Minute, std::ratio<60>>;
  const std::chrono::year_month january = std::chrono::year(start_year) / 1;
  const std::chrono::sys_days first = january / 1;
  first_weekday_ = std::chrono::weekday(first).iso_encoding() - 1;
  for (std::uint32_t m = 0; m <= months; ++m) {
    const std::chrono::sys_days day = (january + std::chrono::months(m)) / 1;
    begin_.push_back(std::chrono::duration_cast<Minutes>(day - first).count());
  }
}

Rhythm::Rhythm(const CityParameters& p, bool southern) {
  for (const Process k : every<Process>) {
    const bool violence = traits_of(k).violent;
    for (std::size_t m = 0; m < 12; ++m)
      season_[k][m] = 1.0 + p[CityParameter::season] * wave[southern ? (m + 6) % 12 : m];
    highest_[k] = *std::max_element(season_[k].begin(), season_[k].end());
    const double weekend = violence ? p[CityParameter::weekend_violence] : 1.0;
    const double night = violence ? p[CityParameter::night_violence] : 1.0;
    for (std::size_t d = 0; d < 7; ++d) weekday_[k][d] = d >= 5 ? weekend : 1.0;
    night_share_[k] = 6.0 * night / (6.0 * night + 18.0);
  }
}

Minute Rhythm::hour(Process process, double u) const {
  const double night = night_share_[process];
  const double minute = u < night ? u / night * 360.0 : 360.0 + (u - night) / (1.0 - night) * 1080.0;
  return std::min(static_cast<Minute>(minute), minutes_per_day - 1);
}

Minute Rhythm::in_month(Process process, const CityCalendar& calendar, Month month, const TimeDraw& draw) const {
  const auto& weight = weekday_[process];
  const unsigned days = calendar.days(month);
  const unsigned first = calendar.weekday(calendar.begin(month));
  double week = 0.0;
  double rest = 0.0;
  for (unsigned d = 0; d < 7; ++d) week += weight[d];
  for (unsigned d = 28; d < days; ++d) rest += weight[(first + d) % 7];
  // Whole weeks first, then days of the week that is left.
  double left = draw.day * (4.0 * week + rest);
  unsigned chosen = 7 * std::min(4u, static_cast<unsigned>(left / week));
  left -= chosen / 7 * week;
  while (chosen + 1 < days && left >= weight[(first + chosen) % 7]) {
    left -= weight[(first + chosen) % 7];
    ++chosen;
  }
  return calendar.begin(month) + std::min(chosen, days - 1) * minutes_per_day + hour(process, draw.hour);
}

Minute Rhythm::after(Process process, const CityCalendar& calendar, Minute from, double lag_days,
                     const TimeDraw& draw) const {
  const auto& weight = weekday_[process];
  const Minute next_day =
      (from / minutes_per_day + 1 + 7 * static_cast<Minute>(std::min(lag_days, 36500.0) / 7.0)) * minutes_per_day;
  const unsigned first = calendar.weekday(next_day);
  double sum = 0.0;
  for (const double w : weight) sum += w;
  double left = draw.day * sum;
  unsigned chosen = 0;
  while (chosen < 6 && left >= weight[(first + chosen) % 7]) {
    left -= weight[(first + chosen) % 7];
    ++chosen;
  }
  return next_day + chosen * minutes_per_day + hour(process, draw.hour);
}

}  // namespace salus::model
