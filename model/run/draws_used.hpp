#pragma once
/// The draws of a run themselves, beside what they were drawn from.
#include <vector>

#include "model/run/parameters_used.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

/// Every draw of what all countries share; of the rest those of all countries in the first draws.
class DrawsUsed {
 public:
  explicit DrawsUsed(const RunPlan& plan) : plan_(plan) {}
  /// Takes in a block of draws.
  void add(const SharedDraws& shared);
  /// Fills in what was drawn, and what scenarios set in its place. @param parameters all records, in their order
  void write(std::vector<ParameterUsed>& parameters) const;

 private:
  const RunPlan& plan_;
  EnumArray<std::vector<Single>, Parameter> values_;
};

}  // namespace salus::model
