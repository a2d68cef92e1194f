#include "calibration/fit/parameters.hpp"

#include <limits>

#include "model/core/elementary.hpp"
#include "model/parameters/registry.hpp"

namespace salus::calibration {
namespace {

using F = model::Prior::Family;

constexpr model::Prior lognormal(double median, double log_sd, double lower, double upper) {
  return {F::lognormal, median, log_sd, lower, upper, 0.0};
}

std::array<PooledRecord, pooled_count> make_records() {
  std::array<PooledRecord, pooled_count> all;
  const auto set = [&](Pooled p, PooledRecord record) { all[static_cast<std::size_t>(p)] = record; };
  set(Pooled::typical_volatility,
      {"typical_volatility", "year-1/2", lognormal(0.1, 0.6, 0.005, 1.0),
       "median over countries of the standard deviation of a year's own innovation of the log rate",
       "wide: yearly changes of national series are of the order of a tenth"});
  set(Pooled::volatility_spread, {"volatility_spread", "1", lognormal(0.4, 0.5, 0.02, 2.0),
                                  "standard deviation over countries of the log of that", "judgement; wide prior"});
  set(Pooled::jump_rate, {"jump_rate", "year-1", lognormal(0.04, 0.6, 0.002, 0.3), "chance of a jump in a year",
                          "judgement; as the model's registry"});
  set(Pooled::outlier_rate, {"outlier_rate", "year-1", lognormal(0.04, 0.6, 0.002, 0.3),
                             "chance of a year that stands apart and is gone the next", "judgement; as that of jumps"});
  set(Pooled::jump_size, {"jump_size", "1", lognormal(3.0, 0.35, 1.0, 10.0),
                          "standard deviation of a jump or an outlier, in the country's own yearly standard deviations",
                          "judgement; as the model's registry"});
  set(Pooled::reading_noise,
      {"reading_noise", "1", lognormal(0.15, 0.8, 0.001, 2.0),
       "median over countries of the variance of a reading beyond counting, in the country's own yearly variances",
       "judgement; wide prior"});
  set(Pooled::reading_spread,
      {"reading_spread", "1", lognormal(0.5, 0.5, 0.02, 3.0), "standard deviation over countries of the log of that",
       "judgement; wide prior: small countries' figures scatter more"});
  set(Pooled::forced_year, {"forced_year",
                            "1",
                            {F::normal, 0.0, 0.08, -0.5, 0.5, 0.0},
                            "common shock of 2020 in the log rate, fading through 2021",
                            "judgement; as the model's registry"});
  set(Pooled::offset_spread, {"offset_spread", "1", lognormal(0.4, 0.5, 0.02, 2.0),
                              "standard deviation over countries of the log ratio of the modelled to the police series",
                              "judgement; wide prior"});
  set(Pooled::offset_step,
      {"offset_step", "year-1/2", lognormal(0.05, 0.6, 0.005, 0.5),
       "standard deviation of the yearly step of that ratio: a model's estimates err for years on end",
       "judgement; wide prior"});
  set(Pooled::modelled_noise,
      {"modelled_noise", "1", lognormal(0.2, 0.4, 0.1, 1.0),
       "standard deviation of a modelled yearly figure about its country's path and offset", "judgement; wide prior"});
  set(Pooled::world_variance,
      {"world_variance", "1", lognormal(0.05, 0.9, 1e-4, 2.0),
       "variance of the world's yearly shock, in the country's own yearly variances", "judgement; wide prior"});
  set(Pooled::region_variance, {"region_variance", "1", lognormal(0.1, 0.9, 1e-4, 2.0),
                                "the same for the region's shock", "judgement; wide prior"});
  set(Pooled::drift_step, {"drift_step", "year-3/2", lognormal(0.005, 0.7, 1e-4, 0.05),
                           "standard deviation of the yearly change of the drift that all countries share",
                           "judgement: a drift that can turn within a decade"});
  set(Pooled::level_spread, {"level_spread", "1", lognormal(0.9, 0.3, 0.1, 3.0),
                             "standard deviation over the countries of a region of the log rate when its series begins",
                             "levels of countries differ several-fold (homicide.csv)"});
  for (std::size_t d = 0; d < model::driver_count; ++d) {
    const auto& r = model::registry()[model::index(model::Parameter::driver_youth_share) + d];
    all[static_cast<std::size_t>(Pooled::driver_first) + d] = {r.name, r.unit, r.prior, r.meaning, r.source};
  }
  return all;
}

}  // namespace

const std::array<PooledRecord, pooled_count>& pooled_records() {
  static const auto all = make_records();
  return all;
}

double forced_shift(const PooledValues& values, int year) {
  constexpr int forced_year = 2020;
  constexpr double fading = 6.0 / 13.0;  // mean of twelve equal steps to zero
  return year == forced_year       ? values[Pooled::forced_year]
         : year == forced_year + 1 ? fading * values[Pooled::forced_year]
                                   : 0.0;
}

double to_line(const model::Prior& prior, double value) {
  return prior.family == F::lognormal ? model::logarithm(value) : value;
}
double from_line(const model::Prior& prior, double line) {
  return prior.family == F::lognormal ? model::exponential(line) : line;
}

double log_prior(const model::Prior& prior, double line) {
  const double value = from_line(prior, line);
  if (!(value >= prior.lower && value <= prior.upper)) return -std::numeric_limits<double>::infinity();
  const double z = (line - to_line(prior, prior.a)) / prior.b;
  return -0.5 * z * z;
}

}  // namespace salus::calibration
