#pragma once
/// Runs independent blocks of work. The blocks are fixed by (n, grain) alone, so no result can depend on the number of
/// threads.
#include <cstddef>
#include <functional>
#include <memory>

namespace salus::model {

class Executor {
 public:
  virtual ~Executor() = default;
  /// Calls f(begin, end) once for each block [begin, end) of `grain` indices (the last may be shorter), in any order
  /// and possibly at the same time; returns when all are done. The first exception by block order is rethrown after all
  /// ended.
  /// @pre grain > 0; f touches no state that another block touches.
  virtual void for_blocks(std::size_t n, std::size_t grain,
                          const std::function<void(std::size_t, std::size_t)>& f) const = 0;
  virtual unsigned threads() const noexcept = 0;
};

/// One block after the other, in order.
std::unique_ptr<Executor> make_serial_executor();
/// `threads` std::threads (the calling one included), each taking the next block. Known to ThreadSanitizer.
std::unique_ptr<Executor> make_thread_executor(unsigned threads);
/// oneTBB arena of `threads`; library salus::executor_tbb.
std::unique_ptr<Executor> make_tbb_executor(unsigned threads);

}  // namespace salus::model
