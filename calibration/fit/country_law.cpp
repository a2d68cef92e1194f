#include "calibration/fit/country_law.hpp"

#include <cmath>

namespace salus::calibration {

using model::exponential;

YearStep::YearStep(const Feedback& f) {
  const double rate = (1.0 - f.gain) / f.memory;
  const double kept = exponential(-rate);
  from_memory = {(1.0 - kept) / (rate * f.memory), kept, 0.5 / f.memory};
  load = {1.0 + 0.5 * f.gain / f.memory, f.gain * std::sqrt(kept), f.gain / (6.0 * f.memory)};
}

double YearStep::advance(double& level, double& memory, double change, double in_mean) const {
  const double mean = level + from_memory[2] * memory + in_mean + load[2] * change;
  level += from_memory[0] * memory + load[0] * change;
  memory = from_memory[1] * memory + load[1] * change;
  return mean;
}

double YearStep::advance(double& level, double& memory, double expected, double sd, Stream& random) const {
  const double eta = sd * random.normal();
  const double in_mean = mean_weight * eta + mean_rest * sd * random.normal();
  return advance(level, memory, expected + eta, mean_weight * expected + in_mean);
}

}  // namespace salus::calibration
