#include "model/programme/dealing.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

/// A city that might run a line.
struct Candidate {
  std::uint32_t lines = 0;  ///< that it runs
  double luck = 0.0;
  CountryIndex country;
  std::uint32_t city = 0;
  bool operator<(const Candidate& other) const {
    return std::tie(lines, luck, country, city) < std::tie(other.lines, other.luck, other.country, other.city);
  }
};

class Dealer {
 public:
  Dealer(const Portfolio& portfolio, const std::vector<CountryInput>& countries,
         const std::vector<CountryCourse>& parts, RandomKey key)
      : portfolio_(portfolio), countries_(countries), parts_(parts), key_(key) {
    for (const auto& part : parts) lines_.emplace_back(part.cities, 0u);
  }

  /// Gives a line, from a year on, to as many more cities as it carries.
  void deal(AccountIndex account, std::uint32_t carried, YearIndex year, Dealt& line) {
    if (line.from.empty())
      for (const auto& part : parts_) line.from.emplace_back(part.cities, never);
    std::uint32_t running = 0;
    std::vector<Candidate> free;
    for (const CountryIndex c : portfolio_.by_number()) {
      if (!portfolio_.shares(account, c) || !parts_[c].takes_part(year)) continue;
      for (std::uint32_t u = 0; u < parts_[c].cities; ++u)
        if (line.runs(c, u, year)) ++running;
        else free.push_back({lines_[c][u], luck(account, c, u), c, u});
    }
    std::sort(free.begin(), free.end());
    for (const Candidate& city : free) {
      if (running >= carried) return;
      line.from[city.country][city.city] = year;
      ++lines_[city.country][city.city];
      ++running;
    }
  }

 private:
  double luck(AccountIndex account, CountryIndex c, std::uint32_t city) const {
    return uniform(
        key_, {countries_[c].code.m49, city, purpose::line_choice, stable_number(portfolio_.accounts()[account].item)});
  }

  const Portfolio& portfolio_;
  const std::vector<CountryInput>& countries_;
  const std::vector<CountryCourse>& parts_;
  RandomKey key_;
  std::vector<std::vector<std::uint32_t>> lines_;  ///< [country][city] lines that it runs
};

}  // namespace

std::vector<std::uint32_t> cities_carried(const Portfolio& portfolio, const std::vector<Usd>& mean_year) {
  std::vector<std::uint32_t> carried(mean_year.size(), any_number);
  for (const auto& row : portfolio.rows())
    for (const AccountIndex a : row.accounts)
      if (row.enough > Usd()) {
        const double cities = std::floor(mean_year[a] / row.enough);
        carried[a] = static_cast<std::uint32_t>(std::clamp(cities, 1.0, 1e6));
      }
  return carried;
}

std::uint32_t Dealt::count(CountryIndex country, std::uint32_t cities, YearIndex year) const {
  if (from.empty()) return cities;
  std::uint32_t n = 0;
  for (std::uint32_t u = 0; u < cities; ++u) n += runs(country, u, year) ? 1u : 0u;
  return n;
}

std::vector<Dealt> deal_lines(const Portfolio& portfolio, const std::vector<CountryInput>& countries,
                              const std::vector<CountryCourse>& parts, const std::vector<std::uint32_t>& carried,
                              RandomKey key) {
  std::vector<Dealt> dealt(carried.size());
  Dealer dealer(portfolio, countries, parts, key);
  for (const auto y : years_of_budget)
    for (const auto a : positions_in<AccountIndex>(dealt))
      if (carried[a] != any_number) dealer.deal(a, carried[a], y, dealt[a]);
  return dealt;
}

void bring_few(const Portfolio& portfolio, const std::vector<CountryInput>& countries, std::vector<std::uint32_t> left,
               RandomKey key, std::vector<CountryCourse>& parts) {
  struct Coming {
    YearIndex joined;
    double luck;
    CountryIndex country;
  };
  std::vector<Coming> order;
  for (const CountryIndex c : portfolio.by_number())
    if (parts[c].cities > 0)
      order.push_back({parts[c].joined, uniform(key, {countries[c].code.m49, 0, purpose::line_choice, 0}), c});
  std::sort(order.begin(), order.end(), [](const Coming& a, const Coming& b) {
    return std::tie(a.joined, a.luck, a.country) < std::tie(b.joined, b.luck, b.country);
  });
  const bool few_lines = portfolio.scenario().budget.lines_a_city == Spread::few;
  for (const Coming& one : order) {
    std::vector<AccountIndex> limits;
    for (const auto a : positions_in<AccountIndex>(left))
      if (left[a] != any_number && portfolio.shares(a, one.country)) limits.push_back(a);
    if (limits.empty()) continue;
    std::uint32_t brought = 0;
    const auto less = [&left](AccountIndex a, AccountIndex b) { return left[a] < left[b]; };
    for (; brought < parts[one.country].cities; ++brought) {
      const auto [least, most] = std::minmax_element(limits.begin(), limits.end(), less);
      if (left[few_lines ? *most : *least] == 0) break;
      if (few_lines) --left[*most];
      else
        for (const AccountIndex a : limits) --left[a];
    }
    parts[one.country].cities = brought;
  }
}

}  // namespace salus::model
