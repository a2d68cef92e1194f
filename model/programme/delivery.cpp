#include "model/programme/delivery.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "model/core/elementary.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

using P = Parameter;

/// Time constant of the exponential decay of what a political row covers once the government that joined is gone.
constexpr double political_decay_months = 3.0;

/// What the targets of a row account for, as a curve. What agents add to a measured reduction (what would have
/// followed, less what is moved elsewhere) is taken for its own in half of all draws; in the others the trials' figure
/// holds it.
void draw_curve(const Intervention& row, CrimeType k, const PooledNumbers& numbers, InterventionDraw& one) {
  const CurvePrior& prior = *row.effect[k].curve;
  const std::uint32_t kind = index(row.city_target);
  const CurveLuck luck{.concentration = numbers.standard_normal({kind, 0, purpose::coverage_curve, 0}),
                       .full = numbers.standard_normal({kind, 0, purpose::coverage_curve, 1})};
  CoverageCurve curve = moved(prior.median, prior, &CurveSpread::common, luck);
  if (row.city_targeting == Targeting::random) curve.ahead = 0.0;
  one.targeted[k] = curve;
  one.targets_per_person = prior.targets_per_person;
  one.reach = reach_of(row, prior, one.eligible_per_person.value());
  if (numbers.standard_normal({purpose::the_world, 0, purpose::echo, 0}) > 0.0)
    one.passed_on[k] =
        prior.echo * exponential(prior.echo_log_sd * numbers.standard_normal({kind, 0, purpose::echo, 1 + index(k)}));
}

}  // namespace

double EffectCell::log_rr_sd() const {
  return std::sqrt(common_sd * common_sd + row_sd * row_sd + cell_sd * cell_sd + between_sd * between_sd);
}

double EffectPlace::deviation(std::uint32_t row) const {
  return std::sqrt(between_countries) * standard_normal(key, {country, row, purpose::effect_in_country, 0}) +
         std::sqrt(1.0 - between_countries) * standard_normal(key, {city, row, purpose::effect_in_city, 0});
}

CurveLuck EffectPlace::luck(MeasureTarget target) const {
  // Numbers of draws: a kind's concentration, its share at full coverage.
  constexpr std::uint32_t concentration = 2;
  constexpr std::uint32_t full = 32;
  static_assert(concentration + count_of<MeasureTarget> <= full, "kinds of target share a draw");
  const auto drawn = [&](std::uint32_t which) {
    return standard_normal(key, {city, 0, purpose::coverage_curve, which + index(target)});
  };
  return {.concentration = drawn(concentration), .full = drawn(full)};
}

std::vector<InterventionDraw> draw_interventions(const Evidence& evidence, const PooledNumbers& numbers) {
  std::vector<InterventionDraw> all;
  const double of_all = numbers.standard_normal({purpose::the_world, 0, purpose::common_effect, 0});
  for (const auto& row : evidence.interventions) {
    const std::uint32_t entity = stable_number(row.id);
    InterventionDraw one;
    if (row.unit_cost.upper > 0.0)
      one.unit_cost = UsdPerUnit(draw(row.unit_cost, numbers, {entity, 0, purpose::unit_cost, 0}));
    if (row.least_a_year.upper > 0.0)
      one.least_a_year = Usd(draw(row.least_a_year, numbers, {entity, 0, purpose::least_size, 0}));
    if (!row.process_only) {
      one.eligible_per_person =
          UnitsPerPerson(draw(row.eligible_per_person, numbers, {entity, 0, purpose::eligible_units, 0}));
      one.displaced =
          std::min(1.0, row.displacement +
                            row.displacement_sd * numbers.standard_normal({entity, 0, purpose::displacement,
                                                                           0}));  // no more is displaced than is gone
      const double of_row = numbers.standard_normal({entity, 0, purpose::row_effect, 0});
      for (const auto k : every<CrimeType>) {
        const std::uint32_t n = index(k);
        const auto& cell = row.effect[k];
        if (cell.share <= 0.0) continue;  // the target has no part in this crime type
        one.reduction[k] = 1.0 - exponential(cell.log_rr + cell.common_sd * of_all + cell.row_sd * of_row +
                                             cell.cell_sd * numbers.standard_normal({entity, 0, purpose::effect, n}));
        one.passed_on[k] = 1.0 - one.displaced;
        if (cell.curve) {
          draw_curve(row, k, numbers, one);
          continue;
        }
        one.targeted[k].full =
            cell.of_area
                ? 1.0
                : logistic(logit(cell.share) +
                           cell.share_logit_sd * numbers.standard_normal({entity, 0, purpose::targeted_share, n}));
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
    for (const auto k : every<CrimeType>) {
      const Knowledge known = row.verified && row.effect[k].measured ? Knowledge::data : Knowledge::analogy;
      all[i].reduction[k] = kept == known ? one[i].reduction[k] : other[i].reduction[k];
    }
  }
  return all;
}

double combined(std::span<const double> alone, double overlap) {
  double stays = 1.0;
  double most = 0.0;
  double harm = 1.0;
  for (const double x : alone) {
    if (x >= 0.0) {
      stays *= 1.0 - x;
      most = std::max(most, x);
    } else harm *= 1.0 - x;
  }
  const double gone = (1.0 - overlap) * (1.0 - stays) + overlap * most;
  return 1.0 - (1.0 - gone) * harm;  // harm does not overlap with good
}

Delivery::Delivery(const Portfolio& portfolio, const Evidence& evidence)
    : portfolio_(&portfolio), career_length_(central_value(registry()[P::career_length].prior)) {
  EnumArray<std::optional<std::uint32_t>, Mechanism> position;
  for (const auto& row : portfolio.rows()) {
    const auto& i = evidence.interventions[row.intervention];
    auto& m = position[i.mechanism];
    if (!m) m = mechanisms_++;
    const CoverageLag::Months months{
        .ramp = i.ramp_months,
        .decay = i.decay_months,
        .after = i.political ? std::min(i.decay_months, political_decay_months) : i.decay_months,
        .delay = i.delay_months,
        .fatigue = i.fatigue_months};
    Row out{.number = stable_number(i.id),
            .transfer_share = i.transfer_share,
            .political = i.political,
            .one_off = i.one_off,
            .of_careers = i.city_target == MeasureTarget::risky_persons,
            .months = months,
            .wear = wear_of(months, i.one_off),
            .target = i.city_target,
            .mechanism = *m};
    for (const auto k : every<CrimeType>) {
      out.between_sd[k] = i.effect[k].between_sd;
      out.curves[k] = i.effect[k].curve;
      out.differs = out.differs || out.between_sd[k] > 0.0;
    }
    rows_.push_back(out);
  }
  for (const auto i : positions_in<InterventionIndex>(evidence.interventions))
    if (evidence.interventions[i].id == survey_item) survey_ = i;
}

Delivery::Wear Delivery::wear_of(const CoverageLag::Months& months, bool one_off) {
  return {one_off ? exponential(-12.0 / months.decay) : 0.0, CoverageLag(months)};
}

Delivery::Wear Delivery::wear_in_careers(const Row& row, double career_months) {
  auto months = row.months;
  months.decay = leaving_months(months.decay, career_months);
  months.after = leaving_months(months.after, career_months);
  return wear_of(months, row.one_off);
}

std::vector<double> Delivery::own_parts(CountryIndex country, std::uint32_t city, const Course& course,
                                        YearIndex year) const {
  const auto& rows = portfolio_->rows();
  std::vector<double> parts;
  double sum = 0.0;
  for (const auto r : positions_in<RowIndex>(rows)) {
    const auto& row = rows[r];
    const auto run = [&](AccountIndex a) {
      return portfolio_->shares(a, country) && !course.dealt[a].everywhere() &&
             course.dealt[a].runs(country, city, year);
    };
    const bool runs = row.accounts.empty() ? course.own_rows[country].at(city) == r
                                           : std::any_of(row.accounts.begin(), row.accounts.end(), run);
    parts.push_back(runs ? row.own_weight : 0.0);
    sum += parts.back();
  }
  for (const auto r : positions_in<RowIndex>(rows))
    parts[index(r)] = sum > 0.0 ? parts[index(r)] / sum : rows[r].own_weight;
  return parts;
}

Delivery::Spending Delivery::usable(CountryIndex country, const CityPeople& people, double capacity,
                                    const Course& course, const ParameterDraw& p,
                                    const std::vector<InterventionDraw>& interventions, CityEffect& out) const {
  const auto& rows = portfolio_->rows();
  Spending usd(rows.size());
  bool any = false;
  for (const auto y : years_of_budget) {
    if (!course.countries[country].takes_part(y)) continue;
    const std::vector<double> own = own_parts(country, people.number, course, y);
    // of acting rows; of everything paid to the city
    Usd all;
    UsdPerCity here = course.own_to_city[y];
    for (const auto a : positions_in<AccountIndex>(course.accounts))
      if (portfolio_->shares(a, country)) here += course.to_city(*portfolio_, a, country, y, people);
    out.delivered = out.delivered || here > UsdPerCity();
    for (const auto r : positions_in<RowIndex>(rows)) {
      UsdPerCity money = course.own_to_city[y] * own[index(r)];
      for (const AccountIndex a : rows[r].accounts)
        if (portfolio_->shares(a, country)) money += course.to_city(*portfolio_, a, country, y, people);
      usd[r][y] = money * one_city;
      all += usd[r][y];
    }
    if (all <= Usd()) continue;
    any = true;
    const Usd usable = all * std::max(0.0, 1.0 - UsdPerCity(p[P::city_fixed_cost]) / here);
    const Usd limit = UsdPerPerson(p[P::absorption_limit]) * capacity * people.here;
    const Usd used = limit * (1.0 - exponential(-(usable / limit)));
    out.unabsorbed += course.prices.paid(usable - used, y);
    out.fixed += course.prices.paid(all - usable, y);
    out.for_measures += course.prices.paid(all, y);
    for (const auto r : positions_in<RowIndex>(rows)) usd[r][y] *= used / all;
    keep_enough(y, course, interventions, usd, out);
  }
  if (!any) usd.clear();
  return usd;
}

void Delivery::keep_enough(YearIndex y, const Course& course, const std::vector<InterventionDraw>& interventions,
                           Spending& usd, CityEffect& out) const {
  const auto& rows = portfolio_->rows();
  for (const auto r : positions_in<RowIndex>(rows)) {
    Usd& money = usd[r][y];
    // The smallest arm costs less where its units do.
    if (money * course.global[y].economy < interventions[rows[r].intervention].least_a_year) {
      out.too_small += course.prices.paid(money, y);
      money = Usd();
    }
    out.transfers[y] += money * rows_[r].transfer_share;
  }
}

std::array<double, horizon_years> Delivery::aimed_at(RowIndex row, const Wear& wear, const Reach& reach) const {
  const Units eligible = reach.ceiling * reach.drawn.eligible_per_person * reach.people;
  std::array<double, horizon_years> target{};
  Units lasting;  // paid once and still at work
  for (const auto y : every<YearIndex>) {
    Units units = y < budget_years ? reach.usd[y] / reach.drawn.unit_cost * reach.course.global[y].economy : Units();
    if (rows_[row].political && y >= reach.part.left) lasting = Units();
    if (wear.lasts > 0.0) {
      lasting = lasting * wear.lasts + units;
      units = lasting;
    }
    if (units > Units()) target[y] = reach.ceiling * (1.0 - exponential(-(units / eligible)));
  }
  return target;
}

CoveredYears Delivery::covered(RowIndex row, const Wear& wear, const Reach& reach) const {
  return wear.lag.path(aimed_at(row, wear, reach), reach.part.left);
}

EnumArray<double, CrimeType> Delivery::reduction(RowIndex row, const InterventionDraw& drawn,
                                                 const EffectPlace& place) const {
  EnumArray<double, CrimeType> here = drawn.reduction;
  const Row& of = rows_[row];
  if (!of.differs) return here;
  const double deviation = place.deviation(of.number);
  for (const auto k : every<CrimeType>)
    if (of.between_sd[k] > 0.0) here[k] = 1.0 - (1.0 - here[k]) * exponential(of.between_sd[k] * deviation);
  return here;
}

namespace {

/// Rows of one mechanism: what stays if they acted independently, the strongest, and harm; combined as `combined` does,
/// all types at once.
struct Overlapping {
  YearlyFactors stays;
  YearlyParts most;
  YearlyFactors harm;
  Overlapping() {
    stays.fill(1.0);
    harm.fill(1.0);
  }
  void add(YearIndex y, CrimeType k, double alone) {
    const double good = std::max(alone, 0.0);
    stays(y, k) *= 1.0 - good;
    most(y, k) = std::max(most(y, k), good);
    harm(y, k) *= 1.0 - std::min(alone, 0.0);
  }
  double factor(YearIndex y, CrimeType k, double overlap) const {
    const double gone = (1.0 - overlap) * (1.0 - stays(y, k)) + overlap * most(y, k);
    return (1.0 - gone) * harm(y, k);
  }
};

}  // namespace

void Delivery::act(CountryIndex country, const CityPeople& people, const EffectPlace& place, double capacity,
                   const Course& course, const ParameterDraw& p, const std::vector<InterventionDraw>& interventions,
                   CityEffect& out) const {
  const auto& rows = portfolio_->rows();
  out = {};
  out.rows.assign(rows.size(), {});
  out.factor.fill(1.0);
  const Spending usd = usable(country, people, capacity, course, p, interventions, out);
  if (usd.empty()) return;
  for (const auto y : every<YearIndex>) out.quality[y] = std::min(1.0, p[P::scale_up] * course.global[y].quality);
  std::vector<Overlapping> mechanisms(mechanisms_);
  const double careers = p[P::career_length] / career_length_;  // longer than their middle
  for (const auto r : positions_in<RowIndex>(rows)) {
    if (std::none_of(usd[r].begin(), usd[r].end(), [](Usd x) { return x > Usd(); })) continue;
    const InterventionDraw& drawn = interventions[rows[r].intervention];
    const Reach reach{usd[r], people.here, course.countries[country], course, p[P::take_up_ceiling], drawn};
    auto& row = out.rows[r];
    row.coverage = rows_[r].of_careers ? covered(r, wear_in_careers(rows_[r], p[P::career_length]), reach)
                                       : covered(r, rows_[r].wear, reach);
    row.treated =
        rows_[r].of_careers && rows_[r].one_off ? covered(r, rows_[r].wear, reach).covered : row.coverage.covered;
    row.reduction = reduction(r, drawn, place);
    const CurveLuck luck = place.luck(rows_[r].target);
    const double least = drawn.targets_per_person > 0.0 ? 1.0 / (drawn.targets_per_person * people.here.value()) : 0.0;
    for (const auto k : every<CrimeType>) {
      const double strength = drawn.passed_on[k] * row.reduction[k];
      if (strength == 0.0) continue;
      const auto& prior = rows_[r].curves[k];
      const auto curve =
          prior ? curve_here({rows_[r].target, k, *prior}, drawn.targeted[k], place.levels, luck) : drawn.targeted[k];
      const bool named_once = rows_[r].of_careers && rows_[r].one_off && prior && prior->kept_months > 0.0;
      const auto still = named_once ? covered(r, wear_in_careers(rows_[r], prior->kept_months * careers), reach).covered
                                    : row.coverage.covered;
      for (const auto y : every<YearIndex>) {
        const double treated = row.treated[y];
        if (treated <= 0.0) continue;
        const double part = prior ? curve.at(treated * drawn.reach, least) : curve.at(treated);
        const double share = part * (still[y] / treated);
        row.alone(y, k) = share * row.coverage.worn[y] * out.quality[y] * strength;
        mechanisms[rows_[r].mechanism].add(y, k, row.alone(y, k));
      }
    }
  }
  for (const auto& mechanism : mechanisms)
    for (const auto y : every<YearIndex>)
      for (const auto k : every<CrimeType>) out.factor(y, k) *= mechanism.factor(y, k, p[P::overlap]);
}

Interviews Delivery::interviews(CountryIndex country, const Course& course,
                                const std::vector<InterventionDraw>& interventions) const {
  UsdPerCity money;
  for (const AccountIndex a : portfolio_->survey_accounts())
    if (portfolio_->shares(a, country))
      for (const auto y : years_of_budget)
        if (course.countries[country].takes_part(y)) money += course.accounts[a].to_city[y];
  if (money <= UsdPerCity()) return {};
  return interviews_of(money * one_city / interventions[survey_].unit_cost);
}

}  // namespace salus::model
