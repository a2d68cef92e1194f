#pragma once
/// Runs independent blocks of work. The blocks are fixed by (n, grain) alone, so no result can depend on the number of
/// threads.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace salus::model {

class Executor {
 public:
  virtual ~Executor() = default;
  /// Calls f(begin, end) once for each block [begin, end) of `grain` indices (the last may be shorter), in any order
  /// and possibly at the same time; returns when all are done. Blocks after one that threw may be left out; the first
  /// exception by block order is rethrown after all ended.
  /// @pre grain > 0; f touches no state that another block touches.
  virtual void for_blocks(std::size_t n, std::size_t grain,
                          const std::function<void(std::size_t, std::size_t)>& f) const = 0;
  virtual unsigned threads() const noexcept = 0;
};

/// Calls f(i) once for each i below n, in blocks of `grain`. @pre as of `for_blocks`.
template <class Function>
void for_each(const Executor& executor, std::uint32_t n, std::uint32_t grain, const Function& f) {
  executor.for_blocks(n, grain, [&f](std::size_t begin, std::size_t end) {
    for (auto i = static_cast<std::uint32_t>(begin); i < end; ++i) f(i);
  });
}

/// One block after the other, in order.
std::unique_ptr<Executor> make_serial_executor();
/// `threads` std::threads (the calling one included), each taking the next block. Known to ThreadSanitizer.
std::unique_ptr<Executor> make_thread_executor(unsigned threads);
/// oneTBB arena of `threads`; library salus::executor_tbb.
std::unique_ptr<Executor> make_tbb_executor(unsigned threads);

}  // namespace salus::model
