#include "calibration/fit/country_law.hpp"

#include <cmath>

namespace salus::calibration {

using model::exponential;

YearStep::YearStep(const Feedback& f) {
  const double rate = (1.0 - f.gain) / f.memory;
  const double kept = exponential(-rate);
  of_memory = {(1.0 - kept) / (rate * f.memory), kept, 0.5 / f.memory};
  of_change = {1.0 + 0.5 * f.gain / f.memory, f.gain * std::sqrt(kept), f.gain / (6.0 * f.memory)};
}

double YearStep::advance(LevelMemory& at, const YearChange& year) const {
  const double mean = at.level + of_memory.mean * at.memory + year.in_mean + of_change.mean * year.change;
  at.level += of_memory.level * at.memory + of_change.level * year.change;
  at.memory = of_memory.memory * at.memory + of_change.memory * year.change;
  return mean;
}

double YearStep::advance(LevelMemory& at, const ChangeLaw& year, Stream& random) const {
  const double eta = year.sd * random.normal();
  const double in_mean = mean_weight * eta + mean_rest * year.sd * random.normal();
  return advance(at, {.change = year.expected + eta, .in_mean = mean_weight * year.expected + in_mean});
}

}  // namespace salus::calibration
