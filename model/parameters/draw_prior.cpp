#include "model/parameters/draw_prior.hpp"

#include <cmath>
#include <stdexcept>

#include "model/core/elementary.hpp"
#include "model/core/number.hpp"
#include "model/random/sampler.hpp"

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

double value_at(const Prior& p, double z) {
  switch (p.family) {
    case Prior::Family::normal:
      return p.a + p.b * z;
    case Prior::Family::lognormal:
      return p.a * exponential(p.b * z);
    case Prior::Family::logit_normal:
      return logistic(logit(p.a) + p.b * z);
    case Prior::Family::fixed:
    case Prior::Family::uniform:
    case Prior::Family::spike_lognormal:
      break;
  }
  throw std::logic_error("a prior that is no normal one: " + to_string(p));
}

double quantile(const Prior& p, double u) {
  switch (p.family) {
    case Prior::Family::fixed:
      return p.a;
    case Prior::Family::uniform:
      return p.a + (p.b - p.a) * u;
    case Prior::Family::normal:
    case Prior::Family::lognormal:
    case Prior::Family::logit_normal:
      return value_at(p, normal_quantile(u));
    case Prior::Family::spike_lognormal:
      return u < p.spike ? 0.0 : p.a * exponential(p.b * normal_quantile((u - p.spike) / (1.0 - p.spike)));
  }
  throw std::logic_error("unknown prior family");
}

double central_value(const Prior& p) {
  if (p.family == Prior::Family::uniform) return 0.5 * (p.a + p.b);
  return p.a;
}

namespace {

/// The first of up to 64 values within the bounds. @param value takes the id of an attempt.
template <class Value>
double within_bounds(const Prior& prior, DrawId id, const Value& value) {
  for (int attempt = 0; attempt < 64; ++attempt) {
    const double drawn = value(id);
    if (drawn >= prior.lower && drawn <= prior.upper) return drawn;
    id.n += 1024;
  }
  throw std::runtime_error("64 draws in a row fell outside the bounds of a prior: " + to_string(prior));
}

}  // namespace

double draw(const Prior& prior, RandomKey key, DrawId id) {
  if (prior.family == Prior::Family::fixed) return prior.a;
  return within_bounds(prior, id, [&](const DrawId& at) { return quantile(prior, uniform(key, at)); });
}

double draw(const Prior& prior, const PooledNumbers& numbers, DrawId id) {
  if (prior.family == Prior::Family::fixed) return prior.a;
  return within_bounds(prior, id, [&](const DrawId& at) { return quantile(prior, numbers.uniform(at)); });
}

double draw_around(const Prior& prior, double common, double common_share, RandomKey key, DrawId id) {
  const double shared = std::sqrt(common_share) * common;
  const double own = std::sqrt(1.0 - common_share);
  return within_bounds(prior, id,
                       [&](const DrawId& at) { return value_at(prior, shared + own * standard_normal(key, at)); });
}

}  // namespace salus::model
