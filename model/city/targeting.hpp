#pragma once
/// Which cells, persons, couples or households a measure reaches: the best that police, city or surveys could name from
/// the year before, or any.
#include <vector>

#include "model/city/city_run.hpp"
#include "model/city/measures.hpp"

namespace salus::model {

/// What a city can know of the year before: events in public by cell, violence at home by slot of the victim.
class CityMemory final : public CityObserver {
 public:
  CityMemory(std::uint32_t cells, std::uint32_t slots) : street(cells), all(cells), at_home(slots) {}
  void events(const CityState& state, std::span<const CityEvent> events) override;
  void month(const CityState&, const CityMonth&) override {}
  std::vector<std::uint32_t> street;  ///< [cell] violence in public
  std::vector<std::uint32_t> all;     ///< with property crime
  std::vector<std::uint8_t> at_home;  ///< [slot] incidents suffered at home, at most 255
};

/// Targets in ascending order: cells, or slots. Best: most violence in public (hot cells), dark ones among them (dark
/// cells), most offences on record (risky persons), youth of the most disadvantaged neighbourhoods, couples and
/// households with most violence at home in the year before, carriers with most on record. Random: any of the same
/// kind, keyed by slot or cell and `measure`. Fewer than `wanted` where there are no more. Households come as all their
/// slots; couples as both.
std::vector<std::uint32_t> choose_targets(MeasureTarget target, Targeting how, std::size_t wanted, const CityRun& city,
                                          const CityMemory& memory, RandomKey key, std::uint32_t measure);

}  // namespace salus::model
