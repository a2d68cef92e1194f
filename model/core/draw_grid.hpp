#pragma once
/// Values of some consecutive draws of a run, addressed by the number of the draw in the run: what is drawn, kept and
/// stored for one block of draws reads as if all draws were there.
#include <algorithm>
#include <type_traits>

#include "model/core/axes.hpp"

namespace salus::model {

/// Draw `first` and those after it.
class DrawRange {
 public:
  class Iterator {
   public:
    explicit constexpr Iterator(DrawIndex at) : at_(at) {}
    constexpr DrawIndex operator*() const { return at_; }
    constexpr Iterator& operator++() {
      at_ = at_ + 1u;
      return *this;
    }
    friend constexpr bool operator==(Iterator, Iterator) = default;

   private:
    DrawIndex at_;
  };

  constexpr DrawRange() = default;
  constexpr DrawRange(DrawIndex first, std::uint32_t count) : first_(first), count_(count) {}
  /// All draws of a run.
  explicit constexpr DrawRange(Positions<DrawIndex> all) : count_(all.count()) {}

  constexpr DrawIndex first() const { return first_; }
  constexpr std::uint32_t count() const { return count_; }
  constexpr Iterator begin() const { return Iterator(first_); }
  constexpr Iterator end() const { return Iterator(first_ + count_); }
  constexpr bool holds(DrawIndex draw) const { return draw >= first_ && draw - first_ < count_; }
  /// Those of them among the first `n` draws of the run.
  constexpr DrawRange among_first(std::uint32_t n) const {
    return {first_, n > first_ ? std::min(count_, n - first_) : 0u};
  }
  friend constexpr bool operator==(DrawRange, DrawRange) = default;

 private:
  DrawIndex first_;
  std::uint32_t count_ = 0;
};

/// A grid whose last axis is a range of draws.
template <class T, class... Axes>
class DrawGrid {
 public:
  using Cells = Grid<T, Axes..., DrawIndex>;

  DrawGrid() = default;
  DrawGrid(Positions<Axes>... axes, DrawRange draws)
      : draws_(draws), values_(axes..., Positions<DrawIndex>(draws.count())) {}
  /// @throws std::length_error where there are not as many cells as axes and draws say.
  template <class Values>
  DrawGrid(const Values& values, Positions<Axes>... axes, DrawRange draws)
      : draws_(draws), values_(values, axes..., Positions<DrawIndex>(draws.count())) {}

  typename Cells::Cell operator()(Axes... at, DrawIndex draw) { return values_(at..., local(draw)); }
  typename Cells::ConstCell operator()(Axes... at, DrawIndex draw) const { return values_(at..., local(draw)); }
  /// Of a list with no other axis.
  typename Cells::Cell operator[](DrawIndex draw) { return (*this)(draw); }
  typename Cells::ConstCell operator[](DrawIndex draw) const { return (*this)(draw); }

  /// All draws at a position on each of the other axes.
  std::span<const T> row(Axes... at) const { return values_.row(at...); }

  template <class Axis>
  Positions<Axis> along() const {
    return values_.template along<Axis>();
  }
  DrawRange draws() const { return draws_; }
  bool spans(Positions<Axes>... axes, DrawRange draws) const {
    return draws_ == draws && values_.spans(axes..., Positions<DrawIndex>(draws.count()));
  }
  bool empty() const noexcept { return values_.empty(); }
  const std::vector<T>& cells() const noexcept { return values_.cells(); }
  std::vector<T>& cells() noexcept { return values_.cells(); }
  friend bool operator==(const DrawGrid&, const DrawGrid&) = default;

 private:
  DrawIndex local(DrawIndex draw) const { return draw - std::uint32_t{draws_.first()}; }

  DrawRange draws_;
  Cells values_;
};

/// Writes the values of some draws into those of all.
template <class To, class... All, class From, class... Axes>
void put_in(Grid<To, All...>& all, const DrawGrid<From, Axes...>& some) {
  static_assert(std::is_same_v<Grid<To, All...>, Grid<To, Axes..., DrawIndex>>, "the same axes, then draws");
  const std::uint32_t n = some.draws().count();
  if (some.cells().empty()) return;  // no draws, or an axis without positions: no place to begin at
  auto to = all.cells().begin() + some.draws().first();
  for (auto from = some.cells().begin(); from != some.cells().end(); from += n) {
    std::copy_n(from, n, to);
    if (from + n != some.cells().end()) to += all.template along<DrawIndex>().count();
  }
}

}  // namespace salus::model
