#pragma once
/// Registries: every uncertain number as a record, one a quantity. The country layer (parameters.hpp), the city layer
/// (model/city/city_parameters.hpp) and the fits (calibration/fit/parameters.hpp) each have one.
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "model/core/enumeration.hpp"
#include "model/core/unit.hpp"
#include "model/parameters/prior.hpp"

namespace salus::model {

/// What a prior rests on; the spread of results is split by it. data: estimated from figures of the kind it is used
/// for. analogy: carried over from other fields or places. assumption: judgement.
enum class Knowledge : std::uint8_t { data, analogy, assumption };
inline constexpr std::size_t knowledge_count = count_of<Knowledge>;
inline constexpr auto knowledge_names = enumerator_names<Knowledge>;

/// The record of a quantity that `Enum` names. Each layer says by a specialisation what its own have: at least the
/// members below.
template <class Enum>
struct Record;

template <class Enum>
concept Recorded = requires(const Record<Enum>& r) {
  { r.id } -> std::convertible_to<Enum>;
  { r.name } -> std::convertible_to<std::string_view>;
  { r.unit } -> std::convertible_to<Unit>;
  { r.prior } -> std::convertible_to<Prior>;
  { r.meaning } -> std::convertible_to<std::string_view>;
  { r.source } -> std::convertible_to<std::string_view>;
};

/// All records of a layer, in the order of `Enum`: a range, looked up by enumerator or name.
template <Recorded Enum>
class Registry {
 public:
  using Records = std::array<Record<Enum>, count_of<Enum>>;

  /// @throws std::logic_error for a record that is missing or out of order, bears another name than its enumerator,
  /// lacks meaning or source, has the symbol or number of another, or swapped bounds: an error of the compiler
  /// where the registry is constexpr.
  explicit constexpr Registry(const Records& records) : records_(records) {
    for (std::size_t i = 0; i < records_.size(); ++i) {
      check(records_[i], i);
      for (std::size_t other = 0; other < i; ++other) check_apart(records_[i], records_[other]);
    }
  }

  constexpr const Record<Enum>& operator[](Enum id) const { return records_[index(id)]; }
  /// Null where no quantity has the name.
  constexpr const Record<Enum>* find(std::string_view name) const {
    for (const auto& record : records_)
      if (record.name == name) return &record;
    return nullptr;
  }
  static constexpr std::size_t size() { return count_of<Enum>; }
  constexpr auto begin() const { return records_.begin(); }
  constexpr auto end() const { return records_.end(); }

  /// The same, one quantity with another prior.
  Registry with_prior(Enum id, const Prior& prior) const {
    Records changed = records_;
    changed[index(id)].prior = prior;
    return Registry(changed);
  }

 private:
  static constexpr void check(const Record<Enum>& record, std::size_t at) {
    if (index(record.id) != at) throw std::logic_error("records are not in the order of their enum, or one is missing");
    if (record.name != enumerator_names<Enum>[record.id])
      throw std::logic_error("a quantity has not its enumerator's name");
    if (record.meaning.empty() || record.source.empty()) throw std::logic_error("a quantity has no meaning or source");
    if constexpr (requires { record.symbol; })
      if (record.symbol.empty()) throw std::logic_error("a quantity has no symbol");
    if (!(record.prior.lower <= record.prior.upper)) throw std::logic_error("the bounds of a prior are swapped");
  }
  static constexpr void check_apart(const Record<Enum>& one, const Record<Enum>& other) {
    if constexpr (requires { one.symbol; })
      if (one.symbol == other.symbol) throw std::logic_error("two quantities have one symbol");
    if constexpr (requires { one.number; })
      if (one.number == other.number) throw std::logic_error("two quantities draw with one number");
  }

  Records records_;
};

}  // namespace salus::model
