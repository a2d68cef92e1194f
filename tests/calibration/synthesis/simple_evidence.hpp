#pragma once
/// Made-up trials of rows whose effects are known.
#include "calibration/inference/stream.hpp"
#include "calibration/synthesis/outcome.hpp"

namespace salus::calibration::simple_evidence {

inline constexpr double between_rows = 0.3;
inline constexpr double between_trials = 0.2;

struct World {
  Evidence evidence;
  std::vector<double> effect;  ///< [outcome] true log relative risk
  std::vector<double> row;     ///< [row] mean
};

/// One outcome a trial, one trial a team. @param rows with so many trials each
inline World world(std::uint32_t rows, std::uint32_t trials_a_row, std::uint64_t seed) {
  World w;
  Stream random(model::random_key(seed, 0, 0x5349), 0, 0);
  w.evidence.kinds = {"places", "youth"};
  for (std::uint32_t r = 0; r < rows; ++r) {
    w.evidence.rows.push_back("I" + std::to_string(10 + r));
    w.row.push_back(-0.15 + between_rows * random.normal());
    for (std::uint32_t t = 0; t < trials_a_row; ++t) {
      Outcome o;
      o.row = r;
      o.kind = r % 2;
      o.trial = static_cast<std::uint32_t>(w.evidence.outcomes.size());
      o.team = o.trial;
      o.error_is = t % 4 == 0 ? ErrorIs::too_small : ErrorIs::known;
      o.standard_error = 0.1 + 0.2 * random.uniform();
      w.effect.push_back(w.row.back() + between_trials * random.normal());
      o.log_rr = w.effect.back() + o.standard_error * random.normal();
      w.evidence.trials.push_back("T" + std::to_string(o.trial));
      w.evidence.teams.push_back("Team " + std::to_string(o.trial));
      w.evidence.outcomes.push_back(o);
    }
  }
  w.evidence.countries = {"KEN"};
  w.evidence.crime_types = {"robbery"};
  return w;
}

/// Draws of a normal law, the same for every call.
inline std::vector<double> normal_draws(double mean, double sd, std::uint32_t draws) {
  Stream random(model::random_key(3, 0, 0x5350), 0, 0);
  std::vector<double> all;
  for (std::uint32_t d = 0; d < draws; ++d) all.push_back(mean + sd * random.normal());
  return all;
}

}  // namespace salus::calibration::simple_evidence
