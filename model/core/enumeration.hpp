#pragma once
/// Enumerations as lists: how many enumerators there are, what they are called, and arrays with one value for each.
///
/// A list in braces that is shorter than its std::array fills up with zeros without a word. The lists of this header
/// take exactly as many values as there are to be, so that a list that was forgotten does not compile. Enumerators
/// count from 0 without gaps. In files an enumerator goes by its own name, unless a list beside it says otherwise.
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace salus::model {

template <class Enum>
constexpr std::uint32_t index(Enum value) {
  return static_cast<std::uint32_t>(value);
}

/// The enumerator so many places after another.
template <class Enum, class Steps>
constexpr Enum enumerator_after(Enum first, Steps steps) {
  return static_cast<Enum>(index(first) + index(steps));
}

namespace detail {

/// A value as the compiler writes it: `salus::model::Loop::trust`, or `(salus::model::Loop)4` where no enumerator has
/// it. g++ and clang++ agree on that.
template <auto Value>
consteval std::string_view spelling() {
  std::string_view text = __PRETTY_FUNCTION__;
  text.remove_prefix(text.find("Value = ") + 8);
  return text.substr(0, text.find_first_of(";]"));
}

template <auto Value>
consteval bool has_name() {
  const std::string_view text = spelling<Value>();
  const auto bracket = text.rfind(')');  // named too: `(anonymous namespace)::Loop::trust`
  return bracket == text.npos || text[bracket + 1] == ':';
}

template <class Enum, std::size_t Number = 0>
consteval std::size_t enumerators() {
  if constexpr (has_name<static_cast<Enum>(Number)>()) return enumerators<Enum, Number + 1>();
  else return Number;
}

template <auto Value>
consteval std::string_view enumerator_name() {
  const std::string_view text = spelling<Value>();
  return text.substr(text.rfind(':') + 1);
}

}  // namespace detail

/// Number of enumerators.
template <class Enum>
inline constexpr std::size_t count_of = detail::enumerators<Enum>();

/// A field that each row of a table states: without a default, a row that leaves it out does not compile.
template <class T>
class Stated {
 public:
  template <class From>
  requires std::convertible_to<From, T>
  constexpr Stated(From value) : value_(value) {}
  constexpr operator const T&() const { return value_; }

 private:
  T value_;
};

/// An array of exactly `Count` values: `exactly<age_bands>({1.2, 0.8})` compiles for two bands only.
template <std::size_t Count, class T, std::size_t Given>
requires(Given == Count) constexpr std::array<T, Count> exactly(const T (&values)[Given]) {
  return std::to_array(values);
}

/// One value for each enumerator. In braces (`{{...}}`) all of them, in the order of the enumeration.
template <class T, class Enum>
class EnumArray {
 public:
  constexpr EnumArray() = default;
  template <std::size_t Given>
  requires(Given == count_of<Enum>) constexpr EnumArray(const T (&values)[Given]) : values_(std::to_array(values)) {}

  constexpr T& operator[](Enum at) { return values_[index(at)]; }
  constexpr const T& operator[](Enum at) const { return values_[index(at)]; }

  static constexpr std::size_t size() { return count_of<Enum>; }
  constexpr auto begin() { return values_.begin(); }
  constexpr auto end() { return values_.end(); }
  constexpr auto begin() const { return values_.begin(); }
  constexpr auto end() const { return values_.end(); }
  constexpr T* data() { return values_.data(); }
  constexpr const T* data() const { return values_.data(); }
  constexpr void fill(const T& value) { values_.fill(value); }
  friend constexpr bool operator==(const EnumArray&, const EnumArray&) = default;

 private:
  std::array<T, count_of<Enum>> values_{};
};

/// A value beside what it is for.
template <class Enum, class T>
struct For {
  Enum at;
  T value;
};

/// One value for each enumerator, with the enumerator written before it, so that two that changed places do not
/// compile: `for_each_of<CrimeClass, double>({{CrimeClass::street, 1.0}, ...})`, all of them, in the order of the
/// enumeration.
template <class Enum, class T, std::size_t Given>
requires(Given == count_of<Enum>) consteval EnumArray<T, Enum> for_each_of(const For<Enum, T> (&rows)[Given]) {
  for (std::size_t i = 0; i < Given; ++i)
    if (index(rows[i].at) != i) throw "the rows do not follow the order of the enumeration";
  return [&]<std::size_t... Number>(std::index_sequence<Number...>) {
    return EnumArray<T, Enum>({rows[Number].value...});
  }
  (std::make_index_sequence<Given>());
}

/// Names of things, by the enumerators that stand for them.
template <class Enum>
using Names = EnumArray<std::string_view, Enum>;

/// The enumerators' own names.
template <class Enum>
inline constexpr Names<Enum> enumerator_names = []<std::size_t... Number>(std::index_sequence<Number...>) {
  return Names<Enum>({detail::enumerator_name<static_cast<Enum>(Number)>()...});
}
(std::make_index_sequence<count_of<Enum>>());

/// What a name stands for; nothing where it is none of these.
template <class Enum>
constexpr std::optional<Enum> find(const Names<Enum>& names, std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names.begin()[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace salus::model
