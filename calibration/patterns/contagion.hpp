#pragma once
/// How much of a series of victimisations on a network an epidemic model puts down to contagion: the published
/// estimator, which cannot tell contagion from what makes neighbours in the network alike.
///
/// Hawkes process on persons v of a network: rate of v at t = mu(t) + sum over earlier victims u within distance 3 of
/// alpha / distance^2 beta exp(-beta (t - t_u)), with mu(t) = mu0 (1 + rho sin(2 pi t / year + phi)), rho and phi from
/// the daily counts. An event is put down to contagion where the sum is larger than mu(t), and then to the earlier
/// victim who contributes most; what hangs together is a cascade. Source: Green, Horel, Papachristos 2017,
/// doi:10.1001/jamainternmed.2016.8245 and its supplement.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace salus::calibration {

/// A network and what happened on it. Persons are 0 .. persons - 1.
struct NetworkEvents {
  std::uint32_t persons = 0;
  std::vector<std::vector<std::uint32_t>> ties;  ///< [person] those tied to, ascending
  struct Event {
    double day;  ///< since the begin of the series
    std::uint32_t person;
  };
  std::vector<Event> events;  ///< by day
  double days = 0.0;          ///< length of the series
};

struct Contagion {
  double mu0 = 0.0;  ///< a person and day
  double rho = 0.0;
  double phi = 0.0;

  /// beta a day
  double alpha = 0.0;
  double beta = 0.0;

  double share = 0.0;      ///< of events put down to contagion
  double mean_lag = 0.0;   ///< days between such an event and the one it is put down to
  double mean_size = 0.0;  ///< of cascades, single events counted as cascades of one
  std::size_t largest = 0;
  std::size_t cascades = 0;
  double log_likelihood = 0.0;
};

/// @pre at least ten events. Expectation-maximisation from a mild start, at most 500 rounds.
Contagion estimate_contagion(const NetworkEvents& network);

}  // namespace salus::calibration
