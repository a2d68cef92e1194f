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

/// Months after which what a political row covers is gone once the government that joined is.
constexpr double political_decay_months = 3.0;

}  // namespace

double median_log_rr(const Intervention& row, std::size_t type) {
  const auto& cell = row.effect[type];
  return row.verified && cell.measured ? cell.log_rr : cell.log_rr - 0.5 * cell.log_rr_sd * cell.log_rr_sd;
}

std::vector<InterventionDraw> draw_interventions(const Evidence& evidence, RandomKey key) {
  std::vector<InterventionDraw> all;
  for (const auto& row : evidence.interventions) {
    const std::uint32_t entity = stable_number(row.id);
    InterventionDraw one;
    if (row.unit_cost.upper > 0.0) one.unit_cost = draw(row.unit_cost, key, {entity, 0, purpose::unit_cost, 0});
    if (!row.process_only) {
      one.eligible_per_person = draw(row.eligible_per_person, key, {entity, 0, purpose::eligible_units, 0});
      one.displaced =
          std::min(1.0, row.displacement +
                            row.displacement_sd * standard_normal(key, {entity, 0, purpose::displacement,
                                                                        0}));  // no more is displaced than is gone
      for (std::size_t k = 0; k < crime_type_count; ++k) {
        const auto& cell = row.effect[k];
        const auto n = static_cast<std::uint32_t>(k);
        if (cell.share <= 0.0) continue;  // the target has no part in this crime type
        one.reduction[k] = 1.0 - exponential(median_log_rr(row, k) +
                                             cell.log_rr_sd * standard_normal(key, {entity, 0, purpose::effect, n}));
        one.targeted[k] = logistic(logit(cell.share) +
                                   cell.share_logit_sd * standard_normal(key, {entity, 0, purpose::targeted_share, n}));
      }
    }
    all.push_back(one);
  }
  return all;
}

std::vector<InterventionDraw> mixed(const Evidence& evidence, const std::vector<InterventionDraw>& one,
                                    const std::vector<InterventionDraw>& other, Knowledge kept) {
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

CoverageLag::CoverageLag(double ramp, double decay, double after, double delay, double fatigue) {
  const auto lag = [](double months) {
    const double a = 12.0 / months;
    const double left = exponential(-a);
    return Lag{left, (1.0 - left) / a};
  };
  ramp_ = lag(ramp);
  decay_ = lag(decay);
  after_ = lag(after);
  const double years = delay / 12.0;
  const double whole = std::floor(years);
  delay_years_ = static_cast<std::size_t>(whole);
  delay_part_ = years - whole;
  worn_.fill(1.0);
  if (fatigue > 0.0)
    for (std::size_t n = 0; n < horizon_years; ++n)
      worn_[n] = exponential(-12.0 / fatigue * static_cast<double>(n)) * lag(fatigue).mean;
}

std::array<double, horizon_years> CoverageLag::path(const std::array<double, horizon_years>& target,
                                                    std::size_t left) const {
  std::array<double, horizon_years> covered{};
  std::array<double, horizon_years> acting{};
  double now = 0.0;
  std::size_t effort = 0;  // years of unbroken effort so far
  for (std::size_t y = 0; y < horizon_years; ++y) {
    const double gap = target[y] - now;
    const Lag& lag = gap > 0.0 ? ramp_ : y < left ? decay_ : after_;
    covered[y] = (target[y] - gap * lag.mean) * worn_[effort];
    now = target[y] - gap * lag.left;
    effort = target[y] > 0.0 ? effort + 1 : effort - std::min<std::size_t>(effort, 1);  // what wore recovers as slowly
  }
  // A delay moves the path; the two years it falls between share.
  for (std::size_t y = 0; y < horizon_years; ++y) {
    const double near = y >= delay_years_ ? covered[y - delay_years_] : 0.0;
    const double far = y >= delay_years_ + 1 ? covered[y - delay_years_ - 1] : 0.0;
    acting[y] = delay_part_ > 0.0 ? (1.0 - delay_part_) * near + delay_part_ * far : near;
  }
  return acting;
}

double combined(const double* alone, std::size_t rows, double overlap) {
  double stays = 1.0;
  double most = 0.0;
  double harm = 1.0;
  for (std::size_t r = 0; r < rows; ++r) {
    if (alone[r] >= 0.0) {
      stays *= 1.0 - alone[r];
      most = std::max(most, alone[r]);
    } else harm *= 1.0 - alone[r];
  }
  const double gone = (1.0 - overlap) * (1.0 - stays) + overlap * most;
  return 1.0 - (1.0 - gone) * harm;  // harm does not overlap with good
}

Delivery::Delivery(const Portfolio& portfolio, const Evidence& evidence) : portfolio_(&portfolio) {
  std::array<std::size_t, mechanism_count> position;
  position.fill(mechanism_count);
  for (const auto& row : portfolio.rows()) {
    const auto& i = evidence.interventions[row.intervention];
    auto& m = position[index(i.mechanism)];
    if (m == mechanism_count) m = mechanisms_++;
    const double after = i.political ? std::min(i.decay_months, political_decay_months) : i.decay_months;
    rows_.push_back({i.one_off ? exponential(-12.0 / i.decay_months) : 0.0,
                     i.transfer_share,
                     i.political,
                     {i.ramp_months, i.decay_months, after, i.delay_months, i.fatigue_months},
                     m});
  }
  for (std::size_t i = 0; i < evidence.interventions.size(); ++i)
    if (evidence.interventions[i].id == survey_item) survey_ = i;
}

void Delivery::act(std::size_t country, double people, double capacity, const Course& course, const ParameterDraw& p,
                   const std::vector<InterventionDraw>& interventions, CityEffect& out) const {
  const auto& rows = portfolio_->rows();
  const std::size_t R = rows.size();
  out.rows.assign(R, {});
  out.unabsorbed_usd = out.fixed_usd = out.transfers_usd = 0.0;
  out.delivered = false;
  for (auto& year : out.factor) year.fill(1.0);
  const auto& part = course.countries[country];

  // Usable dollars by row and year.
  std::vector<std::array<double, horizon_years>> usd(R);
  bool any = false;
  for (std::size_t y = 0; y < budget_years; ++y) {
    if (!part.takes_part(y)) continue;
    // of acting rows; of everything paid to the city
    double all = 0.0;
    double here = course.own_city_usd[y];
    for (std::size_t a = 0; a < course.city_usd.size(); ++a)
      if (portfolio_->shares(a, country)) here += course.city_usd[a][y];  // no country shares a global account
    out.delivered = out.delivered || here > 0.0;
    for (std::size_t r = 0; r < R; ++r) {
      double money = course.own_city_usd[y] * rows[r].own_weight;
      for (const std::size_t a : rows[r].accounts)
        if (portfolio_->shares(a, country)) money += course.city_usd[a][y];
      usd[r][y] = money;
      all += money;
    }
    if (all <= 0.0) continue;
    any = true;
    const double usable = all * std::max(0.0, 1.0 - p[P::city_fixed_cost] / here);
    const double limit = p[P::absorption_limit] * capacity * people;
    const double used = limit * (1.0 - exponential(-usable / limit));
    out.unabsorbed_usd += usable - used;
    out.fixed_usd += all - usable;
    for (std::size_t r = 0; r < R; ++r) {
      usd[r][y] *= used / all;
      out.transfers_usd += usd[r][y] * rows_[r].transfer_share;
    }
  }
  if (!any) return;

  auto& quality = out.quality;
  for (std::size_t y = 0; y < horizon_years; ++y) quality[y] = std::min(1.0, p[P::scale_up] * course.global[y].quality);
  const double ceiling = p[P::take_up_ceiling];
  // By mechanism: what stays if rows acted independently, the strongest, and harm; combined as `combined` does, all
  // types at once.
  using Grid = std::array<std::array<double, crime_type_count>, horizon_years>;
  std::array<Grid, mechanism_count> stays;
  std::array<Grid, mechanism_count> most;
  std::array<Grid, mechanism_count> harm;
  for (std::size_t m = 0; m < mechanisms_; ++m)
    for (std::size_t y = 0; y < horizon_years; ++y) {
      stays[m][y].fill(1.0);
      most[m][y].fill(0.0);
      harm[m][y].fill(1.0);
    }
  for (std::size_t r = 0; r < R; ++r) {
    const auto& drawn = interventions[rows[r].intervention];
    const double eligible = ceiling * drawn.eligible_per_person * people;
    std::array<double, horizon_years> target{};
    bool paid = false;
    double lasting = 0.0;  // units paid once and still at work
    for (std::size_t y = 0; y < horizon_years; ++y) {
      double units = y < budget_years ? usd[r][y] / drawn.unit_cost * course.global[y].economy : 0.0;
      paid = paid || units > 0.0;
      if (rows_[r].political && y >= part.left) lasting = 0.0;
      if (rows_[r].lasts > 0.0) units = lasting = lasting * rows_[r].lasts + units;
      if (units > 0.0) target[y] = ceiling * (1.0 - exponential(-units / eligible));
    }
    if (!paid) continue;
    const auto& covered = out.rows[r].covered = rows_[r].lag.path(target, part.left);
    std::array<double, crime_type_count> strength;
    for (std::size_t k = 0; k < crime_type_count; ++k)
      strength[k] = (1.0 - drawn.displaced) * drawn.targeted[k] * drawn.reduction[k];
    const std::size_t m = rows_[r].mechanism;
    for (std::size_t y = 0; y < horizon_years; ++y) {
      const double reach = covered[y] * quality[y];
      for (std::size_t k = 0; k < crime_type_count; ++k) {
        const double x = out.rows[r].alone[y][k] = reach * strength[k];
        const double good = std::max(x, 0.0);
        stays[m][y][k] *= 1.0 - good;
        most[m][y][k] = std::max(most[m][y][k], good);
        harm[m][y][k] *= 1.0 - std::min(x, 0.0);
      }
    }
  }
  const double w = p[P::overlap];
  for (std::size_t m = 0; m < mechanisms_; ++m)
    for (std::size_t y = 0; y < horizon_years; ++y)
      for (std::size_t k = 0; k < crime_type_count; ++k) {
        const double gone = (1.0 - w) * (1.0 - stays[m][y][k]) + w * most[m][y][k];
        out.factor[y][k] *= (1.0 - gone) * harm[m][y][k];
      }
}

double Delivery::interviews(std::size_t country, const Course& course,
                            const std::vector<InterventionDraw>& interventions) const {
  double usd = 0.0;
  for (const std::size_t a : portfolio_->survey_accounts())
    if (portfolio_->shares(a, country))
      for (std::size_t y = 0; y < budget_years; ++y)
        if (course.countries[country].takes_part(y)) usd += course.city_usd[a][y];
  return usd > 0.0 ? usd / interventions[survey_].unit_cost : 0.0;
}

}  // namespace salus::model
