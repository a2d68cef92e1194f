#include "model/programme/course.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/core/elementary.hpp"
#include "model/parameters/leading_dimensions.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

using P = Parameter;

/// Of an account's share in a split. The first account of an item is known by the item alone, wherever it acts; others
/// by their places too.
DrawId split_id(const std::vector<Account>& accounts, AccountIndex which) {
  const Account& account = accounts[which];
  DrawId id{split_number(account.item, account.half == Half::local_delivery), 0, purpose::drawn_split, 0};
  for (const auto a : positions_in<AccountIndex>(accounts))
    if (a < which && accounts[a].half == account.half && accounts[a].item == account.item) id.n = id.entity;
  if (id.n != 0)
    for (const auto& place : account.places) id.n = stable_number(place, id.n);
  return id;
}

using Dollars = std::array<Usd, budget_years>;              ///< direct cost a year, dollars of the price year
using Plan = std::vector<std::array<Cents, budget_years>>;  ///< gross cents by account and year

/// What this draw plans: the budget as written, or split anew. Halves keep their totals to the cent.
Plan planned(const Portfolio& portfolio, const ParameterDraw& p, const PooledNumbers& numbers) {
  const auto& accounts = portfolio.accounts();
  Plan plan;
  for (const auto& account : accounts) plan.push_back(account.gross);
  for (const Half half : {Half::global_functions, Half::local_delivery}) {
    if (!portfolio.scenario().budget.drawn_split[half]) continue;
    // Dirichlet with every weight 1 on the lines as written (normalised exponentials), and a tilt over the years.
    std::vector<PaidUsd> weights;
    Cents total;
    for (const auto a : positions_in<AccountIndex>(accounts)) {
      const Account& account = accounts[a];
      if (account.half != half) continue;
      const double part = numbers.standard_exponential(split_id(accounts, a));
      for (const auto y : years_of_budget) {
        total += account.gross[y];
        weights.push_back(part * account.gross[y].dollars() * exponential(p[P::phasing_tilt] * (y - 4.5)));
      }
    }
    if (total == Cents()) continue;
    const PaidUsd largest = *std::max_element(weights.begin(), weights.end());
    std::vector<std::int64_t> whole;
    for (const PaidUsd w : weights) whole.push_back(static_cast<std::int64_t>(w / largest * 1048576.0));
    const auto parts = split(total, whole);
    auto next = parts.begin();
    for (const auto a : positions_in<AccountIndex>(accounts))
      if (accounts[a].half == half)
        for (Cents& cents : plan[a]) cents = *next++;
  }
  return plan;
}

/// Part of each year's pledges that arrives.
std::array<double, budget_years> arriving(const ParameterDraw& p, RandomKey key) {
  std::array<double, budget_years> part{};
  const double share = p[P::funding_share];
  for (const auto y : years_of_budget)
    part[y] =
        share >= 1.0
            ? 1.0
            : logistic(logit(share) + p[P::funding_volatility] * standard_normal(key, {0, y, purpose::funding, 0}));
  return part;
}

/// The cities that share an account in a year.
struct Sharing {
  std::uint32_t cities = 0;
  Persons people;
};
Sharing sharing(const Portfolio& portfolio, const Course& course, AccountIndex account, YearIndex year) {
  Sharing all;
  for (const CountryIndex c : portfolio.by_number())
    if (portfolio.shares(account, c) && course.countries[c].takes_part(year)) {
      const std::uint32_t cities = course.dealt[account].count(c, course.countries[c].cities, year);
      all.cities += cities;
      all.people += portfolio.mean_city(c) * cities;
    }
  return all;
}

/// One draw's year-by-year account of a programme, half by half.
class CourseRun {
 public:
  CourseRun(const Portfolio& portfolio, const ParameterDraw& p, const PooledNumbers& numbers)
      : portfolio_(portfolio),
        p_(p),
        key_(numbers.key()),
        plan_(planned(portfolio, p, numbers)),
        arriving_(arriving(p, key_)),
        ledger_(portfolio.scenario().budget.support_cost_basis_points),
        support_cost_(static_cast<double>(portfolio.scenario().budget.support_cost_basis_points) / 1e4) {
    course_.accounts.resize(portfolio.accounts().size());
  }

  /// @param prices of the United States, known to the year before the start
  void set_prices(const Prices& prices) {
    const Scenario& s = portfolio_.scenario();
    course_.prices = PricePath(prices, s.budget.price_year, s.start_year, p_[P::inflation]);
  }

  Course run(const Evidence& evidence, const std::vector<CountryInput>& countries) {
    pay_global_half();
    build_stocks(evidence);
    take_members(countries);
    deal(countries);
    pay_local_half();
    course_.money = ledger_.close();
    for (const auto y : every<YearIndex>) multiply_local_dollars(y);
    course_.dollar_multiplier =
        multiplier_weights_ > Usd() ? multiplier_sum_ / multiplier_weights_ : std::numeric_limits<double>::quiet_NaN();
    return std::move(course_);
  }

 private:
  Positions<AccountIndex> accounts() const { return positions_in<AccountIndex>(portfolio_.accounts()); }
  const Account& account(AccountIndex a) const { return portfolio_.accounts()[a]; }

  /// Direct money paid out of an account in a year. Donors' money costs when it is paid on, with its support cost: what
  /// waits, and goes back to them in the end, costs nothing.
  void enter(AccountIndex a, PaidUsd direct, YearIndex y) {
    auto& money = course_.accounts[a];
    const Usd worth = course_.prices.worth(direct, y);
    const Usd support = worth * support_cost_;
    money.paid += direct;
    money.worth += worth;
    course_.received[y] += worth + support;
    course_.support += support;
  }

  void pay_global_half() {
    for (const auto a : accounts()) {
      if (account(a).half != Half::global_functions) continue;
      for (const auto y : years_of_budget) {
        const Cents direct = ledger_.receive(plan_[a][y], arriving_[y]);
        ledger_.pay(direct);
        const Usd spent = course_.prices.worth(direct.dollars(), y);
        spent_[portfolio_.function(a)][y] += spent;
        global_[y] += spent;
        enter(a, direct.dollars(), y);
      }
    }
  }

  /// Spending builds stocks that wear.
  void build_stocks(const Evidence& evidence) {
    for (const auto f : every<Function>) {
      double half_life = 36.0;
      Usd stock;
      for (const auto& row : evidence.functions)
        if (row.id == function_names[f]) half_life = row.half_life_months;
      const double rate = logarithm(2.0) * 12.0 / half_life;
      const double keep = exponential(-rate);
      const double built = (1.0 - keep) / rate;
      const Usd half = Usd(p_[P::global_half_stock]) / axis_length<Function>;
      for (const auto y : every<YearIndex>) {
        stock = stock * keep + (y < budget_years ? spent_[f][y] * built : Usd());
        course_.global[y].stock[f] = stock / (stock + half);
      }
    }
  }

  void take_members(const std::vector<CountryInput>& countries) {
    std::array<FunctionStocks, horizon_years> stocks;
    for (const auto y : every<YearIndex>) stocks[y] = course_.global[y].stock;
    Enrolled enrolled = enrol(portfolio_, countries, stocks, p_, key_);
    course_.countries = std::move(enrolled.countries);
    course_.adoption_hazard = enrolled.adoption_hazard;
    course_.exit_hazard = enrolled.exit_hazard;
  }

  /// Direct money that each account may count on, in the mean of the budget years.
  std::vector<Usd> mean_year() const {
    const std::int64_t support = portfolio_.scenario().budget.support_cost_basis_points;
    std::vector<Usd> mean;
    for (const auto& gross : plan_) {
      Usd sum;
      for (const auto y : years_of_budget) sum += course_.prices.worth(direct_of(gross[y], support).dollars(), y);
      mean.push_back(sum * p_[P::funding_share] / budget_years);
    }
    return mean;
  }

  /// Says which cities run which line; fewer cities join where that is the plan.
  void deal(const std::vector<CountryInput>& countries) {
    const Budget& budget = portfolio_.scenario().budget;
    course_.dealt.resize(plan_.size());
    if (budget.cities == Spread::few || budget.lines_a_city == Spread::few) {
      const auto carried = cities_carried(portfolio_, mean_year());
      if (budget.cities == Spread::few) bring_few(portfolio_, countries, carried, key_, course_.countries);
      if (budget.lines_a_city == Spread::few)
        course_.dealt = deal_lines(portfolio_, countries, course_.countries, carried, key_);
    }
    const auto rows = positions_in<RowIndex>(portfolio_.rows());
    if (portfolio_.rows().empty() || !portfolio_.rows().front().accounts.empty()) return;
    for (const auto c : positions_in<CountryIndex>(countries)) {
      auto& chosen = course_.own_rows.emplace_back();
      for (std::uint32_t u = 0; u < course_.countries[c].cities; ++u) {
        const double at = uniform(key_, {countries[c].code.m49, u, purpose::line_choice, 1});
        chosen.push_back(RowIndex(static_cast<std::uint32_t>(at * rows.count())));
      }
    }
  }

  /// Every city that runs an account gets the same whole cents; the rest waits for the next year.
  void pay_local_half() {
    for (const auto a : accounts()) {
      if (account(a).half != Half::local_delivery) continue;
      auto& money = course_.accounts[a];
      Cents purse;
      for (const auto y : years_of_budget) {
        purse += ledger_.receive(plan_[a][y], arriving_[y]);
        const Sharing all = sharing(portfolio_, course_, a, y);
        const std::uint32_t n = all.cities;
        const PaidUsd part = ledger_.pay_equal(purse, n).dollars();
        if (n > 0) money.mean_city[y] = all.people / n;
        money.to_city[y] = course_.prices.worth(part, y) / one_city;
        local_[y] += money.to_city[y] * Cities(n);
        enter(a, part * n, y);
      }
      ledger_.lapse(purse);
    }
  }

  /// What the global functions do to a local dollar, under the joint cap on their product.
  void multiply_local_dollars(YearIndex y) {
    auto& g = course_.global[y];
    const double joint = p_[P::joint_effect];
    const double tools = y == 0 ? 0.0 : course_.global[y - 1u].stock[Function::tools];  // a year's lag
    double quality = 1.0 + joint * p_[P::tools_on_scale_up] * tools;
    double economy = 1.0 + joint * p_[P::knowledge_on_cost] * g.stock[Function::knowledge];
    Usd own;
    Usd local;
    Usd against;  // all that the programme pays
    if (y < budget_years) {
      own = p_[P::leverage] * std::min(1.0, joint * p_[P::advocacy_on_leverage]) * g.stock[Function::advocacy] *
            global_[y];
      local = local_[y];
      against = local + global_[y];
    }
    const std::uint32_t n = recipients(y);
    if (n == 0) own = Usd();
    const double money = against > Usd() ? (against + own) / against : 1.0;
    const double product = quality * economy * money;
    if (product > p_[P::joint_cap]) {
      const double shrunk = logarithm(p_[P::joint_cap]) / logarithm(product);
      quality = exponential(shrunk * logarithm(quality));
      economy = exponential(shrunk * logarithm(economy));
      own = against * (exponential(shrunk * logarithm(money)) - 1.0);
    }
    g.quality = quality;
    g.economy = economy;
    g.own = own;
    g.power = 1.0 + joint * p_[P::monitoring_on_power] * g.stock[Function::monitoring];
    if (local > Usd()) {
      multiplier_sum_ +=
          local * (std::min(1.0, p_[P::scale_up] * quality) / p_[P::scale_up]) * economy * ((local + own) / local);
      multiplier_weights_ += local;
    }
    if (own > Usd()) course_.own_to_city[y] = own / Cities(n);
  }

  /// Cities that may get own money.
  std::uint32_t recipients(YearIndex y) const {
    std::uint32_t n = 0;
    for (const auto c : positions_in<CountryIndex>(course_.countries))
      if (portfolio_.recipient(c) && course_.countries[c].takes_part(y)) n += course_.countries[c].cities;
    return n;
  }

  const Portfolio& portfolio_;
  const ParameterDraw& p_;
  RandomKey key_;
  Plan plan_;
  std::array<double, budget_years> arriving_;
  Ledger ledger_;
  double support_cost_;  ///< of a dollar of direct cost
  EnumArray<Dollars, Function> spent_{};
  Dollars global_{};
  Dollars local_{};
  Usd multiplier_sum_;
  Usd multiplier_weights_;
  Course course_;
};

}  // namespace

UsdPerCity Course::to_city(const Portfolio& portfolio, AccountIndex account, CountryIndex country, YearIndex year,
                           const CityPeople& people) const {
  const AccountMoney& from = accounts[account];
  if (!dealt[account].runs(country, people.number, year)) return {};
  const UsdPerCity alike = from.to_city[year];
  if (portfolio.scenario().budget.by == CityShare::city || alike <= UsdPerCity()) return alike;
  return alike * (portfolio.mean_city(country) / from.mean_city[year]) * (people.here / people.mean);
}

Course run_course(const Portfolio& portfolio, const Evidence& evidence, const std::vector<CountryInput>& countries,
                  const ParameterDraw& parameters, const PooledNumbers& numbers) {
  CourseRun run(portfolio, parameters, numbers);
  run.set_prices(evidence.prices);
  return run.run(evidence, countries);
}

}  // namespace salus::model
