#include "model/programme/ledger.hpp"

#include <algorithm>

namespace salus::model {

MoneyFlow& MoneyFlow::operator+=(const MoneyFlow& other) {
  planned += other.planned;
  missing += other.missing;
  support += other.support;
  paid += other.paid;
  lapsed += other.lapsed;
  return *this;
}

Cents Ledger::receive(Cents planned_gross, double share) {
  const Cents gross = share >= 1.0
                          ? planned_gross
                          : Cents(static_cast<std::int64_t>(static_cast<double>(planned_gross.value()) * share));
  const Cents direct = direct_of(gross, support_cost_);
  flow_.planned += planned_gross;
  flow_.missing += planned_gross - gross;
  flow_.support += gross - direct;
  return direct;
}

Cents Ledger::pay_equal(Cents& purse, std::int64_t parts) {
  if (parts <= 0) return Cents();
  const Cents part(purse.value() / parts);
  const Cents all(part.value() * parts);
  purse -= all;
  flow_.paid += all;
  return part;
}

void Ledger::pay(Cents direct) { flow_.paid += direct; }

void Ledger::lapse(Cents purse) {
  const Cents support(std::min(flow_.support.value(), (purse.value() * support_cost_ + 5000) / 10000));
  flow_.support -= support;
  flow_.lapsed += purse + support;
}

MoneyFlow Ledger::close() const {
  const Cents found = flow_.missing + flow_.support + flow_.paid + flow_.lapsed;
  if (found != flow_.planned)
    throw InvariantError("money is not conserved: missing " + to_string(flow_.missing) + ", support " +
                         to_string(flow_.support) + ", paid " + to_string(flow_.paid) + " and lapsed " +
                         to_string(flow_.lapsed) + " do not add up to " + to_string(flow_.planned) + " USD");
  return flow_;
}

}  // namespace salus::model
