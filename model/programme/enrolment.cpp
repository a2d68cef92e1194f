#include "model/programme/enrolment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

using P = Parameter;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
/// Countries of the note over those that take part when `reached_cities` are reached.
constexpr double listed_over_members = 48.0 / 25.0;

double gumbel(RandomKey key, DrawId id) { return -logarithm(standard_exponential(key, id)); }

/// The pull on each country to join: its need, its means, and whether its UN common country analysis has safety as a
/// priority. The log of a factor on its hazard of joining, less the log of the factors' mean.
std::vector<double> pull_to_join(const Portfolio& portfolio, const std::vector<CountryInput>& countries,
                                 const ParameterDraw& p, RandomKey key) {
  const double n = positions_in<CountryIndex>(countries).count();
  double need = 0.0;
  double means = 0.0;
  double factors = 0.0;
  for (const CountryIndex c : portfolio.by_number()) {
    need += countries[c].level[CrimeType::homicide].log_rate / n;
    means += logarithm(countries[c].gdp_per_head) / n;
  }
  std::vector<double> pull;
  for (const auto& c : countries) {
    const bool priority = c.income != Income::high &&
                          uniform(key, {c.code.m49, 0, purpose::country_analysis, 0}) < p[P::analysis_priority];
    pull.push_back(p[P::need_selection] * (c.level[CrimeType::homicide].log_rate - need) +
                   p[P::means_selection] * (logarithm(c.gdp_per_head) - means) +
                   (priority ? p[P::analysis_selection] : 0.0));
  }
  for (const CountryIndex c : portfolio.by_number()) factors += exponential(pull[c]) / n;
  for (double& x : pull) x -= logarithm(factors);
  return pull;
}

class Enroller {
 public:
  Enroller(const Portfolio& portfolio, const std::vector<CountryInput>& countries, const ParameterDraw& p,
           RandomKey key)
      : portfolio_(portfolio), countries_(countries), p_(p), key_(key) {
    out_.countries.resize(countries.size());
  }

  Enrolled run(const std::array<FunctionStocks, horizon_years>& stocks) {
    if (!portfolio_.funded()) {
      out_.adoption_hazard = JoiningHazard(not_a_number);
      out_.exit_hazard = LeavingHazard(not_a_number);
      return std::move(out_);
    }
    const auto pull = pull_to_join(portfolio_, countries_, p_, key_);
    if (portfolio_.named()) join_as_named();
    else join_first_review(pull);
    join_and_leave(pull, stocks);
    act_on_reviews();
    bring_cities();
    return std::move(out_);
  }

 private:
  Positions<CountryIndex> all() const { return positions_in<CountryIndex>(countries_); }

  void join_as_named() {
    for (const auto c : all())
      if (portfolio_.named_place(c)) {
        out_.countries[c].joined = YearIndex(0u);
        out_.countries[c].first_review = true;
      }
  }

  /// The largest sums of pull and Gumbel noise: as if countries joined one by one, each with its own hazard.
  void join_first_review(const std::vector<double>& pull) {
    std::vector<double> wish;
    std::vector<CountryIndex> order;
    for (const auto c : all()) {
      wish.push_back(pull[c] + gumbel(key_, {countries_[c].code.m49, 0, purpose::willingness, 0}));
      order.push_back(c);
    }
    std::sort(order.begin(), order.end(), [&](CountryIndex a, CountryIndex b) {
      return wish[a] != wish[b] ? wish[a] > wish[b] : countries_[a].code.m49 < countries_[b].code.m49;
    });
    double place = 0.0;
    for (const CountryIndex c : order) {
      place += 1.0;
      if (place > p_[P::first_review_countries] + 0.5) break;
      out_.countries[c].joined = YearIndex(1u);
      out_.countries[c].first_review = true;
    }
  }

  /// Year by year, and what the mean hazards were.
  void join_and_leave(const std::vector<double>& pull, const std::array<FunctionStocks, horizon_years>& stocks) {
    auto& part = out_.countries;
    EnumArray<double, Region> members{};
    for (const auto& c : countries_) members[c.region] += 1.0;
    const double joint = p_[P::joint_effect];
    const double change = chance_in_a_year(Turnover(p_[P::political_change])).value();
    JoiningHazard hazards;
    double chances = 0.0;
    LeavingHazard exits;
    for (YearIndex y(1u); y < horizon_years; y = y + 1u) {
      const FunctionStocks& stock = stocks[y];
      EnumArray<double, Region> in_region{};
      for (const auto c : all()) in_region[countries_[c].region] += part[c].takes_part(y - 1u) ? 1.0 : 0.0;
      const double exit =
          p_[P::exit_at_change] * std::max(0.0, 1.0 - joint * p_[P::review_on_exit] * stock[Function::peer_review]);
      exits += LeavingHazard(-logarithm(1.0 - change * exit) / (horizon_years - 1));
      for (const CountryIndex c : portfolio_.by_number()) {
        const DrawId at{countries_[c].code.m49, y, purpose::joining, 0};
        if (part[c].joined == never && !portfolio_.named() && y >= 2) {
          const Region r = countries_[c].region;
          const JoiningHazard hazard =
              JoiningHazard(p_[P::adoption_hazard]) * exponential(pull[c]) *
              (1.0 + joint * p_[P::knowledge_on_adoption] * stock[Function::knowledge]) *
              (1.0 + joint * p_[P::network_on_adoption] * stock[Function::network] * in_region[r] / members[r]);
          hazards += hazard;
          chances += 1.0;
          if (uniform(key_, at) < chance_in_a_year(hazard).value()) part[c].joined = y;
        } else if (!portfolio_.named() && part[c].joined < y && part[c].left == never) {
          if (uniform(key_, {at.entity, at.step, purpose::government, 0}) < change &&
              uniform(key_, {at.entity, at.step, purpose::government, 1}) < exit)
            part[c].left = y;
        }
      }
    }
    out_.adoption_hazard = chances > 0.0 ? hazards / chances : JoiningHazard(not_a_number);
    out_.exit_hazard = portfolio_.named() ? LeavingHazard() : exits;
  }

  void act_on_reviews() {
    if (!portfolio_.global_money()) return;
    const auto reviews = review_years(portfolio_.scenario().start_year);
    for (const auto c : all())
      for (std::uint32_t review = 0; review < reviews.size(); ++review) {
        const DrawId at{countries_[c].code.m49, review, purpose::acting_on_review, 0};
        if (out_.countries[c].takes_part(reviews[review]) && uniform(key_, at) < p_[P::act_on_review])
          out_.countries[c].acted = true;
      }
  }

  /// In proportion to the square root of how many cities there are, so that small countries count; `reached_cities` in
  /// all when 25 of 48 recipients take part (every named one, where they are named).
  void bring_cities() {
    const auto cities_of = [&](CountryIndex c) -> double {
      return positions_in<CityIndex>(countries_[c].cities).count();
    };
    double roots = 0.0;
    for (const CountryIndex c : portfolio_.by_number())
      if (portfolio_.recipient(c)) roots += std::sqrt(cities_of(c));
    if (roots <= 0.0) return;
    const double scale = p_[P::reached_cities] * (portfolio_.named() ? 1.0 : listed_over_members) / roots;
    for (const auto c : all()) {
      const double n = cities_of(c);
      auto& part = out_.countries[c];
      if (portfolio_.recipient(c) && part.joined != never && n > 0.0)
        part.cities = static_cast<std::uint32_t>(std::min(n, std::max(1.0, std::floor(scale * std::sqrt(n) + 0.5))));
    }
  }

  const Portfolio& portfolio_;
  const std::vector<CountryInput>& countries_;
  const ParameterDraw& p_;
  RandomKey key_;
  Enrolled out_;
};

}  // namespace

Enrolled enrol(const Portfolio& portfolio, const std::vector<CountryInput>& countries,
               const std::array<FunctionStocks, horizon_years>& stocks, const ParameterDraw& parameters,
               RandomKey key) {
  return Enroller(portfolio, countries, parameters, key).run(stocks);
}

}  // namespace salus::model
