#include "calibration/fit/fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "calibration/inference/domains.hpp"
#include "model/core/number.hpp"

namespace salus::calibration {

namespace {

/// Whether the data inform it: the effect of a driver that no country has keeps its prior, and is not judged for
/// mixing.
bool is_informed(const FitPanel& panel, Pooled quantity) {
  for (const auto d : model::every<model::Driver>)
    if (quantity == driver_effects[d])
      return std::any_of(panel.countries.begin(), panel.countries.end(),
                         [d](const PanelCountry& country) { return !country.driver[d].empty(); });
  return true;
}

}  // namespace

std::string member_name(std::string_view quantity, std::string_view member) {
  return std::string(quantity) + "[" + std::string(member) + "]";
}
std::string member_name(FitGroup group, std::string_view member) { return member_name(fit_group_names[group], member); }

const FitQuantity* find_quantity(const std::vector<FitQuantity>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const FitQuantity& q) { return q.name == name; });
  return found == all.end() ? nullptr : &*found;
}

const FitQuantity& quantity_named(const std::vector<FitQuantity>& all, std::string_view name) {
  if (const auto* found = find_quantity(all, name)) return *found;
  throw std::logic_error("the fit has no quantity '" + std::string(name) + "'");
}

std::vector<FitQuantity> quantities(const FitPanel& panel, const Fit& fit) {
  std::vector<FitQuantity> all;
  const auto add = [&](std::string name, FitGroup group, auto value, bool informed = true) {
    FitQuantity q{std::move(name), {}, informed, group};
    for (const auto& chain : fit.draws) {
      q.chains.emplace_back();
      for (const auto& draw : chain) q.chains.back().push_back(value(draw));
    }
    all.push_back(std::move(q));
  };
  const auto add_member = [&](FitGroup group, const std::string& member, auto value, bool informed = true) {
    add(member_name(group, member), group, value, informed);
  };
  for (const auto& record : pooled_registry())
    if (is_informed(panel, record.id))
      add(std::string(record.name), FitGroup::pooled, [id = record.id](const FitDraw& d) { return d.pooled[id]; });
  add(std::string(shared_state_registry()[SharedState::drift].name), FitGroup::pooled,
      [](const FitDraw& d) { return d.drift; });
  for (std::uint32_t r = 0; r < panel.regions; ++r)
    add_member(FitGroup::region_level, std::to_string(r), [r](const FitDraw& d) { return d.region_level[r]; });
  for (std::size_t c = 0; c < panel.countries.size(); ++c) {
    const auto& iso3 = panel.countries[c].iso3;
    const auto& readings = panel.countries[c].readings;
    add_member(FitGroup::level, iso3, [c](const FitDraw& d) { return d.level[c]; });
    add_member(FitGroup::log_volatility, iso3, [c](const FitDraw& d) { return model::logarithm(d.volatility[c]); });
    add_member(FitGroup::log_noise, iso3, [c](const FitDraw& d) { return model::logarithm(d.noise[c]); });
    add_member(
        FitGroup::offset, iso3, [c](const FitDraw& d) { return d.offset[c]; },
        std::any_of(readings.begin(), readings.end(), [](const Reading& reading) { return reading.modelled; }));
  }
  return all;
}

std::vector<QuantityMixing> mixing_of(const std::vector<FitQuantity>& quantities) {
  std::vector<QuantityMixing> all;
  for (const auto& q : quantities) all.push_back({q.name, mixing(q.chains)});
  return all;
}

WorstMixing worst_mixing(const std::vector<QuantityMixing>& all) {
  WorstMixing worst;
  worst.bulk_ess = std::numeric_limits<double>::infinity();
  worst.tail_ess = std::numeric_limits<double>::infinity();
  for (const auto& q : all) {
    const Mixing& m = q.mixing;
    // Not a number: too few draws, or a tail that one chain never saw.
    const auto bad = [](double v, double otherwise) { return std::isfinite(v) ? v : otherwise; };
    if (const double v = bad(m.r_hat, std::numeric_limits<double>::infinity()); v > worst.r_hat) {
      worst.r_hat = v;
      worst.r_hat_of = q.name;
    }
    if (const double v = bad(m.bulk_ess, 0.0); v < worst.bulk_ess) {
      worst.bulk_ess = v;
      worst.bulk_of = q.name;
    }
    if (const double v = bad(m.tail_ess, 0.0); v < worst.tail_ess) {
      worst.tail_ess = v;
      worst.tail_of = q.name;
    }
  }
  return worst;
}

namespace {

/// A draw as numbers, and back.
void put(const FitDraw& d, std::vector<double>& out) {
  out.insert(out.end(), d.pooled.begin(), d.pooled.end());
  out.push_back(d.drift);
  out.push_back(d.log_likelihood);
  for (const auto* part : {&d.region_level, &d.level, &d.volatility, &d.noise, &d.memory, &d.offset, &d.latest})
    out.insert(out.end(), part->begin(), part->end());
  out.insert(out.end(), d.shown.cells().begin(), d.shown.cells().end());
}

FitDraw take(const FitPanel& panel, const double*& in) {
  FitDraw d;
  for (double& v : d.pooled) v = *in++;
  d.drift = *in++;
  d.log_likelihood = *in++;
  const auto part = [&](std::vector<double>& values, std::size_t n) {
    values.assign(in, in + n);
    in += n;
  };
  part(d.region_level, panel.regions);
  for (auto* values : {&d.level, &d.volatility, &d.noise, &d.memory, &d.offset, &d.latest})
    part(*values, panel.countries.size());
  d.shown = {panel.every_country(), panel.every_year()};
  for (auto& v : d.shown.cells()) v = *in++;
  return d;
}

/// State of a chain that is stored between sweeps. Kept as numbers: sweeps done, the chain's state with its length, the
/// draws.
struct ChainRun {
  Chain chain;
  std::uint32_t done = 0;  ///< sweeps
  std::vector<FitDraw> draws;

  std::vector<double> kept() const {
    const auto state = chain.save();
    std::vector<double> all;
    all.push_back(done);
    all.push_back(static_cast<double>(state.size()));
    all.insert(all.end(), state.begin(), state.end());
    for (const auto& d : draws) put(d, all);
    return all;
  }
  void resume(const FitPanel& panel, const std::vector<double>& kept) {
    const double* in = kept.data();
    done = static_cast<std::uint32_t>(*in++);
    const auto length = static_cast<std::size_t>(*in++);
    chain.load({in, in + length});
    in += length;
    while (in < kept.data() + kept.size()) draws.push_back(take(panel, in));
  }
};

std::vector<FitDraw> run_chain(const FitPanel& panel, const FitPlan& plan, std::size_t number,
                               const ChainStore* store) {
  const std::size_t sweeps = plan.warmup + plan.kept * plan.thin;
  ChainRun run{Chain(panel, plan.assumptions, model::random_key(plan.seed, number, domain::country_fit)), 0, {}};
  if (const auto kept = store != nullptr ? store->load(number) : std::nullopt; kept) run.resume(panel, *kept);
  while (run.done < sweeps) {
    if (plan.stop && plan.stop()) throw FitStopped("the fit was stopped");
    const bool learning = run.done < plan.warmup;
    run.chain.sweep(++run.done, learning);
    if (!learning && (run.done - plan.warmup) % plan.thin == 0) run.draws.push_back(run.chain.draw());
    if (store != nullptr && (run.done % store->every == 0 || run.done == sweeps)) store->save(number, run.kept());
  }
  return std::move(run.draws);
}

}  // namespace

Fit fit_countries(const FitPanel& panel, const FitPlan& plan, const model::Executor& executor,
                  const ChainStore* store) {
  Fit fit;
  fit.draws.resize(plan.chains);
  executor.for_blocks(plan.chains, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) fit.draws[c] = run_chain(panel, plan, c, store);
  });
  return fit;
}

}  // namespace salus::calibration
