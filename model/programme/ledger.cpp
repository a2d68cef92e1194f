#include "model/programme/ledger.hpp"

#include "model/core/calendar.hpp"

namespace salus::model {
namespace {

/// Part `month` (0..11) of a year's amount in twelve parts that differ by at most a cent and sum to it exactly.
Cents twelfth(Cents year, std::size_t month) {
  const std::int64_t whole = year.value() / 12, rest = year.value() % 12;
  return Cents(whole + (static_cast<std::int64_t>(month) < rest ? 1 : 0));
}

}  // namespace

Ledger::Ledger(const std::vector<Account>& money) : money_(money), direct_(money.size() * budget_years) {
  for (const auto& account : money)
    for (const Cents gross : account.gross) total_ += gross;
  unspent_ = total_;
}

void Ledger::pay_month(std::size_t month) {
  const std::size_t year = month / months_per_year, in_year = month % months_per_year;
  for (std::size_t a = 0; a < money_.size(); ++a) {
    const Cents direct = twelfth(money_[a].direct[year], in_year), support = twelfth(money_[a].support[year], in_year);
    unspent_ -= direct + support;
    paid_ += direct + support;
    direct_[a * budget_years + year] += direct;
  }
  if (paid_ + unspent_ != total_)
    throw InvariantError("money is not conserved in budget month " + std::to_string(month + 1) + ": paid " + to_string(paid_) + " and unspent " +
                         to_string(unspent_) + " do not add up to " + to_string(total_) + " USD");
}

}  // namespace salus::model
