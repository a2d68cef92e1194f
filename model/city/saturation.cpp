#include "model/city/saturation.hpp"

#include "model/core/elementary.hpp"

namespace salus::model {

double saturating(const std::vector<Weighted>& all, double wanted, double highest, int halvings) {
  double low = 0.0;
  double high = highest;
  for (int i = 0; i < halvings; ++i) {
    const double middle = 0.5 * (low + high);
    double sum = 0.0;
    for (const Weighted& w : all) sum += w.share * w.given * (1.0 - exponential(-middle * w.weight));
    (sum < wanted ? low : high) = middle;
  }
  return high;
}

}  // namespace salus::model
