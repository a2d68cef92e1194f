#include "model/city/saturation.hpp"

#include "model/core/elementary.hpp"

namespace salus::model {

double saturating(const std::vector<Weighted>& all, double wanted, const LevelSearch& search) {
  double low = 0.0;
  double high = search.highest;
  for (int i = 0; i < search.halvings; ++i) {
    const double middle = 0.5 * (low + high);
    double sum = 0.0;
    for (const Weighted& w : all) sum += w.share * w.given * (1.0 - exponential(-middle * w.weight));
    (sum < wanted ? low : high) = middle;
  }
  return high;
}

}  // namespace salus::model
