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

Cents direct_of(Cents gross, std::int64_t support_cost_basis_points) {
  // floor(gross * 10000 / divisor) by quotient and remainder: the plain product would overflow.
  const std::int64_t divisor = 10000 + support_cost_basis_points;
  const std::int64_t cents = gross.value();
  return Cents(cents / divisor * 10000 + cents % divisor * 10000 / divisor);
}

std::vector<Account> accounts_of(const Budget& budget) {
  std::map<std::tuple<Half, std::string, std::vector<std::string>>, std::array<Cents, budget_years>> lines;
  for (const auto& line : budget.lines) {
    auto& sum = lines[{line.half, line.item, line.places}];
    for (std::size_t y = 0; y < budget_years; ++y) sum[y] += line.gross[y];
  }
  std::vector<Account> result;
  for (const auto& [key, gross] : lines) {
    Account account{std::get<0>(key), std::get<1>(key), std::get<2>(key), gross, {}, {}};
    for (std::size_t y = 0; y < budget_years; ++y) {
      account.direct[y] = direct_of(gross[y], budget.support_cost_basis_points);
      account.support[y] = gross[y] - account.direct[y];
    }
    result.push_back(std::move(account));
  }
  return result;
}

}  // namespace salus::model
