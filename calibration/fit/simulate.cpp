#include "calibration/fit/simulate.hpp"

#include <cmath>

#include "calibration/fit/event_filter.hpp"

namespace salus::calibration {
namespace {

constexpr std::uint32_t simulating = 11;  ///< purpose of the random numbers, after those of a chain

/// Readings of a country from its law and path.
void draw_readings(const CountryLaw& law, const CountryPath& path, const Events& events, Stream& random,
                   std::vector<Reading>& readings) {
  for (auto& r : readings) {
    const double variance = r.counting + (r.modelled ? law.modelled_variance : law.reading_variance) +
                            (events.outlier(r.year) ? law.jump_variance : 0.0);
    r.log_rate = path.mean[r.year] + law.shift[r.year] + (r.modelled ? path.offsets[r.year] : 0.0) +
                 std::sqrt(variance) * random.normal();
  }
}

/// Everything drawn from the prior. @param panel gets readings of its own where that is so.
FitDraw draw_all(FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key,
                 const model::Registry<Pooled>& priors, bool readings) {
  Stream random(key, 0, simulating);
  FitState s = draw_from_prior(panel, assumptions, priors, random);
  for (std::size_t c = 0; c < panel.countries.size(); ++c) {
    draw_own_from_prior(panel, c, s, random);
    set_law(panel, c, s);
    for (std::uint32_t t = s.laws[c].first; t < panel.years(); ++t) draw_event(s.laws[c], t, s.events[c], random);
    s.paths[c] = draw_path(s.laws[c], {}, s.events[c], random);
    if (readings) draw_readings(s.laws[c], s.paths[c], s.events[c], random, panel.countries[c].readings);
  }
  return draw_of(panel, s);
}

}  // namespace

FitPanel simulate(const FitPanel& pattern, const FitAssumptions& assumptions, model::RandomKey key, FitDraw& truth,
                  const model::Registry<Pooled>& priors) {
  FitPanel panel = pattern;
  truth = draw_all(panel, assumptions, key, priors, true);
  return panel;
}

FitDraw draw_prior(const FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key) {
  FitPanel same = panel;
  return draw_all(same, assumptions, key, pooled_registry(), false);
}

}  // namespace salus::calibration
