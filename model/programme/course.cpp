#include "model/programme/course.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

using P = Parameter;

/// Stable number of an account for its draws.
std::uint32_t entity_of(const Account& account) {
  std::uint32_t hash = stable_number(account.item, stable_number({}) ^ static_cast<std::uint32_t>(index(account.half)));
  for (const auto& place : account.places) hash = stable_number(place, hash);
  return hash;
}

double gumbel(RandomKey key, DrawId id) { return -logarithm(standard_exponential(key, id)); }

/// Gross cents by account and year as this draw plans them: as written, or split anew. Halves keep their totals to the
/// cent.
std::vector<std::array<Cents, budget_years>> planned(const Portfolio& portfolio, const ParameterDraw& p,
                                                     RandomKey key) {
  const auto& accounts = portfolio.accounts();
  std::vector<std::array<Cents, budget_years>> plan;
  for (const auto& account : accounts) plan.push_back(account.gross);
  for (const Half half : {Half::global_functions, Half::local_delivery}) {
    if (!portfolio.scenario().budget.drawn_split[index(half)]) continue;
    // Dirichlet with every weight 1 on the lines as written (normalised exponentials), and a tilt over the years.
    std::vector<double> weights;
    std::vector<std::size_t> members;
    Cents total;
    for (std::size_t a = 0; a < accounts.size(); ++a) {
      if (accounts[a].half != half) continue;
      members.push_back(a);
      const double part = standard_exponential(key, {entity_of(accounts[a]), 0, purpose::drawn_split, 0});
      for (std::size_t y = 0; y < budget_years; ++y) {
        total += accounts[a].gross[y];
        weights.push_back(part * accounts[a].gross[y].dollars() *
                          exponential(p[P::phasing_tilt] * (static_cast<double>(y) - 4.5)));
      }
    }
    if (total == Cents()) continue;
    const double largest = *std::max_element(weights.begin(), weights.end());
    std::vector<std::int64_t> whole;
    for (const double w : weights) whole.push_back(static_cast<std::int64_t>(w / largest * 1048576.0));
    const auto parts = split(total, whole);
    for (std::size_t m = 0; m < members.size(); ++m)
      for (std::size_t y = 0; y < budget_years; ++y) plan[members[m]][y] = parts[m * budget_years + y];
  }
  return plan;
}

/// Part of a year's pledges that arrives.
double arriving(const ParameterDraw& p, RandomKey key, std::size_t year) {
  const double share = p[P::funding_share];
  if (share >= 1.0) return 1.0;
  return logistic(logit(share) + p[P::funding_volatility] *
                                     standard_normal(key, {0, static_cast<std::uint32_t>(year), purpose::funding, 0}));
}

/// The pull on a country to join: its need, its means, and whether its UN common country analysis has safety as a
/// priority. The log of a factor on its hazard of joining, less the log of the factors' mean.
std::vector<double> willingness(const Portfolio& portfolio, const std::vector<CountryInput>& countries,
                                const ParameterDraw& p, RandomKey key) {
  const auto n = static_cast<double>(countries.size());
  double need = 0.0;
  double means = 0.0;
  double factors = 0.0;
  for (const std::size_t c : portfolio.by_number()) {
    need += countries[c].level[0].log_rate / n;
    means += logarithm(countries[c].gdp_per_head) / n;
  }
  std::vector<double> pull;
  for (const auto& c : countries) {
    const bool priority = c.income != Income::high &&
                          uniform(key, {c.code.m49, 0, purpose::country_analysis, 0}) < p[P::analysis_priority];
    pull.push_back(p[P::need_selection] * (c.level[0].log_rate - need) +
                   p[P::means_selection] * (logarithm(c.gdp_per_head) - means) +
                   (priority ? p[P::analysis_selection] : 0.0));
  }
  for (const std::size_t c : portfolio.by_number()) factors += exponential(pull[c]) / n;
  for (double& x : pull) x -= logarithm(factors);
  return pull;
}

/// Who joins and leaves when, and what the mean hazards were.
void enrol(const Portfolio& portfolio, const std::vector<CountryInput>& countries, const ParameterDraw& p,
           RandomKey key, Course& course) {
  const std::size_t C = countries.size();
  auto& part = course.countries;
  part.assign(C, {});
  if (!portfolio.funded()) {
    course.adoption_hazard = course.exit_hazard = std::numeric_limits<double>::quiet_NaN();
    return;
  }
  const auto pull = willingness(portfolio, countries, p, key);
  if (portfolio.named()) {
    for (std::size_t c = 0; c < C; ++c)
      if (portfolio.named_place(c)) {
        part[c].joined = 0;
        part[c].first_review = true;
      }
  } else {
    // The largest sums of pull and Gumbel noise: as if countries joined one by one, each with its own hazard.
    std::vector<double> wish;
    for (std::size_t c = 0; c < C; ++c)
      wish.push_back(pull[c] + gumbel(key, {countries[c].code.m49, 0, purpose::willingness, 0}));
    std::vector<std::size_t> order(C);
    for (std::size_t c = 0; c < C; ++c) order[c] = c;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return wish[a] != wish[b] ? wish[a] > wish[b] : countries[a].code.m49 < countries[b].code.m49;
    });
    const auto first = std::min<std::size_t>(C, static_cast<std::size_t>(p[P::first_review_countries] + 0.5));
    for (std::size_t i = 0; i < first; ++i) {
      part[order[i]].joined = 1;
      part[order[i]].first_review = true;
    }
  }
  std::array<double, region_count> members{};
  for (const auto& c : countries) members[index(c.region)] += 1.0;
  double hazards = 0.0;
  double chances = 0.0;
  double exits = 0.0;
  for (std::size_t y = 1; y < horizon_years; ++y) {
    const auto& stock = course.global[y].stock;
    const double joint = p[P::joint_effect];
    std::array<double, region_count> in_region{};
    for (std::size_t c = 0; c < C; ++c) in_region[index(countries[c].region)] += part[c].takes_part(y - 1) ? 1.0 : 0.0;
    const double change = 1.0 - exponential(-p[P::political_change]);
    const double exit =
        p[P::exit_at_change] * std::max(0.0, 1.0 - joint * p[P::review_on_exit] * stock[index(Function::peer_review)]);
    exits -= logarithm(1.0 - change * exit) / static_cast<double>(horizon_years - 1);
    for (const std::size_t c : portfolio.by_number()) {
      const DrawId at{countries[c].code.m49, static_cast<std::uint32_t>(y), purpose::joining, 0};
      if (part[c].joined == never && !portfolio.named() && y >= 2) {
        const std::size_t r = index(countries[c].region);
        const double hazard =
            p[P::adoption_hazard] * exponential(pull[c]) *
            (1.0 + joint * p[P::knowledge_on_adoption] * stock[index(Function::knowledge)]) *
            (1.0 + joint * p[P::network_on_adoption] * stock[index(Function::network)] * in_region[r] / members[r]);
        hazards += hazard;
        chances += 1.0;
        if (uniform(key, at) < 1.0 - exponential(-hazard)) part[c].joined = static_cast<std::uint8_t>(y);
      } else if (!portfolio.named() && part[c].joined < y && part[c].left == never) {
        if (uniform(key, {at.entity, at.step, purpose::government, 0}) < change &&
            uniform(key, {at.entity, at.step, purpose::government, 1}) < exit)
          part[c].left = static_cast<std::uint8_t>(y);
      }
    }
  }
  course.adoption_hazard = chances > 0.0 ? hazards / chances : std::numeric_limits<double>::quiet_NaN();
  course.exit_hazard = portfolio.named() ? 0.0 : exits;
  for (std::size_t c = 0; c < C; ++c)
    for (std::size_t review = 0; review < review_years.size(); ++review)
      if (portfolio.global_money() && part[c].takes_part(review_years[review]) &&
          uniform(key, {countries[c].code.m49, static_cast<std::uint32_t>(review), purpose::acting_on_review, 0}) <
              p[P::act_on_review])
        part[c].acted = true;
  // Cities: in proportion to the square root of how many there are, so that small countries count; `reached_cities` in
  // all when 25 of 48 recipients take part (every named one, where they are named).
  double roots = 0.0;
  for (const std::size_t c : portfolio.by_number())
    if (portfolio.recipient(c)) roots += std::sqrt(static_cast<double>(countries[c].cities.size()));
  if (roots <= 0.0) return;
  const double scale = p[P::reached_cities] * (portfolio.named() ? 1.0 : 48.0 / 25.0) / roots;
  for (std::size_t c = 0; c < C; ++c) {
    const double n = static_cast<double>(countries[c].cities.size());
    if (portfolio.recipient(c) && part[c].joined != never && n > 0.0)
      part[c].cities = static_cast<std::uint16_t>(std::min(n, std::max(1.0, std::floor(scale * std::sqrt(n) + 0.5))));
  }
}

/// Number of cities that share an account in a year.
std::int64_t sharing(const Portfolio& portfolio, const Course& course, std::size_t account, std::size_t year) {
  std::int64_t n = 0;
  for (std::size_t c = 0; c < course.countries.size(); ++c)
    if (portfolio.shares(account, c) && course.countries[c].takes_part(year)) n += course.countries[c].cities;
  return n;
}

}  // namespace

Course run_course(const Portfolio& portfolio, const Evidence& evidence, const std::vector<CountryInput>& countries,
                  const ParameterDraw& p, RandomKey key) {
  const auto& accounts = portfolio.accounts();
  Course course;
  course.city_usd.assign(accounts.size(), {});
  course.paid_usd.assign(accounts.size(), 0.0);
  const auto plan = planned(portfolio, p, key);
  std::array<double, budget_years> share{};
  for (std::size_t y = 0; y < budget_years; ++y) share[y] = arriving(p, key, y);

  // Global half: spending builds stocks that wear.
  Ledger ledger(portfolio.scenario().budget.support_cost_basis_points);
  std::array<std::array<double, budget_years>, function_count> spent{};
  std::array<double, budget_years> global_usd{};
  for (std::size_t a = 0; a < accounts.size(); ++a) {
    if (accounts[a].half != Half::global_functions) continue;
    for (std::size_t y = 0; y < budget_years; ++y) {
      const Cents direct = ledger.receive(plan[a][y], share[y]);
      ledger.pay(direct);
      spent[index(portfolio.function(a))][y] += direct.dollars();
      global_usd[y] += direct.dollars();
      course.city_usd[a][y] = direct.dollars();
      course.paid_usd[a] += direct.dollars();
    }
  }
  for (std::size_t f = 0; f < function_count; ++f) {
    double half_life = 36.0;
    double stock = 0.0;
    for (const auto& row : evidence.functions)
      if (row.id == function_names[f]) half_life = row.half_life_months;
    const double rate = logarithm(2.0) * 12.0 / half_life;
    const double keep = exponential(-rate);
    const double built = (1.0 - keep) / rate;
    const double half = p[P::global_half_stock] / static_cast<double>(function_count);
    for (std::size_t y = 0; y < horizon_years; ++y) {
      stock = stock * keep + (y < budget_years ? spent[f][y] * built : 0.0);
      course.global[y].stock[f] = stock / (stock + half);
    }
  }
  enrol(portfolio, countries, p, key, course);

  // Local half: every city that shares an account gets the same whole cents; the rest waits for the next year.
  std::array<double, budget_years> local_usd{};
  for (std::size_t a = 0; a < accounts.size(); ++a) {
    if (accounts[a].half != Half::local_delivery) continue;
    Cents purse;
    for (std::size_t y = 0; y < budget_years; ++y) {
      purse += ledger.receive(plan[a][y], share[y]);
      const std::int64_t n = sharing(portfolio, course, a, y);
      const Cents part = ledger.pay_equal(purse, n);
      course.city_usd[a][y] = part.dollars();
      local_usd[y] += part.dollars() * static_cast<double>(n);
      course.paid_usd[a] += part.dollars() * static_cast<double>(n);
    }
    ledger.lapse(purse);
  }
  course.money = ledger.close();

  // What the global functions do to a local dollar, under the joint cap on their product.
  const double joint = p[P::joint_effect];
  double weighted = 0.0;
  double weights = 0.0;
  for (std::size_t y = 0; y < horizon_years; ++y) {
    auto& g = course.global[y];
    const double tools = y == 0 ? 0.0 : course.global[y - 1].stock[index(Function::tools)];  // a year's lag
    double quality = 1.0 + joint * p[P::tools_on_scale_up] * tools;
    double economy = 1.0 + joint * p[P::knowledge_on_cost] * g.stock[index(Function::knowledge)];
    double own = y < budget_years ? p[P::leverage] * std::min(1.0, joint * p[P::advocacy_on_leverage]) *
                                        g.stock[index(Function::advocacy)] * global_usd[y]
                                  : 0.0;
    const double local = y < budget_years ? local_usd[y] : 0.0;
    std::int64_t n = 0;  // cities that may get own money
    for (std::size_t c = 0; c < countries.size(); ++c)
      if (portfolio.recipient(c) && course.countries[c].takes_part(y)) n += course.countries[c].cities;
    if (n == 0) own = 0.0;
    const double against =
        y < budget_years ? local + global_usd[y] : 0.0;  // own money is held against all that the programme pays
    const double money = against > 0.0 ? (against + own) / against : 1.0;
    const double product = quality * economy * money;
    if (product > p[P::joint_cap]) {
      const double shrunk = logarithm(p[P::joint_cap]) / logarithm(product);
      quality = exponential(shrunk * logarithm(quality));
      economy = exponential(shrunk * logarithm(economy));
      own = against * (exponential(shrunk * logarithm(money)) - 1.0);
    }
    g.quality = quality;
    g.economy = economy;
    g.own_usd = own;
    g.power = 1.0 + joint * p[P::monitoring_on_power] * g.stock[index(Function::monitoring)];
    if (local > 0.0) {
      weighted +=
          local * (std::min(1.0, p[P::scale_up] * quality) / p[P::scale_up]) * economy * ((local + own) / local);
      weights += local;
    }
    if (own > 0.0) course.own_city_usd[y] = own / static_cast<double>(n);
  }
  course.dollar_multiplier = weights > 0.0 ? weighted / weights : std::numeric_limits<double>::quiet_NaN();
  return course;
}

}  // namespace salus::model
