#include "calibration/fit/fit.hpp"

#include <cmath>
#include <limits>

#include "calibration/inference/domains.hpp"
#include "model/core/number.hpp"

namespace salus::calibration {

std::vector<FitQuantity> quantities(const FitPanel& panel, const Fit& fit) {
  std::vector<FitQuantity> all;
  const auto add = [&](std::string name, auto value) {
    FitQuantity q{std::move(name), {}};
    for (const auto& chain : fit.draws) {
      q.chains.emplace_back();
      for (const auto& draw : chain) q.chains.back().push_back(value(draw));
    }
    all.push_back(std::move(q));
  };
  for (std::size_t i = 0; i < pooled_count; ++i) {
    // What no reading can touch is its prior, and no matter of mixing.
    const bool driver = i >= static_cast<std::size_t>(Pooled::driver_first);
    bool known = !driver;
    for (const auto& country : panel.countries)
      known = known || !country.driver[driver ? i - static_cast<std::size_t>(Pooled::driver_first) : 0].empty();
    if (known) add(std::string(pooled_records()[i].name), [i](const FitDraw& d) { return d.pooled.at(i); });
  }
  add("drift", [](const FitDraw& d) { return d.drift; });
  for (std::size_t r = 0; r < panel.regions; ++r)
    add("region_level[" + std::to_string(r) + "]", [r](const FitDraw& d) { return d.region_level[r]; });
  for (std::size_t c = 0; c < panel.countries.size(); ++c) {
    const std::string of = "[" + panel.countries[c].iso3 + "]";
    add("level" + of, [c](const FitDraw& d) { return d.level[c]; });
    add("log_volatility" + of, [c](const FitDraw& d) { return model::logarithm(d.volatility[c]); });
    add("log_noise" + of, [c](const FitDraw& d) { return model::logarithm(d.noise[c]); });
    add("offset" + of, [c](const FitDraw& d) { return d.offset[c]; });
  }
  return all;
}

std::string to_string(const WorstMixing& m) {
  return "worst R-hat " + model::format_fixed(m.r_hat, 4) + " (" + m.r_hat_of + "), bulk ESS " +
         model::format_fixed(m.bulk_ess, 0) + " (" + m.bulk_of + "), tail ESS " + model::format_fixed(m.tail_ess, 0) +
         " (" + m.tail_of + ")";
}

std::vector<QuantityMixing> mixing_of(const std::vector<FitQuantity>& quantities) {
  std::vector<QuantityMixing> all;
  for (const auto& q : quantities) all.push_back({q.name, mixing(q.chains)});
  return all;
}

WorstMixing worst_mixing(const std::vector<QuantityMixing>& all) {
  WorstMixing worst;
  worst.bulk_ess = worst.tail_ess = std::numeric_limits<double>::infinity();
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
  for (std::size_t i = 0; i < pooled_count; ++i) out.push_back(d.pooled.at(i));
  out.push_back(d.drift);
  out.push_back(d.log_likelihood);
  for (const auto* part : {&d.region_level, &d.level, &d.volatility, &d.noise, &d.memory, &d.offset, &d.latest})
    out.insert(out.end(), part->begin(), part->end());
  out.insert(out.end(), d.shown.begin(), d.shown.end());
}

FitDraw take(const FitPanel& panel, const double*& in) {
  FitDraw d;
  for (std::size_t i = 0; i < pooled_count; ++i) d.pooled.at(i) = *in++;
  d.drift = *in++;
  d.log_likelihood = *in++;
  const auto part = [&](std::vector<double>& values, std::size_t n) {
    values.assign(in, in + n);
    in += n;
  };
  part(d.region_level, panel.regions);
  for (auto* values : {&d.level, &d.volatility, &d.noise, &d.memory, &d.offset, &d.latest})
    part(*values, panel.countries.size());
  for (std::size_t i = 0; i < panel.countries.size() * panel.years(); ++i) d.shown.push_back(static_cast<float>(*in++));
  return d;
}

}  // namespace

Fit fit_countries(const FitPanel& panel, const FitPlan& plan, const model::Executor& executor,
                  const ChainStore* store) {
  Fit fit;
  fit.draws.resize(plan.chains);
  const std::size_t sweeps = plan.warmup + plan.kept * plan.thin;
  executor.for_blocks(plan.chains, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) {
      Chain chain(panel, plan.assumptions, model::random_key(plan.seed, c, domain::country_fit));
      auto& draws = fit.draws[c];
      std::size_t done = 0;
      // Kept: sweeps done, the chain's state with its length, the draws.
      if (const auto kept = store != nullptr ? store->load(c) : std::nullopt; kept) {
        const double* in = kept->data();
        done = static_cast<std::size_t>(*in++);
        const auto length = static_cast<std::size_t>(*in++);
        chain.load({in, in + length});
        in += length;
        while (in < kept->data() + kept->size()) draws.push_back(take(panel, in));
      }
      while (done < sweeps) {
        if (plan.stop && plan.stop()) throw FitStopped("the fit was stopped");
        const bool learning = done < plan.warmup;
        chain.sweep(static_cast<std::uint32_t>(++done), learning);
        if (!learning && (done - plan.warmup) % plan.thin == 0) draws.push_back(chain.draw());
        if (store == nullptr || (done % store->every != 0 && done != sweeps)) continue;
        const auto state = chain.save();
        std::vector<double> all{static_cast<double>(done), static_cast<double>(state.size())};
        all.insert(all.end(), state.begin(), state.end());
        for (const auto& d : draws) put(d, all);
        store->save(c, all);
      }
    }
  });
  return fit;
}

}  // namespace salus::calibration
