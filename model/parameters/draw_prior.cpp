#include "model/parameters/draw_prior.hpp"

#include <stdexcept>

#include "model/core/elementary.hpp"
#include "model/core/number.hpp"

namespace salus::model {

std::string to_string(const Prior& p) {
  const auto n = [](double x) { return format_number(x); };
  const std::string bounds = " on [" + n(p.lower) + ", " + n(p.upper) + "]";
  switch (p.family) {
    case Prior::Family::fixed:
      return "fixed at " + n(p.a);
    case Prior::Family::uniform:
      return "uniform on [" + n(p.a) + ", " + n(p.b) + "]";
    case Prior::Family::normal:
      return "normal(mean " + n(p.a) + ", sd " + n(p.b) + ")" + bounds;
    case Prior::Family::lognormal:
      return "lognormal(median " + n(p.a) + ", log sd " + n(p.b) + ")" + bounds;
    case Prior::Family::logit_normal:
      return "logit-normal(median " + n(p.a) + ", logit sd " + n(p.b) + ")" + bounds;
    case Prior::Family::spike_lognormal:
      return "0 with probability " + n(p.spike) + ", else lognormal(median " + n(p.a) + ", log sd " + n(p.b) + ")" +
             bounds;
  }
  throw std::logic_error("unknown prior family");
}

double quantile(const Prior& p, double u) {
  switch (p.family) {
    case Prior::Family::fixed:
      return p.a;
    case Prior::Family::uniform:
      return p.a + (p.b - p.a) * u;
    case Prior::Family::normal:
      return p.a + p.b * normal_quantile(u);
    case Prior::Family::lognormal:
      return p.a * exponential(p.b * normal_quantile(u));
    case Prior::Family::logit_normal:
      return logistic(logit(p.a) + p.b * normal_quantile(u));
    case Prior::Family::spike_lognormal:
      return u < p.spike ? 0.0 : p.a * exponential(p.b * normal_quantile((u - p.spike) / (1.0 - p.spike)));
  }
  throw std::logic_error("unknown prior family");
}

double central_value(const Prior& p) {
  if (p.family == Prior::Family::uniform) return 0.5 * (p.a + p.b);
  return p.a;
}

double draw(const Prior& prior, RandomKey key, DrawId id) {
  if (prior.family == Prior::Family::fixed) return prior.a;
  for (int attempt = 0; attempt < 64; ++attempt) {
    const double value = quantile(prior, uniform(key, id));
    if (value >= prior.lower && value <= prior.upper) return value;
    id.n += 1024;
  }
  throw std::runtime_error("64 draws in a row fell outside the bounds of a prior: " + to_string(prior));
}

}  // namespace salus::model
