#include "model/city/removals.hpp"

#include <algorithm>
#include <atomic>

#include "model/city/content_hash.hpp"
#include "model/city/process_traits.hpp"

namespace salus::model {

bool Removals::gone_by(Slot slot, const CityEvent& e) const {
  if (!people_.is(slot, person::gone)) return false;
  const auto found = gone_.find(slot);
  return found != gone_.end() && found->second < moment(e);
}

/// Whether an event can still happen: the events before it do, and nobody in them is gone by then.
bool Removals::happens(const CityBlock& block, const CityEvent& e) const {
  for (const CityEvent* at = &e;; at = &block.events[at->before_at]) {
    if (anybody_gone(*at)) return false;
    if (at->before_at == no_position) return true;
  }
}

void Removals::settle(const std::vector<CityBlock>& blocks) {
  struct Removal {
    Moment moment;
    const CityBlock* block;
    const CityEvent* event;
  };
  std::vector<Removal> removals;
  for (const CityBlock& block : blocks)
    for (const CityEvent& e : block.events)
      if (e.has(EventFlag::lethal) || e.has(EventFlag::imprisoned)) removals.push_back({moment(e), &block, &e});
  std::sort(removals.begin(), removals.end(), [](const Removal& x, const Removal& y) { return x.moment < y.moment; });
  gone_.clear();
  const auto remove = [&](Slot slot, const Removal& by) {
    people_.set(slot, person::gone);
    gone_.emplace(slot, by.moment);
  };
  for (const Removal& r : removals) {
    if (!happens(*r.block, *r.event)) continue;
    if (r.event->has(EventFlag::lethal)) remove(r.event->victim, r);
    if (r.event->has(EventFlag::imprisoned)) remove(r.event->offender, r);
  }
}

void Removals::count(const CityEvent& e, CityMonth& counts) const {
  const bool assault = e.process == street_violence;
  ++counts.incidents[e.type()];
  ++counts.causes[e.cause];
  counts.by_active += in_public(e.process) && people_.career(e.offender) == Career::active;
  counts.armed += e.has(EventFlag::armed);
  counts.recorded += e.has(EventFlag::recorded);
  counts.imprisoned += e.has(EventFlag::imprisoned);
  counts.killed += e.has(EventFlag::lethal);
  counts.assaults += assault;
  counts.armed_assaults += assault && e.has(EventFlag::armed);
}

/// One more offence on record, up to 255. Offenders of several blocks may be one person.
void Removals::put_on_record(Slot slot) const {
  std::atomic_ref<std::uint8_t> record(people_.record[slot]);
  std::uint8_t offences = record.load(std::memory_order_relaxed);
  std::uint8_t more = 0;
  do {
    if (offences == 255) return;
    more = offences;
    ++more;
  } while (!record.compare_exchange_weak(offences, more, std::memory_order_relaxed));
}

void Removals::conclude(CityBlock& block, std::vector<Consequence>& pending) const {
  const auto impossible = [&](std::uint32_t at) { return block.events[at].has(EventFlag::impossible); };
  block.hash = 0;
  for (std::size_t i = 0; i < block.events.size(); ++i) {
    CityEvent& e = block.events[i];
    if (i + prefetch_distance < block.events.size()) people_.fetch(block.events[i + prefetch_distance].victim);
    // Events stand after those that led to them, so one look back is enough.
    if ((e.before_at != no_position && impossible(e.before_at)) || anybody_gone(e)) {
      e.flags.set(EventFlag::impossible);
      continue;
    }
    if (e.companion != nobody && gone_by(e.companion, e)) e.companion = nobody;
    count(e, block.counts);
    if (e.has(EventFlag::recorded)) put_on_record(e.offender);
    block.hash = mixed_in(block.hash, e);
  }
  for (Consequence& c : block.later) {
    if (impossible(c.before_at)) continue;
    c.before_at = no_position;
    pending.push_back(c);
  }
}

void Removals::clear_marks() const {
  for (const auto& [slot, moment] : gone_) people_.clear(Slot(slot), person::gone);
}

}  // namespace salus::model
