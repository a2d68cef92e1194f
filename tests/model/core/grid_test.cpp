#include "model/core/grid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <type_traits>

#include "model/core/axes.hpp"

using namespace salus::model;

namespace {

using Series = Grid<double, ScenarioIndex, YearIndex, DrawIndex>;

// Positions on two axes in exchange, or a bare number, would read another cell without a word.
static_assert(std::is_invocable_v<Series, ScenarioIndex, YearIndex, DrawIndex>);
static_assert(!std::is_invocable_v<Series, ScenarioIndex, DrawIndex, YearIndex>);
static_assert(!std::is_invocable_v<Series, unsigned, unsigned, unsigned>);
static_assert(!std::is_convertible_v<YearIndex, DrawIndex>);
static_assert(!std::is_convertible_v<unsigned, DrawIndex>);
static_assert(std::is_same_v<decltype(YearIndex(2u) + 1u), YearIndex>);

// Nor do incidents pass for factors on them, or parts that go for what stays.
template <class To, class From>
constexpr bool passes_for = std::is_constructible_v<To, From> || std::is_assignable_v<To&, From>;
static_assert(passes_for<YearlyFactors, YearlyFactors>);
static_assert(!passes_for<YearlyFactors, YearlyIncidents> && !passes_for<YearlyIncidents, YearlyFactors>);
static_assert(!passes_for<YearlyFactors, YearlyParts> && !passes_for<YearlyParts, YearlyFactors>);
static_assert(!passes_for<YearlyFactors, FixedGrid<double, YearIndex, CrimeType>>);

TEST(Grid, TheLastAxisIsFastestAndEveryCellIsItsOwn) {
  Series series(Positions<ScenarioIndex>(2u), Positions<YearIndex>(3u), Positions<DrawIndex>(5u));
  double n = 0.0;
  for (const auto s : series.along<ScenarioIndex>())
    for (const auto y : series.along<YearIndex>())
      for (const auto d : series.along<DrawIndex>()) series(s, y, d) = n++;
  EXPECT_EQ(n, 30.0);
  EXPECT_TRUE(std::is_sorted(series.cells().begin(), series.cells().end()));
  EXPECT_EQ(series.cells()[(1 * 3 + 2) * 5 + 4], series(ScenarioIndex(1u), YearIndex(2u), DrawIndex(4u)));
  const auto row = series.row(ScenarioIndex(1u), YearIndex(0u));
  EXPECT_EQ(row.size(), 5u);
  EXPECT_EQ(row.front(), 15.0);
  EXPECT_EQ(row.back(), 19.0);
}

TEST(Grid, AxesOfFixedLengthRunOverAllOfTheirEnumerators) {
  FixedGrid<int, YearIndex, CrimeType> incidents;
  int n = 0;
  for (const auto year : every<YearIndex>)
    for (const auto type : every<CrimeType>) incidents(year, type) = n++;
  EXPECT_EQ(static_cast<std::size_t>(n), horizon_years * crime_type_count);
  EXPECT_EQ(incidents(YearIndex(1u), CrimeType::homicide), static_cast<int>(crime_type_count));
  EnumArray<int, Loop> off{};
  off[Loop::prison] = 1;
  EXPECT_EQ(std::count(off.begin(), off.end(), 1), 1);
}

TEST(Grid, AStoreInSinglePrecisionIsReckonedWithInDouble) {
  Grid<Single, DrawIndex> store(Positions<DrawIndex>(2u));
  const double third = 1.0 / 3.0;
  store(DrawIndex(0u)) = third;
  static_assert(std::is_same_v<decltype(store(DrawIndex(0u)) * 2.0f), double>);
  EXPECT_EQ(store(DrawIndex(0u)) + 0.0, static_cast<double>(static_cast<float>(third)));
  store(DrawIndex(0u)) += third;  // the sum is rounded, not its parts
  EXPECT_EQ(store(DrawIndex(0u)).stored(), static_cast<float>(static_cast<double>(static_cast<float>(third)) + third));
  EXPECT_EQ(stored(store.row()).size(), 2u);
  EXPECT_EQ(stored(store.row())[0], store(DrawIndex(0u)).stored());
}

#ifdef _GLIBCXX_ASSERTIONS
TEST(Grid, APositionThatIsNotOnItsAxisIsRefusedThoughTheCellIsInMemory) {
  Series series(Positions<ScenarioIndex>(2u), Positions<YearIndex>(3u), Positions<DrawIndex>(5u));
  EXPECT_THROW(series(ScenarioIndex(0u), YearIndex(0u), DrawIndex(5u)), std::out_of_range);
  EXPECT_THROW(series.row(ScenarioIndex(0u), YearIndex(3u)), std::out_of_range);
}
#endif

}  // namespace
