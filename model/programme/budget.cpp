#include "model/programme/budget.hpp"

#include <map>
#include <tuple>

namespace salus::model {

Cents Budget::total() const { return total(Half::global_functions) + total(Half::local_delivery); }

Cents Budget::total(Half half) const {
  Cents sum;
  for (const auto& line : lines)
    if (line.half == half)
      for (const Cents gross : line.gross) sum += gross;
  return sum;
}

std::vector<PlacedMoney> place_money(const Budget& budget) {
  using Key = std::tuple<Half, std::string, std::vector<std::string>>;
  std::map<Key, std::array<Cents, budget_years>> lines;
  for (const auto& line : budget.lines) {
    auto& sum = lines[{line.half, line.item, line.places}];
    for (std::size_t y = 0; y < budget_years; ++y) sum[y] += line.gross[y];
  }
  std::map<std::tuple<Half, std::string, std::string>, std::array<Cents, budget_years>> placed;
  for (const auto& [key, gross] : lines) {
    const auto& [half, item, places] = key;
    if (places.empty()) {
      auto& sum = placed[{half, item, {}}];
      for (std::size_t y = 0; y < budget_years; ++y) sum[y] += gross[y];
      continue;
    }
    for (std::size_t y = 0; y < budget_years; ++y) {
      const auto parts = split(gross[y], std::vector<std::int64_t>(places.size(), 1));
      for (std::size_t p = 0; p < places.size(); ++p) placed[{half, item, places[p]}][y] += parts[p];
    }
  }
  std::vector<PlacedMoney> result;
  for (const auto& [key, gross] : placed) {
    PlacedMoney money{std::get<0>(key), std::get<1>(key), std::get<2>(key), gross, {}, {}};
    for (std::size_t y = 0; y < budget_years; ++y) {
      // floor(gross * 10000 / divisor) by quotient and remainder: the plain product would overflow.
      const std::int64_t divisor = 10000 + budget.support_cost_basis_points, cents = gross[y].value();
      money.direct[y] = Cents(cents / divisor * 10000 + cents % divisor * 10000 / divisor);
      money.support[y] = gross[y] - money.direct[y];
    }
    result.push_back(std::move(money));
  }
  return result;
}

}  // namespace salus::model
