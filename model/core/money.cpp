#include "model/core/money.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace salus::model {

std::vector<Cents> split(Cents amount, const std::vector<std::int64_t>& weights) {
  const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (weights.empty() || total <= 0 || total >= (std::int64_t{1} << 31) ||
      *std::min_element(weights.begin(), weights.end()) < 0)
    throw std::invalid_argument("a split needs non-negative weights with a positive sum below 2^31");
  // Quotients and remainders separately, so that no product exceeds 62 bits: amount = q * total + r.
  const std::int64_t q = amount.value() / total;
  const std::int64_t r = amount.value() % total;
  std::vector<std::int64_t> parts(weights.size());
  std::vector<std::int64_t> remainder(weights.size());
  std::int64_t left = amount.value();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    parts[i] = q * weights[i] + r * weights[i] / total;
    remainder[i] = r * weights[i] % total;
    left -= parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::int64_t sign = amount.value() < 0 ? -1 : 1;
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return sign * remainder[a] > sign * remainder[b]; });
  for (std::size_t i = 0; left != 0; ++i) {
    parts[order[i]] += sign;
    left -= sign;
  }
  std::vector<Cents> result;
  for (const auto part : parts) result.emplace_back(part);
  return result;
}

std::string to_string(Cents amount) {
  std::string whole = std::to_string(std::abs(amount.value() / 100));
  for (std::size_t at = whole.size(); at > 3;) whole.insert(at -= 3, ",");
  const std::string cents = std::to_string(std::abs(amount.value() % 100));
  return (amount.value() < 0 ? "-" : "") + whole + (cents.size() == 1 ? ".0" : ".") + cents;
}

}  // namespace salus::model
