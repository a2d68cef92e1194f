#include "model/core/executor.hpp"

#include <algorithm>
#include <atomic>
#ifndef __EMSCRIPTEN__
#include <thread>
#endif
#include <vector>

#include "model/core/first_failure.hpp"

namespace salus::model {
namespace {

class SerialExecutor final : public Executor {
 public:
  void for_blocks(std::size_t n, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t)>& f) const override {
    for (std::size_t begin = 0; begin < n; begin += grain) f(begin, std::min(begin + grain, n));
  }
  unsigned threads() const noexcept override { return 1; }
};

#ifndef __EMSCRIPTEN__
class ThreadExecutor final : public Executor {
 public:
  explicit ThreadExecutor(unsigned threads) : threads_(std::max(1u, threads)) {}

  void for_blocks(std::size_t n, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t)>& f) const override {
    const std::size_t blocks = (n + grain - 1) / grain;
    FirstFailure failure;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t block; (block = next.fetch_add(1)) < blocks;)
        failure.guard(block, [&] { f(block * grain, std::min((block + 1) * grain, n)); });
    };
    std::vector<std::thread> pool;
    for (unsigned t = 1; t < threads_ && t < blocks; ++t) pool.emplace_back(work);
    work();
    for (auto& thread : pool) thread.join();
    failure.rethrow();
  }
  unsigned threads() const noexcept override { return threads_; }

 private:
  unsigned threads_;
};
#endif

}  // namespace

std::unique_ptr<Executor> make_serial_executor() { return std::make_unique<SerialExecutor>(); }

std::unique_ptr<Executor> make_thread_executor(unsigned threads) {
#ifdef __EMSCRIPTEN__
  (void)threads;
  return make_serial_executor();
#else
  return std::make_unique<ThreadExecutor>(threads);
#endif
}

}  // namespace salus::model
