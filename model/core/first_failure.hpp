#pragma once
/// The first exception, by their order, of blocks that may run at the same time. Blocks after one that failed are left
/// out: a run that is stopped or lacks memory ends at once, and holds one exception however many blocks there are.
#include <atomic>
#include <cstddef>
#include <exception>
#include <limits>
#include <mutex>

namespace salus::model {

class FirstFailure {
 public:
  /// Runs the work of a block unless an earlier block has failed.
  template <class Work>
  void guard(std::size_t block, const Work& work) {
    if (block > failed_) return;
    try {
      work();
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (block > failed_) return;
      failed_ = block;
      exception_ = std::current_exception();
    }
  }

  /// To be called once all blocks have ended. @throws what the first of them threw
  void rethrow() const {
    if (exception_) std::rethrow_exception(exception_);
  }

 private:
  std::atomic<std::size_t> failed_{std::numeric_limits<std::size_t>::max()};
  std::exception_ptr exception_;
  std::mutex mutex_;
};

}  // namespace salus::model
