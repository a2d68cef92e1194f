#pragma once
/// What the machine has: threads, instruction set, memory.
#include <memory>

#include "model/core/executor.hpp"
#include "model/core/isa.hpp"
#include "model/run/ensemble.hpp"

namespace salus::apps {

/// Threads for a wish; 0 is as many as the machine has.
unsigned threads_for(unsigned wish);
std::unique_ptr<model::Executor> make_executor(unsigned threads);

/// Instruction set: SALUS_ISA, else the best there is. @throws UsageError for an unknown or impossible one.
model::Isa chosen_isa();

/// Refuses a plan that would not fit in the free memory, naming what to change. @throws output::LimitRefused
void check_memory(const model::RunPlan& plan);

}  // namespace salus::apps
