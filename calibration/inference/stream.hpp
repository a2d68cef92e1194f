#pragma once
/// Random numbers of a sampler: a sequence for each (chain, sweep), from the same keyed generator as everything else.
#include "model/core/elementary.hpp"
#include "model/random/philox.hpp"

namespace salus::calibration {

/// Where a sequence belongs: nothing of an earlier sweep is needed to begin one, so a chain goes on after a stop with
/// the same numbers.
class Stream {
 public:
  Stream(model::RandomKey key, std::uint32_t sweep, std::uint32_t purpose) : key_(key), id_{0, sweep, purpose, 0} {}
  /// In (0, 1).
  double uniform() {
    if (half_) {
      half_ = false;
      return pair_[1];
    }
    pair_ = model::uniform_pair(key_, id_);
    ++id_.n;
    half_ = true;
    return pair_[0];
  }
  double normal() { return model::normal_quantile(uniform()); }

 private:
  model::RandomKey key_;
  model::DrawId id_;
  std::array<double, 2> pair_{};
  bool half_ = false;
};

}  // namespace salus::calibration
