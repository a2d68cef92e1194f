#pragma once
/// What a run asks of its surroundings: whether to stop, where finished parts are kept.
#include <future>
#include <optional>

#include "model/run/plan.hpp"

namespace salus::model {

/// How the store works beside the computation: in a thread of its own; where there are none, when its result is waited
/// for.
#ifdef __EMSCRIPTEN__
inline constexpr auto background = std::launch::deferred;
#else
inline constexpr auto background = std::launch::async;
#endif

class RunObserver {
 public:
  virtual ~RunObserver() = default;
  /// Polled between blocks of draws and between parts, from any thread; true ends the run at once with what is already
  /// kept.
  virtual bool stop_requested() const = 0;
  /// Called in order, from the calling thread. `done` of `total` parts are finished.
  virtual void part_finished(std::size_t done, std::size_t total) = 0;
};

/// Never stops, says nothing.
class QuietObserver final : public RunObserver {
 public:
  bool stop_requested() const override { return false; }
  void part_finished(std::size_t, std::size_t) override {}
};

/// Keeps finished parts: checkpoint sink and source in one. Never called twice at once, but not always from one thread.
class PartStore {
 public:
  virtual ~PartStore() = default;
  /// The part of this name if a valid one is kept; nullopt otherwise.
  virtual std::optional<CountryPart> load(const PartName& name) = 0;
  /// Keeps the part durably before it returns. Throws on any I/O failure; then nothing is kept.
  virtual void save(const PartName& name, const CountryPart& part) = 0;
};

}  // namespace salus::model
