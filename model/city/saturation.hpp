#pragma once
/// A level at which persons of unequal weight add up to a wanted share, none of them by more than one.
#include <vector>

namespace salus::model {

/// A weight (propensity times place), and how many, or which share, of persons have it.
struct Weighted {
  double weight;
  double share;
  double given = 1.0;  ///< chance of what the share is of
};

struct LevelSearch {
  double highest = 1.0;
  int halvings = 60;
};
/// The k in [0, highest] at which the sum of share given (1 - exp(-k weight)) is `wanted`, to highest / 2^halvings;
/// `highest` where that is more than there is.
double saturating(const std::vector<Weighted>& all, double wanted, const LevelSearch& search);

}  // namespace salus::model
