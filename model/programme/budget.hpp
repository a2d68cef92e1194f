#pragma once
/// The money of a scenario: lines by half, item, place and year, in cents, before support cost.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/core/calendar.hpp"
#include "model/core/enumeration.hpp"
#include "model/core/money.hpp"

namespace salus::model {

enum class Half : std::uint8_t { global_functions, local_delivery };
inline constexpr auto half_names =
    for_each_of<Half, std::string_view>({{Half::global_functions, "global"}, {Half::local_delivery, "local"}});

/// One budget line. Amounts are gross: support cost is part of them.
struct BudgetLine {
  Half half{};
  std::string item;                 ///< id of a global function or of an intervention
  std::vector<std::string> places;  ///< ISO 3166-1 alpha-3, sorted; empty for the global half
  std::array<Cents, budget_years> gross{};
};

/// How money of a local line goes to the cities that share it: to all alike, or by how many people live there.
enum class CityShare : std::uint8_t { city, people };
inline constexpr auto city_share_names = enumerator_names<CityShare>;

/// Whether money is spread over all, or goes to few so that each gets enough to act (PortfolioRow::enough).
enum class Spread : std::uint8_t { spread, few };
inline constexpr auto spread_names = enumerator_names<Spread>;

struct Budget {
  std::vector<BudgetLine> lines;
  std::optional<int> price_year;         ///< whose dollars the amounts are; none: of the year in which they are paid
  CityShare by = CityShare::city;        ///< of the local half
  Spread lines_a_city = Spread::spread;  ///< acting lines that a city of the local half runs
  Spread cities = Spread::spread;        ///< cities that the local half reaches
  std::int64_t support_cost_basis_points = 1300;  ///< of direct cost: gross = direct * (1 + rate)
  /// The split of a half over its lines and its phasing are open: each draw takes its own (Dirichlet weights on the
  /// lines, a tilt over the years), and the lines' amounts are what a reader sees. An assumption, and labelled so.
  EnumArray<bool, Half> drawn_split;
  Cents total() const;
  Cents total(Half half) const;
};

/// Planned gross money of one item for one set of places, a year an entry, and what is left of it after support cost.
struct Account {
  Half half{};
  std::string item;
  std::vector<std::string> places;  ///< ISO 3166-1 alpha-3, sorted; empty for the global half. Those cities of theirs
                                    ///< that take part share it
  std::array<Cents, budget_years> gross{};
  std::array<Cents, budget_years> direct{};
  std::array<Cents, budget_years> support{};
};

/// The budget by (half, item, places), sorted by that key. Cents of lines with the same key and year are summed
/// *before* support cost, so that two halves of a line equal the line. direct = floor(gross / (1 + rate)) and support =
/// gross - direct, in cents, so that every sum is exact.
std::vector<Account> accounts_of(const Budget& budget);

/// What is left of a gross amount after support cost: floor(gross / (1 + rate)).
Cents direct_of(Cents gross, std::int64_t support_cost_basis_points);

}  // namespace salus::model
