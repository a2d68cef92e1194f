#include "model/core/enumeration.hpp"

#include <gtest/gtest.h>

#include "model/core/ids.hpp"

using namespace salus::model;

namespace {

enum class Colour : std::uint8_t { red, green2, void_ };
struct Holder {
  enum class Kind { first, second };
};

// Counted and named by the compiler, wherever the enumeration stands.
static_assert(count_of<Colour> == 3 && count_of<Holder::Kind> == 2);
static_assert(enumerator_names<Colour> == Names<Colour>{{"red", "green2", "void_"}});
static_assert(enumerator_names<Holder::Kind>[Holder::Kind::second] == "second");
static_assert(find(enumerator_names<Colour>, "green2") == Colour::green2);
static_assert(!find(enumerator_names<Colour>, "green"));

// A table's rows count, also those that no enumerator names.
static_assert(count_of<CrimeType> == std::size(crime_types));
static_assert(type_named("property") == CrimeType::property);

// A crime type has a name of its own, and shares that fit together.
constexpr CrimeTypeRow crime(std::string_view name, double active = 0.0, double exposure = 0.0, double reported = 0.0,
                             double kept = 0.5) {
  return {.name = name,
          .violent = true,
          .at_home = false,
          .places = CrimeClass::street,
          .process = std::nullopt,
          .active = TypeShare(active),
          .exposure = TypeShare(exposure),
          .noise = NoiseShares{},
          .reported = TypeShare(reported),
          .kept = TypeShare(kept),
          .ceiling = 0.1};
}
template <std::size_t N>
consteval bool accepted(const CrimeTypeRow (&rows)[N]) {
  return detail::names_differ(rows) && detail::shares_fit(rows);
}
static_assert(accepted({crime("a", 0.5, 0.5, 1.0), crime("b")}));
static_assert(!accepted({crime("a"), crime("b"), crime("a")}) && !accepted({crime("")}));
static_assert(!accepted({crime("a", 0.6, 0.5)}) && !accepted({crime("a", -0.1)}) && !accepted({crime("a", 0.0, -0.1)}));
static_assert(!accepted({crime("a", 0.0, 0.0, 0.0, 1.1)}));
static_assert(!accepted({crime("a", 0.0, 0.0, 1.1)}) && !accepted({crime("a", 0.0, 0.0, -0.1)}));

// A list takes as many values as there are enumerators, a row of a table leaves nothing out.
template <std::size_t N>
constexpr bool list_of = std::is_constructible_v<EnumArray<double, Colour>, const double (&)[N]>;
static_assert(!list_of<2> && list_of<3> && !list_of<4>);

// Its values are found by enumerators, by those of no other enumeration, and by no position.
template <class At>
concept finds_a_colour = requires(EnumArray<double, Colour> values, At at) {
  values[at];
};
static_assert(finds_a_colour<Colour> && !finds_a_colour<Holder::Kind>);
static_assert(!finds_a_colour<std::size_t> && !finds_a_colour<int>);
template <std::size_t N>
constexpr bool exactly_three = requires(const double (&values)[N]) {
  exactly<3>(values);
};
static_assert(!exactly_three<2> && exactly_three<3> && !exactly_three<4>);

// Rows that name their enumerators are as many, and in their order.
struct InOrder {
  static consteval auto list() {
    return for_each_of<Colour, int>({{Colour::red, 1}, {Colour::green2, 2}, {Colour::void_, 3}});
  }
};
struct Swapped {
  static consteval auto list() {
    return for_each_of<Colour, int>({{Colour::green2, 1}, {Colour::red, 2}, {Colour::void_, 3}});
  }
};
template <class Rows>
concept compiles = requires {
  typename std::bool_constant<(Rows::list(), true)>;
};
static_assert(compiles<InOrder> && !compiles<Swapped>);
static_assert(InOrder::list()[Colour::green2] == 2);
template <std::size_t N>
constexpr bool a_row_each = requires(const For<Colour, int> (&rows)[N]) {
  for_each_of(rows);
};
static_assert(!a_row_each<2> && !a_row_each<4>);

static_assert(std::is_convertible_v<bool, Stated<bool>> && !std::is_default_constructible_v<Stated<bool>>);

TEST(Enumeration, NamesAreThoseOfFiles) {
  // Written out: an enumerator that is renamed would otherwise rename what stands in users' files.
  EXPECT_EQ(target_group_names,
            (Names<TargetGroup>{{"women", "children_youth", "older_persons", "persons_with_disabilities", "poor"}}));
  EXPECT_EQ(region_names, (Names<Region>{{"asia_oceania", "europe_north_america", "latin_america_caribbean",
                                          "north_africa_west_asia", "sub_saharan_africa"}}));
  EXPECT_EQ(income_names, (Names<Income>{{"low", "lower_middle", "upper_middle", "high"}}));
  EXPECT_EQ(driver_names,
            (Names<Driver>{{"youth_share", "inequality", "unemployment", "slum_share", "rule_of_law", "alcohol"}}));
  EXPECT_EQ(loop_names, (Names<Loop>{{"exposure", "trust", "sanction", "prison"}}));
}

TEST(Enumeration, AnArrayHasOneValueEach) {
  constexpr EnumArray<EnumArray<int, Holder::Kind>, Colour> nested{{{{1, 2}}, {{3, 4}}, {{5, 6}}}};
  EXPECT_EQ(nested[Colour::green2][Holder::Kind::second], 4);
  EnumArray<double, Colour> empty;
  for (const double x : empty) EXPECT_EQ(x, 0.0);
  empty[Colour::void_] = 1.5;
  EXPECT_EQ(empty, (EnumArray<double, Colour>{{0.0, 0.0, 1.5}}));
}

}  // namespace
