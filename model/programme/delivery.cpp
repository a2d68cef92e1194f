#include "model/programme/delivery.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

using P = Parameter;

/// Stable number of an intervention for its draws: FNV-1a of its id (Fowler, Noll, Vo), 32 bits.
std::uint32_t entity_of(const std::string& id) {
  std::uint32_t hash = 2166136261u;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

/// Months after which what a political row covers is gone once the government that joined is.
constexpr double political_decay_months = 3.0;

}  // namespace

std::vector<InterventionDraw> draw_interventions(const Evidence& evidence, RandomKey key) {
  std::vector<InterventionDraw> all;
  for (const auto& row : evidence.interventions) {
    const std::uint32_t entity = entity_of(row.id);
    InterventionDraw one;
    if (row.unit_cost.upper > 0.0) one.unit_cost = draw(row.unit_cost, key, {entity, 0, purpose::unit_cost, 0});
    if (!row.process_only) {
      one.eligible_per_person = draw(row.eligible_per_person, key, {entity, 0, purpose::eligible_units, 0});
      one.displaced = row.displacement + row.displacement_sd * standard_normal(key, {entity, 0, purpose::displacement, 0});
      for (std::size_t k = 0; k < crime_type_count; ++k) {
        const auto& cell = row.effect[k];
        const auto n = static_cast<std::uint32_t>(k);
        if (cell.share <= 0.0) continue;  // the target has no part in this crime type
        one.reduction[k] = 1.0 - exponential(cell.log_rr + cell.log_rr_sd * standard_normal(key, {entity, 0, purpose::effect, n}));
        one.targeted[k] = logistic(logit(cell.share) + cell.share_logit_sd * standard_normal(key, {entity, 0, purpose::targeted_share, n}));
      }
    }
    all.push_back(one);
  }
  return all;
}

std::vector<InterventionDraw> mixed(const Evidence& evidence, const std::vector<InterventionDraw>& one, const std::vector<InterventionDraw>& other, Knowledge kept) {
  std::vector<InterventionDraw> all = kept == Knowledge::assumption ? one : other;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& row = evidence.interventions[i];
    if (row.cost_verified) all[i].unit_cost = kept == Knowledge::data ? one[i].unit_cost : other[i].unit_cost;
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      const Knowledge known = row.verified && row.effect[k].measured ? Knowledge::data : Knowledge::analogy;
      all[i].reduction[k] = kept == known ? one[i].reduction[k] : other[i].reduction[k];
    }
  }
  return all;
}

std::array<double, horizon_years> coverage_path(const std::array<double, horizon_years>& target, double ramp, double decay, double delay, double fatigue) {
  std::array<double, horizon_years> covered{}, acting{};
  double now = 0.0, effort = 0.0;  // effort: years of unbroken effort so far
  for (std::size_t y = 0; y < horizon_years; ++y) {
    const double gap = target[y] - now, a = 12.0 / (gap > 0.0 ? ramp : decay), left = exponential(-a);
    covered[y] = target[y] - gap * (1.0 - left) / a;
    now = target[y] - gap * left;
    if (fatigue > 0.0) {
      const double b = 12.0 / fatigue;
      if (target[y] > 0.0) covered[y] *= exponential(-b * effort) * (1.0 - exponential(-b)) / b, effort += 1.0;
      else effort = 0.0;
    }
  }
  // A delay moves the path; within a year the two years it falls between share.
  const double years = delay / 12.0, whole = std::floor(years), part = years - whole;
  const auto shift = static_cast<std::size_t>(whole);
  for (std::size_t y = 0; y < horizon_years; ++y) {
    const double near = y >= shift ? covered[y - shift] : 0.0, far = y >= shift + 1 ? covered[y - shift - 1] : 0.0;
    acting[y] = part > 0.0 ? (1.0 - part) * near + part * far : near;
  }
  return acting;
}

double combined(const double* alone, std::size_t rows, double overlap) {
  double stays = 1.0, most = 0.0, harm = 1.0;
  for (std::size_t r = 0; r < rows; ++r) {
    if (alone[r] >= 0.0) stays *= 1.0 - alone[r], most = std::max(most, alone[r]);
    else harm *= 1.0 - alone[r];
  }
  const double gone = (1.0 - overlap) * (1.0 - stays) + overlap * most;
  return 1.0 - (1.0 - gone) * harm;  // harm does not overlap with good
}

void Delivery::act(std::size_t country, double people, double capacity, const Course& course, const ParameterDraw& p, const std::vector<InterventionDraw>& interventions, CityEffect& out) const {
  const auto& rows = portfolio_.rows();
  const std::size_t R = rows.size();
  out.alone.assign(R, {});
  out.unabsorbed_usd = 0.0;
  for (auto& year : out.factor) year.fill(1.0);
  if (R == 0) return;
  const auto& part = course.countries[country];

  // Usable dollars by row and year.
  std::vector<std::array<double, horizon_years>> usd(R);
  for (std::size_t y = 0; y < budget_years; ++y) {
    if (!part.takes_part(y)) continue;
    double all = 0.0;
    for (std::size_t r = 0; r < R; ++r) {
      double money = course.own_city_usd[y] * rows[r].own_weight;
      for (const std::size_t a : rows[r].accounts)
        if (portfolio_.shares(a, country)) money += course.city_usd[a][y];
      usd[r][y] = money;
      all += money;
    }
    if (all <= 0.0) continue;
    const double usable = std::max(0.0, all - p[P::city_fixed_cost]), limit = p[P::absorption_limit] * capacity * people;
    const double used = limit * (1.0 - exponential(-usable / limit));
    out.unabsorbed_usd += usable - used;
    for (std::size_t r = 0; r < R; ++r) usd[r][y] *= used / all;
  }

  std::array<double, horizon_years> quality{};
  for (std::size_t y = 0; y < horizon_years; ++y) quality[y] = std::min(1.0, p[P::scale_up] * course.global[y].quality);
  const double ceiling = p[P::take_up_ceiling];
  for (std::size_t r = 0; r < R; ++r) {
    const auto& row = evidence_.interventions[rows[r].intervention];
    const auto& drawn = interventions[rows[r].intervention];
    const double eligible = ceiling * drawn.eligible_per_person * people;
    std::array<double, horizon_years> target{};
    for (std::size_t y = 0; y < budget_years; ++y) {
      const double units = usd[r][y] / drawn.unit_cost * course.global[y].economy;
      target[y] = ceiling * (1.0 - exponential(-units / eligible));
    }
    const bool ends = row.political && part.left != never;
    const auto covered = coverage_path(target, row.ramp_months, ends ? std::min(row.decay_months, political_decay_months) : row.decay_months, row.delay_months, row.fatigue_months);
    for (std::size_t y = 0; y < horizon_years; ++y) {
      if (covered[y] <= 0.0) continue;
      const double reach = covered[y] * quality[y] * (1.0 - drawn.displaced);
      for (std::size_t k = 0; k < crime_type_count; ++k) out.alone[r][y][k] = reach * drawn.targeted[k] * drawn.reduction[k];
    }
  }

  for (std::size_t y = 0; y < horizon_years; ++y)
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      double factor = 1.0;
      for (std::size_t m = 0; m < mechanism_count; ++m) {
        double alone[64];
        std::size_t n = 0;
        for (std::size_t r = 0; r < R; ++r)
          if (index(evidence_.interventions[rows[r].intervention].mechanism) == m && out.alone[r][y][k] != 0.0) alone[n++] = out.alone[r][y][k];
        if (n > 0) factor *= 1.0 - combined(alone, n, p[P::overlap]);
      }
      out.factor[y][k] = factor;
    }
}

double Delivery::interviews(std::size_t country, const Course& course, const std::vector<InterventionDraw>& interventions) const {
  double usd = 0.0;
  for (const std::size_t a : portfolio_.survey_accounts())
    if (portfolio_.shares(a, country))
      for (std::size_t y = 0; y < budget_years; ++y)
        if (course.countries[country].takes_part(y)) usd += course.city_usd[a][y];
  if (usd <= 0.0) return 0.0;
  for (std::size_t i = 0; i < evidence_.interventions.size(); ++i)
    if (evidence_.interventions[i].id == survey_item) return usd / interventions[i].unit_cost;
  return 0.0;
}

}  // namespace salus::model
