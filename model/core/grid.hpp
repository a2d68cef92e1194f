#pragma once
/// Arrays with named axes: a position on one axis is of another type than a position on any other, so that a draw is
/// never taken for a year; the sum that finds a cell in memory is written once, here. A position reads as a plain
/// number, and is made from one only where that is said.
///
/// A grid is contiguous in the order of its axes, the last one fastest (as std::mdspan, layout_right). Where
/// _GLIBCXX_ASSERTIONS is set, every access is checked.
#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <vector>

#include "model/core/enumeration.hpp"

namespace salus::model {

/// A position on the axis that `Tag` names, from 0.
template <class Tag>
class Position {
 public:
  constexpr Position() = default;
  explicit constexpr Position(std::uint32_t value) : value_(value) {}
  constexpr operator std::uint32_t() const { return value_; }
  friend constexpr Position operator+(Position at, std::unsigned_integral auto steps) {
    return Position(at.value_ + steps);
  }
  friend constexpr Position operator-(Position at, std::unsigned_integral auto steps) {
    return Position(at.value_ - steps);
  }

 private:
  std::uint32_t value_ = 0;
};

/// Cells along an axis whose length is fixed: an enumeration, or an index for which axes.hpp states it.
template <class Axis>
inline constexpr std::uint32_t axis_length = [] {
  if constexpr (std::is_enum_v<Axis>) return std::uint32_t{count_of<Axis>};
  else return 0u;
}();

/// The first positions of an axis, in order: `for (const auto draw : draws)`. `Axis` is a Position or an enum.
template <class Axis>
class Positions {
 public:
  struct End {
    std::size_t size;
  };
  class Iterator {
   public:
    constexpr Axis operator*() const { return static_cast<Axis>(at_); }
    constexpr Iterator& operator++() {
      ++at_;
      return *this;
    }
    friend constexpr bool operator==(Iterator here, End end) { return here.at_ == end.size; }

   private:
    std::uint32_t at_ = 0;
  };

  constexpr Positions() = default;
  /// @pre fewer than 2^32
  explicit constexpr Positions(std::size_t size) : size_(size) {}
  constexpr std::size_t size() const { return size_; }
  /// The same as a number to reckon with.
  constexpr std::uint32_t count() const { return static_cast<std::uint32_t>(size_); }
  constexpr Iterator begin() const { return {}; }
  constexpr End end() const { return {size_}; }
  constexpr Axis last() const { return static_cast<Axis>(count() - 1); }
  friend constexpr bool operator==(Positions, Positions) = default;

 private:
  std::size_t size_ = 0;
};

/// All positions of an axis of fixed length: `for (const auto type : every<CrimeType>)`.
template <class Axis>
inline constexpr Positions<Axis> every = [] {
  static_assert(axis_length<Axis> > 0, "this axis has no fixed length, or the header that states it is not included");
  return Positions<Axis>(axis_length<Axis>);
}();

/// The positions of a container's elements.
template <class Axis, class Container>
constexpr Positions<Axis> positions_in(const Container& container) {
  return Positions<Axis>(container.size());
}

/// A number that is stored in single precision and reckoned with in double: read as double, rounded once where it is
/// written. Series of millions of draws are stored so.
class Single {
 public:
  constexpr Single() = default;
  constexpr Single(std::floating_point auto value) : stored_(static_cast<float>(value)) {}
  constexpr operator double() const { return static_cast<double>(stored_); }
  constexpr Single& operator+=(double value) { return *this = Single(*this + value); }
  constexpr float stored() const { return stored_; }

 private:
  float stored_ = 0.0f;
};
static_assert(sizeof(Single) == sizeof(float) && std::is_trivially_copyable_v<Single>);

/// What is stored, for files and for sorting.
inline std::span<const float> stored(std::span<const Single> values) {
  return {reinterpret_cast<const float*>(values.data()), values.size()};
}

namespace grid {

/// @throws std::out_of_range where the position is not on the axis, if accesses are checked.
template <class Axis>
constexpr std::uint32_t checked([[maybe_unused]] Positions<Axis> axis, Axis at) {
#ifdef _GLIBCXX_ASSERTIONS
  if (static_cast<std::uint32_t>(at) >= axis.size()) throw std::out_of_range("a position is not on its axis");
#endif
  return static_cast<std::uint32_t>(at);
}

/// Where the cell (or the row, for the leading axes) stands, in cells (in rows).
template <class Axes, class... At>
constexpr std::size_t offset(const Axes& axes, At... at) {
  std::size_t sum = 0;
  ((sum = sum * std::get<Positions<At>>(axes).size() + checked(std::get<Positions<At>>(axes), at)), ...);
  return sum;
}

}  // namespace grid

/// Cells in the order of `Axes`, whose lengths are known at run time; no two axes are of one type.
template <class T, class... Axes>
class Grid {
 public:
  using Cell = typename std::vector<T>::reference;
  using ConstCell = typename std::vector<T>::const_reference;

  Grid() = default;
  Grid(Positions<Axes>... axes) : axes_(axes...), cells_((std::size_t{1} * ... * axes.size())) {}
  /// @throws std::length_error where there are not as many cells as the axes say.
  template <class Cells>
  Grid(const Cells& cells, Positions<Axes>... axes) : axes_(axes...), cells_(cells.begin(), cells.end()) {
    if (cells_.size() != (std::size_t{1} * ... * axes.size())) throw std::length_error("a grid's cells do not fit it");
  }

  Cell operator()(Axes... at) { return cells_[grid::offset(axes_, at...)]; }
  ConstCell operator()(Axes... at) const { return cells_[grid::offset(axes_, at...)]; }

  /// The cells along the last axis, at a position on each of the others, in the order of the axes.
  template <class... Leading>
  std::span<T> row(Leading... at) {
    return std::span(cells_).subspan(row_start(at...), last_length());
  }
  template <class... Leading>
  std::span<const T> row(Leading... at) const {
    return std::span(cells_).subspan(row_start(at...), last_length());
  }

  template <class Axis>
  Positions<Axis> along() const {
    return std::get<Positions<Axis>>(axes_);
  }
  bool spans(Positions<Axes>... axes) const { return axes_ == std::tuple(axes...); }
  void fill(const T& value) { cells_.assign(cells_.size(), value); }
  std::size_t size() const noexcept { return cells_.size(); }
  bool empty() const noexcept { return cells_.empty(); }
  const std::vector<T>& cells() const noexcept { return cells_; }
  std::vector<T>& cells() noexcept { return cells_; }
  friend bool operator==(const Grid&, const Grid&) = default;

 private:
  std::size_t last_length() const { return std::get<sizeof...(Axes) - 1>(axes_).size(); }
  template <class... Leading>
  std::size_t row_start(Leading... at) const {
    static_assert(sizeof...(Leading) + 1 == sizeof...(Axes), "a row takes a position on every axis but the last");
    return grid::offset(axes_, at...) * last_length();
  }

  std::tuple<Positions<Axes>...> axes_;
  std::vector<T> cells_;
};

/// The same with every length fixed, kept in place: `FixedGrid<double, YearIndex, CrimeType>`.
template <class T, class... Axes>
struct FixedGrid {
  std::array<T, (std::size_t{1} * ... * axis_length<Axes>)> cells{};

  static constexpr std::tuple<Positions<Axes>...> axes{every<Axes>...};
  constexpr T& operator()(Axes... at) { return cells[grid::offset(axes, at...)]; }
  constexpr const T& operator()(Axes... at) const { return cells[grid::offset(axes, at...)]; }
  constexpr void fill(const T& value) { cells.fill(value); }
  constexpr auto begin() { return cells.begin(); }
  constexpr auto end() { return cells.end(); }
  constexpr auto begin() const { return cells.begin(); }
  constexpr auto end() const { return cells.end(); }
  friend constexpr bool operator==(const FixedGrid&, const FixedGrid&) = default;
};

}  // namespace salus::model
