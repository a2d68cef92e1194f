#pragma once
/// The account book of one scenario in one draw, in whole cents: what was planned either arrives or does not, and what
/// arrives is support cost, paid, or lapses.
#include <array>
#include <stdexcept>
#include <vector>

#include "model/programme/budget.hpp"

namespace salus::model {

/// A conservation law that did not hold: a defect of the program, never of the input.
class InvariantError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Where the money of one half went. planned = missing + support + paid + lapsed, to the cent.
struct MoneyFlow {
  Cents planned;
  Cents missing;
  Cents support;
  Cents paid;
  Cents lapsed;
  MoneyFlow& operator+=(const MoneyFlow& other);
};

/// Account by account, year by year.
class Ledger {
 public:
  explicit Ledger(std::int64_t support_cost_basis_points) : support_cost_(support_cost_basis_points) {}

  /// Takes in a planned gross amount of which `share` (0..1) arrives. @return direct cents that arrived.
  Cents receive(Cents planned_gross, double share);
  /// Pays `parts` equal parts out of direct money; what does not divide stays in `purse`. @return one part.
  Cents pay_equal(Cents& purse, std::int64_t parts);
  /// Pays all of it.
  void pay(Cents direct);
  /// What is left at the end goes back to the donors, with the support cost that was taken for it: that is charged on
  /// what is spent.
  void lapse(Cents purse);
  /// @throws InvariantError naming the difference unless every cent is accounted for.
  MoneyFlow close() const;

 private:
  std::int64_t support_cost_;
  MoneyFlow flow_;
};

}  // namespace salus::model
