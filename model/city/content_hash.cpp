#include "model/city/content_hash.hpp"

#include <initializer_list>

namespace salus::model {
namespace {

/// A field of a packed word, wide enough that a shift loses nothing.
struct Field {
  std::uint64_t value;
  unsigned shift;
};

inline std::uint64_t packed(std::initializer_list<Field> fields) {
  std::uint64_t word = 0;
  for (const Field& field : fields) word |= field.value << field.shift;
  return word;
}

}  // namespace

std::uint64_t mixed_in(std::uint64_t hash, const CityEvent& e) {
  hash = mixed_in(hash, e.number);
  hash = mixed_in(hash, packed({{e.offender, 32}, {e.victim, 0}}));
  hash = mixed_in(hash, packed({{e.minute, 32}, {e.cell, 0}}));
  return mixed_in(hash, packed({{e.companion, 24}, {e.flags.bits(), 16}, {index(e.process), 8}, {index(e.cause), 0}}));
}

std::uint64_t mixed_in(std::uint64_t hash, const People& people) {
  for (const Slot slot : people.slots())
    hash = mixed_in(hash, packed({{people.born[slot], 48},
                                  {people.flags[slot], 32},
                                  {people.hazard[slot], 24},
                                  {people.traits[slot], 16},
                                  {people.generation[slot], 8},
                                  {people.record[slot], 0}}));
  return hash;
}

}  // namespace salus::model
