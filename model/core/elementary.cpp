#include "model/core/elementary.hpp"

namespace salus::model {
namespace one_lane {
#define SALUS_LANES 1
// First: the others are written in its types.
#include "model/core/lanes.inc"

#include "model/core/elementary.inc"
#undef SALUS_LANES
}  // namespace one_lane

double exponential(double x) { return one_lane::exponential(x); }
double logarithm(double x) { return one_lane::logarithm(x); }
double normal_quantile(double u) { return one_lane::normal_quantile(u); }
double logistic(double x) { return 1.0 / (1.0 + one_lane::exponential(-x)); }
double logit(double p) { return one_lane::logarithm(p / (1.0 - p)); }

}  // namespace salus::model
