#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>

#include "model/core/executor.hpp"
#include "model/core/first_failure.hpp"

namespace salus::model {
namespace {

class TbbExecutor final : public Executor {
 public:
  explicit TbbExecutor(unsigned threads) : threads_(std::max(1u, threads)), arena_(static_cast<int>(threads_)) {}

  void for_blocks(std::size_t n, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t)>& f) const override {
    const std::size_t blocks = (n + grain - 1) / grain;
    FirstFailure failure;
    arena_.execute([&] {
      oneapi::tbb::parallel_for(
          std::size_t{0}, blocks,
          [&](std::size_t block) { failure.guard(block, [&] { f(block * grain, std::min((block + 1) * grain, n)); }); },
          oneapi::tbb::simple_partitioner{});
    });
    failure.rethrow();
  }
  unsigned threads() const noexcept override { return threads_; }

 private:
  unsigned threads_;
  mutable oneapi::tbb::task_arena arena_;
};

}  // namespace

std::unique_ptr<Executor> make_tbb_executor(unsigned threads) { return std::make_unique<TbbExecutor>(threads); }

}  // namespace salus::model
