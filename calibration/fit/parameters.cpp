#include "calibration/fit/parameters.hpp"

#include <cmath>
#include <limits>

#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

using F = model::Prior::Family;
using P = model::Parameter;
using U = model::Unit;
using PooledRecord = model::Record<Pooled>;
using namespace model::priors;

constexpr double no_bound = std::numeric_limits<double>::infinity();

/// The record of the model itself: the same quantity, which the engine takes as it is.
template <Pooled id>
PooledRecord the_models(P parameter) {
  const auto& r = model::registry()[parameter];
  return {id,      r.name,    r.symbol, r.unit,
          r.prior, r.meaning, r.source, ToEngine{parameter, r.name, [](const FittedDraw& d) { return d.pooled[id]; }}};
}

model::Registry<Pooled> make_registry() {
  using Q = Pooled;
  return model::Registry<Pooled>({{
      {Q::typical_volatility, "typical_volatility", "sd", U::per_root_year, lognormal(0.1, 0.6, 0.005, 1.0),
       "median over countries of the standard deviation of a year's own innovation of the log rate",
       "wide: yearly changes of national series are of the order of a tenth", std::nullopt},
      {Q::volatility_spread, "volatility_spread", "sd_between", U::one, lognormal(0.4, 0.5, 0.02, 2.0),
       "standard deviation over countries of the log of that, at a quality of the register of 1; times the quality",
       "judgement; wide prior", std::nullopt},
      the_models<Q::jump_rate>(P::jump_rate),
      {Q::outlier_rate, "outlier_rate", "pO", U::per_year, lognormal(0.04, 0.6, 0.002, 0.3),
       "chance of a year that stands apart and is gone the next", "judgement; as that of jumps", std::nullopt},
      the_models<Q::jump_size>(P::jump_size),
      {Q::reading_noise, "reading_noise", "noise", U::one, lognormal(0.03, 0.8, 0.001, 1.0),
       "median over countries of the standard deviation of the log of a reading beyond counting, at a quality of the "
       "register of 1; over the quality",
       "judgement; wide prior", std::nullopt},
      {Q::reading_spread, "reading_spread", "noise_between", U::one, lognormal(0.4, 0.5, 0.02, 2.0),
       "standard deviation over countries of the log of that",
       "judgement; wide prior: registers differ in what they miss", std::nullopt},
      the_models<Q::forced_year>(P::forced_year),
      {Q::offset_spread, "offset_spread", "offset_between", U::one, lognormal(0.4, 0.5, 0.02, 2.0),
       "standard deviation over countries of the log ratio of the modelled to the police series",
       "judgement; wide prior", std::nullopt},
      {Q::offset_step, "offset_step", "offset_step", U::per_root_year, lognormal(0.05, 0.6, 0.005, 0.5),
       "standard deviation of the yearly step of that ratio: a model's estimates err for years on end",
       "judgement; wide prior", std::nullopt},
      {Q::modelled_noise, "modelled_noise", "noise_modelled", U::one, lognormal(0.2, 0.4, 0.1, 1.0),
       "standard deviation of a modelled yearly figure about its country's path and offset", "judgement; wide prior",
       std::nullopt},
      {Q::world_variance, "world_variance", "world", U::one, lognormal(0.05, 0.9, 1e-4, 2.0),
       "variance of the world's yearly shock, in the country's own yearly variances", "judgement; wide prior",
       ToEngine{P::global_variance_share, "world_variance / total",
                [](const FittedDraw& d) { return d.pooled[Q::world_variance] / d.total_over_own(); }}},
      {Q::region_variance, "region_variance", "region", U::one, lognormal(0.1, 0.9, 1e-4, 2.0),
       "the same for the region's shock", "judgement; wide prior",
       ToEngine{P::regional_variance_share, "region_variance / total",
                [](const FittedDraw& d) { return d.pooled[Q::region_variance] / d.total_over_own(); }}},
      the_models<Q::trend_volatility>(P::trend_volatility),
      {Q::level_spread, "level_spread", "level_between", U::one, lognormal(0.9, 0.3, 0.1, 3.0),
       "standard deviation over the countries of a region of the log rate when its series begins",
       "levels of countries differ several-fold (homicide.csv)", std::nullopt},
      the_models<Q::driver_youth_share>(P::driver_youth_share),
      the_models<Q::driver_inequality>(P::driver_inequality),
      the_models<Q::driver_unemployment>(P::driver_unemployment),
      the_models<Q::driver_slum_share>(P::driver_slum_share),
      the_models<Q::driver_rule_of_law>(P::driver_rule_of_law),
      the_models<Q::driver_alcohol>(P::driver_alcohol),
  }});
}

constexpr model::Registry<SharedState> shared_states({{
    {SharedState::drift, "drift", "mu_t", U::per_year, normal(0.0, 0.03, -1.0, 1.0),
     "drift of the log rate that all countries share: prior before the first year, kept of the last",
     "judgement; wide prior",
     ToEngine{P::secular_trend, "drift of the last year", [](const FittedDraw& d) { return d.drift; }}},
    {SharedState::region_level, "region_level", "level", U::one, normal(1.8, 1.2, -30.0, 30.0),
     "mean log rate per 100,000 of a region's countries when series begin",
     "rates of countries go from less than 1 to more than 60 (homicide.csv)", std::nullopt},
}});

constexpr std::string_view wide = "judgement; wide prior";
/// By the share kept alone, by both, by spread and lasting share alone: records take the part that is theirs.
constexpr auto place_rules =
    std::to_array<PlaceToEngine>({{P::city_persistence, "kept"},
                                  {P::city_volatility, "spread x sqrt((1 - lasting) x (1 - kept^2))"},
                                  {P::city_effect_sd, "spread x sqrt(lasting)"}});
constexpr std::span<const PlaceToEngine> by_kept = std::span(place_rules).first<2>();
constexpr std::span<const PlaceToEngine> none{};
constexpr std::span<const PlaceToEngine> by_spread = std::span(place_rules).last<2>();

constexpr model::Registry<PlacePooled> places({{
    {PlacePooled::city_spread, "city_spread", "spread", U::one, lognormal(0.6, 0.6, 0.0, no_bound),
     "standard deviation of the log rate between places of a country in a year; median over countries", wide,
     by_spread},
    {PlacePooled::city_spread_between, "city_spread_between", "spread_between", U::one,
     lognormal(0.3, 0.6, 0.0, no_bound), "standard deviation between countries of the log of that", wide, by_spread},
    {PlacePooled::city_lasting, "city_lasting", "lasting", U::one, share(0.4, 1.2),
     "share of that variance that never passes; median over countries", wide, by_spread},
    {PlacePooled::city_lasting_between, "city_lasting_between", "lasting_between", U::one,
     lognormal(0.5, 0.6, 0.0, no_bound), "standard deviation between countries of the logit of that", wide, by_spread},
    {PlacePooled::city_kept, "city_kept", "kept", U::one, share(0.9, 1.0),
     "share of a passing deviation that is left after a year; median over countries", wide, by_kept},
    {PlacePooled::city_kept_between, "city_kept_between", "kept_between", U::one, lognormal(0.5, 0.6, 0.0, no_bound),
     "standard deviation between countries of the logit of that", wide, by_kept},
    {PlacePooled::city_nugget, "city_nugget", "nugget", U::one, lognormal(0.05, 0.8, 0.0, no_bound),
     "standard deviation of a place's yearly figure beyond counting", wide, none},
    {PlacePooled::city_overdispersion, "city_overdispersion", "overdispersion", U::one,
     lognormal(1.2, 0.4, 0.0, no_bound), "variance of a place's count over its Poisson variance", wide, none},
}});

double one(const FittedDraw&) { return 1.0; }

/// What the law of the fit has for all draws, and what homicide alone cannot tell.
constexpr std::array by_law{
    ToEngine{P::volatility_scale, "1, every country has a volatility of its own", one},
    ToEngine{P::country_persistence, "1, a country's log rate is a random walk", one},
    ToEngine{P::factor_persistence, "1, shocks that countries share last", one},
    ToEngine{P::lethality_variance_share, "a draw from its prior / total, homicide alone cannot tell it",
             [](const FittedDraw& d) { return d.lethality_share / d.total_over_own(); }}};

}  // namespace

const model::Registry<Pooled>& pooled_registry() {
  static const auto records = make_registry();
  return records;
}
const model::Registry<SharedState>& shared_state_registry() { return shared_states; }
const model::Registry<PlacePooled>& place_registry() { return places; }
std::span<const PlaceToEngine> places_to_engine() { return place_rules; }

double FittedDraw::total_over_own() const {
  return 1.0 + pooled[Pooled::world_variance] + pooled[Pooled::region_variance];
}

const std::vector<ToEngine>& to_engine() {
  static const auto all = [] {
    std::vector<ToEngine> rules(by_law.begin(), by_law.end());
    for (const auto& record : pooled_registry())
      if (record.to_engine) rules.push_back(*record.to_engine);
    for (const auto& record : shared_state_registry())
      if (record.to_engine) rules.push_back(*record.to_engine);
    return rules;
  }();
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
