#pragma once
/// Share of the victimisations in a social network that the published estimator attributes to contagion. It cannot
/// distinguish contagion from homophily or a shared environment.
///
/// Hawkes process on persons v of a network: rate of v at t = mu(t) + sum over earlier victims u within distance 3 of
/// alpha / distance^2 beta exp(-beta (t - t_u)), with mu(t) = mu0 (1 + rho sin(2 pi t / year + phi)), rho and phi from
/// the daily counts. An event is attributed to contagion where the sum exceeds mu(t), and then to the earlier victim
/// who contributes most; events connected in this way form a cascade. Source: Green, Horel, Papachristos 2017,
/// doi:10.1001/jamainternmed.2016.8245 and its supplement.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace salus::calibration {

/// A network and what happened on it. Persons are 0 .. persons - 1.
struct NetworkEvents {
  std::uint32_t persons = 0;
  std::vector<std::vector<std::uint32_t>> ties;  ///< [person] neighbours in the network, ascending
  struct Event {
    double day;  ///< since the start of the series
    std::uint32_t person;
  };
  std::vector<Event> events;  ///< by day
  double days = 0.0;          ///< length of the series
};

struct Contagion {
  double mu0 = 0.0;  ///< background rate, per person and day
  double rho = 0.0;
  double phi = 0.0;

  /// beta per day
  double alpha = 0.0;
  double beta = 0.0;

  double share = 0.0;      ///< of events attributed to contagion
  double mean_lag = 0.0;   ///< days between such an event and the one it is attributed to
  double mean_size = 0.0;  ///< of cascades, single events counted as cascades of one
  std::size_t largest = 0;
  std::size_t cascades = 0;
  double log_likelihood = 0.0;
};

/// Expectation-maximisation, at most 500 iterations. @pre at least ten events
Contagion estimate_contagion(const NetworkEvents& network);

}  // namespace salus::calibration
