#include "output/report/assumptions.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/core/elementary.hpp"
#include "model/core/number.hpp"
#include "output/words/names.hpp"
#include "output/words/prior.hpp"
#include "output/words/sentences/assumptions.hpp"

namespace salus::output {
namespace {

namespace say_assumptions = words::assumptions;
using model::Intervention;
using model::Prior;
using words::Message;
using words::Text;
using words::Verbatim;

constexpr int digits = 3;  ///< what is assumed is no sharper

double rounded(double value) { return model::rounded_to_digits(value, digits); }
words::Figure figure(double value) { return {rounded(value), words::Style::shortest}; }

Message rounded_prior(const Prior& p) {
  return words::prior_in_words({p.family, rounded(p.a), rounded(p.b), rounded(p.lower), rounded(p.upper), p.spike});
}

Text with_unit(const Text& value, model::Unit unit) {
  if (unit == model::Unit::one) return value;
  return say_assumptions::WithUnit{.value = value, .unit = Verbatim(model::unit_symbols[unit])};
}

Message range_in_words(const model::Interval& range, model::Unit unit) {
  const auto& [low, middle, high] = range;
  if (low == high) return say_assumptions::Constant{.value = with_unit(figure(middle), unit)};
  return say_assumptions::Range{.low = rounded(low), .middle = rounded(middle), .high = with_unit(figure(high), unit)};
}

/// Whether every draw has one value, that the law of the fit gives: it is none of the posterior, and prior and bounds
/// are not of it.
bool is_constant(const model::ParameterUsed& p) {
  return p.drawn.posterior && !p.drawn.prior_too && p.drawn.posterior->low == p.drawn.posterior->high;
}

/// What a run drew a parameter from.
Text drawn_in_words(const model::ParameterUsed& p) {
  const Text prior = with_unit(words::prior_in_words(p.prior), p.unit);
  if (!p.drawn.posterior) return prior;
  if (is_constant(p))
    return say_assumptions::FromLaw{.value = with_unit(figure(p.drawn.posterior->middle), p.unit), .prior = prior};
  const Text range = range_in_words(*p.drawn.posterior, p.unit);
  if (p.drawn.prior_too) return say_assumptions::FromBoth{.range = range, .prior = prior};
  return say_assumptions::FromPosterior{.range = range, .prior = prior};
}

/// What it was drawn from, what was drawn, and what scenarios set in its place.
Text used_in_words(const model::ParameterUsed& p, const model::Results& r) {
  std::vector<Text> parts{drawn_in_words(p)};
  if (p.draws && !is_constant(p))
    parts.emplace_back(say_assumptions::TheDraws{.range = range_in_words(*p.draws, p.unit)});
  for (const auto s : model::positions_in<model::ScenarioIndex>(p.set))
    if (!std::isnan(p.set[s]))
      parts.emplace_back(say_assumptions::SetBy{.title = Verbatim(r.scenarios[s].title),
                                                .value = with_unit(figure(p.set[s]), p.unit)});
  return say_assumptions::Parts{.parts = std::move(parts)};
}

AssumptionGroup parameters(const model::Results& r) {
  AssumptionGroup group{say_assumptions::of_parameters, {}};
  for (const auto& p : r.parameters) {
    Text source = Verbatim(p.source);
    if (is_constant(p)) source = say_assumptions::LawSource{.source = Verbatim(p.source)};
    else if (p.drawn.posterior) source = say_assumptions::PriorSource{.source = Verbatim(p.source)};
    group.rows.push_back({Verbatim(p.name),
                          say_assumptions::Parameter{.drawn = used_in_words(p, r), .meaning = Verbatim(p.meaning)},
                          words::in_words(p.knowledge), source});
  }
  return group;
}

/// What dollars a cost is in, and what its source has; nothing more where a file does not say.
Message stated_in_words(const model::StatedMoney& money) {
  if (money.currency.empty()) return say_assumptions::dollars;
  return say_assumptions::Stated{.amount = money.amount, .currency = Verbatim(money.currency), .year = money.year};
}

Message months_of(const Intervention& i) {
  std::vector<Text> times{say_assumptions::Ramp{.months = i.ramp_months},
                          say_assumptions::Decay{.months = i.decay_months}};
  if (i.delay_months > 0.0) times.emplace_back(say_assumptions::Delay{.months = i.delay_months});
  if (i.fatigue_months > 0.0) times.emplace_back(say_assumptions::Fatigue{.months = i.fatigue_months});
  return say_assumptions::Months{.times = std::move(times)};
}

/// Cost, reach and time constants.
Message intervention_in_words(const Intervention& i) {
  std::vector<Text> parts;
  if (i.process_only) parts.emplace_back(say_assumptions::process);
  else
    parts.emplace_back(
        say_assumptions::Acts{.mechanism = words::in_words(i.mechanism), .decay = words::in_words(i.decay_class)});
  if (i.unit_cost.upper > 0.0)
    parts.emplace_back(say_assumptions::UnitCost{
        .prior = rounded_prior(i.unit_cost), .stated = stated_in_words(i.stated_cost), .unit = Verbatim(i.unit)});
  if (i.transfer_share > 0.0) parts.emplace_back(say_assumptions::HandedOn{.share = i.transfer_share});
  if (i.start_up != model::StartUp::unknown)
    parts.emplace_back(i.start_up == model::StartUp::included ? say_assumptions::start_included
                                                              : say_assumptions::start_left_out);
  if (i.process_only) return say_assumptions::Parts{.parts = std::move(parts)};
  if (i.least_a_year.upper > 0.0)
    parts.emplace_back(
        say_assumptions::Least{.prior = rounded_prior(i.least_a_year), .source = Verbatim(i.least_source)});
  parts.emplace_back(say_assumptions::Eligible{.prior = rounded_prior(i.eligible_per_person)});
  parts.emplace_back(months_of(i));
  if (i.displacement != 0.0 || i.displacement_sd > 0.0)
    parts.emplace_back(say_assumptions::Displaced{.mean = i.displacement, .sd = i.displacement_sd});
  if (i.political) parts.emplace_back(say_assumptions::political);
  return say_assumptions::Parts{.parts = std::move(parts)};
}

AssumptionGroup interventions(const model::Results& r) {
  AssumptionGroup group{say_assumptions::of_interventions, {}};
  for (const auto& i : r.interventions)
    group.rows.push_back({say_assumptions::InterventionName{.id = Verbatim(i.id), .title = Verbatim(i.title)},
                          intervention_in_words(i),
                          i.cost_verified ? say_assumptions::data : say_assumptions::assumption, Verbatim(i.source)});
  return group;
}

AssumptionGroup effects(const model::Results& r) {
  AssumptionGroup group{say_assumptions::of_effects, {}};
  for (const auto& i : r.interventions)
    for (const auto k : model::every<model::CrimeType>) {
      const auto& cell = i.effect[k];
      if (cell.share <= 0.0) continue;
      const Prior risk{Prior::Family::lognormal, model::exponential(cell.log_rr), cell.log_rr_sd(), 0.0, 100.0, 0.0};
      const auto family = cell.share < 1.0 ? Prior::Family::logit_normal : Prior::Family::fixed;
      const Prior share{family, cell.share, cell.share_logit_sd, 0.0, 1.0, 0.0};
      Text source = Verbatim(cell.source);
      if (!cell.surface.empty())
        source = say_assumptions::ShareSource{.source = Verbatim(cell.source), .surface = Verbatim(cell.surface)};
      group.rows.push_back(
          {say_assumptions::EffectName{.intervention = Verbatim(i.id), .crime_type = words::in_words(k)},
           say_assumptions::Effect{.risk = rounded_prior(risk), .share = rounded_prior(share)},
           i.verified && cell.measured ? say_assumptions::data : say_assumptions::analogy, source});
    }
  return group;
}

AssumptionGroup functions(const model::Results& r) {
  AssumptionGroup group{say_assumptions::of_functions, {}};
  for (const auto& f : r.functions)
    group.rows.push_back({Verbatim(f.title), say_assumptions::HalfLife{.months = f.half_life_months},
                          say_assumptions::assumption, Verbatim(f.source)});
  return group;
}

AssumptionGroup values(const model::Results& r) {
  AssumptionGroup group{say_assumptions::of_values, {}};
  for (const auto k : model::positions_in<model::CrimeType>(r.harm_values)) {
    const auto& v = r.harm_values[model::index(k)];
    group.rows.push_back(
        {words::in_words(k),
         say_assumptions::Worth{
             .dalys = rounded_prior(v.dalys), .cost = rounded_prior(v.cost), .stated = stated_in_words(v.stated_cost)},
         v.verified ? say_assumptions::data : say_assumptions::assumption, Verbatim(v.source)});
  }
  return group;
}

/// Rows of an older file, in groups in the order in which they come.
std::vector<AssumptionGroup> as_worded(const std::vector<model::WordedAssumption>& rows) {
  std::vector<AssumptionGroup> all;
  std::map<std::string, std::size_t> places;
  for (const auto& row : rows) {
    const auto& [group, fresh] = places.try_emplace(row.group, all.size());
    if (fresh) all.push_back({Verbatim(row.group), {}});
    all[group->second].rows.push_back(
        {Verbatim(row.name), Verbatim(row.value), Verbatim(row.knowledge), Verbatim(row.source)});
  }
  return all;
}

}  // namespace

std::vector<AssumptionGroup> assumption_groups(const model::Results& r) {
  if (!r.worded_assumptions.empty()) return as_worded(r.worded_assumptions);
  std::vector<AssumptionGroup> all{parameters(r), interventions(r), effects(r), functions(r), values(r)};
  std::erase_if(all, [](const auto& group) { return group.rows.empty(); });
  return all;
}

}  // namespace salus::output
