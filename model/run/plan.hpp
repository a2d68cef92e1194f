#pragma once
/// What is to be run.
#include <algorithm>
#include <array>
#include <vector>

#include "model/core/isa.hpp"
#include "model/parameters/parameters.hpp"
#include "model/programme/evidence.hpp"
#include "model/programme/portfolio.hpp"
#include "model/run/country_part.hpp"

namespace salus::model {

/// The variant of a draw that keeps one kind of knowledge.
constexpr Variant keeping(Knowledge kept) {
  switch (kept) {
    case Knowledge::data:
      return Variant::data;
    case Knowledge::analogy:
      return Variant::analogy;
    case Knowledge::assumption:
      return Variant::assumption;
  }
  return Variant::as_it_is;
}

/// A block of draws of a run, the same for all countries.
using DrawBlock = Position<struct DrawBlockAxis>;

/// Names a part of a run.
struct PartName {
  CountryCode country;
  DrawBlock block;
};

struct RunPlan {
  std::vector<Scenario> scenarios;      ///< the first is the baseline; one view and start year for all
  std::vector<CountryInput> countries;  ///< in the order of the results
  Evidence evidence;
  PosteriorDraws posterior;  ///< in place of priors where it has values; empty for none
  std::uint64_t seed = 1;
  std::uint32_t draws = 1000;
  EnumArray<bool, Loop> without{};  ///< loops off in every scenario
  Isa isa = Isa::scalar;
  bool probed = true;  ///< the spread of every scenario is split by what is known, in the first draws

  /// draws of a part, a multiple of eight; parts differ with it, results do not
  std::uint32_t grain = 200;

  /// this run computes the parts whose number modulo `shards` is `shard`; they count block by block, in each country by
  /// country
  std::uint32_t shard = 0;
  std::uint32_t shards = 1;

  Positions<ScenarioIndex> every_scenario() const { return positions_in<ScenarioIndex>(scenarios); }
  Positions<CountryIndex> every_country() const { return positions_in<CountryIndex>(countries); }
  Positions<DrawIndex> every_draw() const { return Positions<DrawIndex>(draws); }
  Positions<DrawBlock> every_block() const { return Positions<DrawBlock>((draws + grain - 1) / grain); }
  DrawRange draws_of(DrawBlock block) const {
    const DrawIndex first(block * grain);
    return {first, std::min(grain, draws - first)};
  }
  bool is_mine(DrawBlock block, CountryIndex country) const {
    return (std::uint64_t{block} * every_country().size() + country) % shards == shard;
  }
  /// Draws in which the spread is split by pick-freeze; the first ones.
  Positions<DrawIndex> probes() const { return Positions<DrawIndex>(probed ? std::min(draws, probe_draws) : 0u); }
  int start_year() const { return scenarios.front().start_year; }
};

}  // namespace salus::model
