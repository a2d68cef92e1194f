#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <vector>

#include "model/core/executor.hpp"

namespace salus::model {
namespace {

class TbbExecutor final : public Executor {
 public:
  explicit TbbExecutor(unsigned threads) : threads_(std::max(1u, threads)), arena_(static_cast<int>(threads_)) {}

  void for_blocks(std::size_t n, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t)>& f) const override {
    const std::size_t blocks = (n + grain - 1) / grain;
    std::vector<std::exception_ptr> failures(blocks);
    arena_.execute([&] {
      oneapi::tbb::parallel_for(
          std::size_t{0}, blocks,
          [&](std::size_t block) {
            try {
              f(block * grain, std::min((block + 1) * grain, n));
            } catch (...) {
              failures[block] = std::current_exception();
            }
          },
          oneapi::tbb::simple_partitioner{});
    });
    for (const auto& failure : failures)
      if (failure) std::rethrow_exception(failure);
  }
  unsigned threads() const noexcept override { return threads_; }

 private:
  unsigned threads_;
  mutable oneapi::tbb::task_arena arena_;
};

}  // namespace

std::unique_ptr<Executor> make_tbb_executor(unsigned threads) { return std::make_unique<TbbExecutor>(threads); }

}  // namespace salus::model
