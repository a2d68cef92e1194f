#pragma once
/// The account book of one scenario: every cent is unspent, paid as direct cost, or paid as support cost, month by month.
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "model/programme/budget.hpp"

namespace salus::model {

/// A conservation law that did not hold: a defect of the program, never of the input.
class InvariantError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

class Ledger {
 public:
  explicit Ledger(const std::vector<Account>& money);

  /// Pays month `month` (0 = January of the first budget year) of every account: a twelfth of its year, the odd cents first.
  /// Then checks that paid + unspent = total, to the cent. @throws InvariantError naming the month and the difference.
  void pay_month(std::size_t month);

  Cents direct_paid(std::size_t account, std::size_t year) const { return direct_[account * budget_years + year]; }
  Cents total() const noexcept { return total_; }

  /// Takes a cent out of the books without paying it to anyone, for the test of the check.
  void plant_leak() { unspent_ -= Cents(1); }

 private:
  const std::vector<Account>& money_;
  Cents total_, unspent_, paid_;
  std::vector<Cents> direct_;
};

}  // namespace salus::model
