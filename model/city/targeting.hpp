#pragma once
/// Which cells, persons, couples or households a measure reaches: the best that police, city or surveys could name from
/// the year before, or any.
#include <vector>

#include "model/city/city_run.hpp"
#include "model/city/measures.hpp"

namespace salus::model {

/// What a city can know of the year before: events in public that police have on record by cell, violence at home by
/// slot of the victim.
class CityMemory final : public CityObserver {
 public:
  explicit CityMemory(const CityRun& city);
  void events(const CityState& state, std::span<const CityEvent> events) override;
  void month(const CityState&, const CityMonth&) override {}
  std::vector<std::uint32_t> street;  ///< [cell] violence in public
  std::vector<std::uint32_t> all;     ///< with property crime
  std::vector<std::uint8_t> at_home;  ///< [slot] incidents suffered at home, at most 255

 private:
  bool on_record(const CityEvent& event, Month month) const;

  RandomKey key_;
  CityRecords records_;
  double with_offender_ = 0.0;  ///< share on record with the offender's name; their places are known
};

/// Targets in ascending order: cells, or slots. Best: most violence in public on record (hot cells), dark ones among
/// them (dark cells), youth of the most disadvantaged neighbourhoods, couples and households with most violence at home
/// in the year before; of risky persons and carriers a part (`named_by_record`) those with most offences on record, the
/// others any of the kind, whom outreach meets. Random: any of the same kind, keyed by slot or cell and `measure`.
/// Fewer than `wanted` where there are no more. Households come as all their slots; couples as both.
std::vector<std::uint32_t> choose_targets(MeasureTarget target, Targeting how, std::size_t wanted, const CityRun& city,
                                          const CityMemory& memory, RandomKey key, std::uint32_t measure);

/// How many there are of a kind: cells, persons, couples or households.
std::size_t targets_there(MeasureTarget target, const CityRun& city);
/// Of the grown, who live as couples.
double share_in_couples(const CityRun& city);

}  // namespace salus::model
