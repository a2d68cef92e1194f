#pragma once
/// What is asked of scenarios beside the sums of what they avert, cost and are worth, which are always made.

namespace salus::model {

struct Objectives {
  bool proofs = true;     ///< cities: which fell, and which falls can be proven
  bool spread = true;     ///< variants of the first draws, by what is known
  bool quantiles = true;  ///< of every target at every location
};

}  // namespace salus::model
