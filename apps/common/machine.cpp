#include "apps/common/machine.hpp"

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/free_memory.hpp"
#include "apps/session/plan.hpp"
#include "model/core/number.hpp"
#include "output/error.hpp"

namespace salus::apps {
namespace {

/// Asks before each block whether the program is to stop.
class StoppableExecutor final : public model::Executor {
 public:
  explicit StoppableExecutor(std::unique_ptr<model::Executor> inner) : inner_(std::move(inner)) {}
  void for_blocks(std::size_t n, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t)>& f) const override {
    inner_->for_blocks(n, grain, [&f](std::size_t begin, std::size_t end) {
      stop_if_asked();
      f(begin, end);
    });
  }
  unsigned threads() const noexcept override { return inner_->threads(); }

 private:
  std::unique_ptr<model::Executor> inner_;
};

}  // namespace

unsigned threads_for(unsigned wish) { return wish != 0 ? wish : std::max(1u, std::thread::hardware_concurrency()); }

std::unique_ptr<model::Executor> make_executor(unsigned threads) {
#ifdef SALUS_HAS_TBB
  return std::make_unique<StoppableExecutor>(model::make_tbb_executor(threads_for(threads)));
#else
  return std::make_unique<StoppableExecutor>(model::make_thread_executor(threads_for(threads)));
#endif
}

model::Isa chosen_isa() {
  const char* wish = std::getenv("SALUS_ISA");
  if (!wish || !*wish) return model::best_isa();
  const auto isa = model::find(model::isa_names, wish);
  if (!isa) throw UsageError("SALUS_ISA is '" + std::string(wish) + "'; it may be scalar, sse2, avx2 or avx512");
  if (*isa > model::best_isa())
    throw UsageError("SALUS_ISA is '" + std::string(wish) + "', which this processor does not have");
  return *isa;
}

void check_memory(const model::RunPlan& plan) {
  const double bytes = session::memory_needed(plan, session::KeptIn::files);
  const auto free = free_memory();
  if (!free) return;
  const double room = static_cast<double>(*free);
  if (bytes < 0.95 * room) return;
  throw output::LimitRefused("about " + model::format_fixed(bytes / 1e9, 1) + " GB of memory would be needed and " +
                             model::format_fixed(room / 1e9, 1) + " GB are free; ask for fewer --draws (now " +
                             std::to_string(plan.draws) + ") or fewer scenarios");
}

}  // namespace salus::apps
