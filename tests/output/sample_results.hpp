#pragma once
/// Results of the small made-up world, computed by the real engine, with plausible numbers in the parts that describe
/// whole scenarios, cities, lines and assumptions. No real figures.
#include <cmath>
#include <random>

#include "model/run/ensemble.hpp"
#include "output/results_file.hpp"
#include "tests/model/sample_world.hpp"
#include "tests/output/sample_records.hpp"

namespace salus::tests {

/// Scenarios, of equal money but the first: no programme; both halves; everything local; the same halves with lines
/// that have no effect on violence.
inline model::RunPlan sample_page_plan(std::uint32_t draws) {
  using model::Half;
  model::RunPlan plan = sample_plan(draws);
  plan.countries[0].name = "Côte <d'Ivoire> & \"Sons\"";
  auto survey = sample_intervention("I26", 0.0, 0.0);
  survey.effect = {};
  plan.evidence.interventions.push_back(survey);
  auto& s = plan.scenarios;
  s[0].id = "no-programme";
  s[0].title = "No programme";
  s[1].id = "concept-note";
  s[1].title = "</title><script>alert(1)</script> & both";
  s[1].story = "A story with 'quotes' and <b>tags</b>.";
  s[1].sources = {"source one", "source <two>"};
  s.push_back(sample_scenario("all-local", {sample_line(Half::local_delivery, "I01", {"AAA", "BBB"}, 250000002),
                                            sample_line(Half::local_delivery, "I09", {"BBB"}, 250000000)}));
  s.push_back(sample_scenario("with-survey", {sample_line(Half::global_functions, "network", {}, 250000000),
                                              sample_line(Half::local_delivery, "I09", {"AAA", "BBB"}, 150000003),
                                              sample_line(Half::local_delivery, "I26", {"AAA"}, 99999999)}));
  return plan;
}

/// Indicators that hang together draw by draw: no more cities fall than are reached, what is received is paid or
/// lapses.
inline void fill_indicators(model::Results& r) {
  const std::size_t S = r.scenarios.size();
  const std::size_t D = r.identity.draws;
  const model::AggregateIndex total = r.aggregate_averted.along<model::AggregateIndex>().last();
  r.indicators.fill(0.0);
  std::mt19937_64 random(11);
  const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  for (std::size_t d = 0; d < D; ++d) {
    const double world = uniform();  // one for all scenarios of a draw
    for (std::size_t s = 0; s < S; ++s) {
      using I = model::Indicator;
      const auto set = [&](I which, double value) {
        r.indicators(which, model::ScenarioIndex(static_cast<std::uint32_t>(s)),
                     model::DrawIndex(static_cast<std::uint32_t>(d))) = value;
      };
      for (const auto k : model::every<model::CrimeType>) set(model::dalys_of_one(k), 0.2 + 0.1 * world * index(k));
      if (s == 0) {
        set(I::global_dalys_averted, 0.0);
        set(I::dollar_multiplier, 1.0);
        continue;
      }
      const double first = std::round(9.0 + 8.0 * world);
      const double joined = first + std::round(12.0 * uniform());
      const double cities = std::round(40.0 + 90.0 * uniform());
      const double fell = std::round(cities * (0.3 + 0.4 * world));
      const double attributable = std::round(fell * 0.06 * uniform());
      const double shown = std::round(fell * 0.5 * uniform());
      const double received = 2e7 + 3e7 * world;
      const double paid = received * 0.8;
      set(I::countries_first_review, first);
      set(I::countries_volunteering, first);
      set(I::countries_reviewed, joined);
      set(I::countries_joined, joined);
      set(I::countries_taking_part, joined - std::round(3.0 * uniform()));
      set(I::countries_improved, std::round(joined * 0.8));
      set(I::cities_reached, cities);
      set(I::cities_judged, cities - 2.0);
      set(I::cities_compared, cities - 10.0);
      set(I::people_reached, cities * 1.1e6);
      set(I::urban_homicides_base, 4000.0);
      set(I::urban_violent_base, 2e6);
      set(I::cities_fell, fell);
      set(I::cities_fell_without, fell - attributable);
      set(I::cities_attributable, attributable);
      set(I::cities_shown, shown);
      set(I::cities_shown_without, std::max(0.0, shown - 1.0));
      set(I::cities_falsely_shown, std::round(shown * 0.05));
      set(I::cities_falsely_shown_without, std::round(shown * 0.05));
      set(I::cities_credited, std::round(shown * 0.1));
      set(I::cities_credited_without, std::round(shown * 0.1));
      set(I::cities_falsely_credited, std::round(shown * 0.05));
      set(I::cities_halved, std::round(fell * 0.2));
      set(I::cities_halved_without, std::round(fell * 0.19));
      const double lower = std::round(cities * 0.3);
      const double middle = std::round(cities * 0.4);
      const double higher = cities - lower - middle;
      set(I::cities_reached_lower, lower);
      set(I::cities_reached_middle, middle);
      set(I::cities_reached_higher, higher);
      set(I::cities_judged_lower, lower);
      set(I::cities_judged_middle, middle);
      set(I::cities_judged_higher, higher - 2.0);
      for (const auto size : model::every<model::CitySize>) {
        const double part = size == model::CitySize::medium ? 0.4 : 0.3;
        set(of_size(I::cities_reached_small, size), std::round(cities * part));
        set(of_size(I::cities_judged_small, size), std::round((cities - 2.0) * part));
        set(of_size(I::cities_fell_small, size), std::round(fell * part));
        set(of_size(I::cities_fell_without_small, size), std::round((fell - attributable) * part));
        set(of_size(I::cities_shown_small, size), std::round(shown * part));
      }
      set(I::cities_fell_lower, std::round(fell * 0.3));
      set(I::cities_fell_middle, std::round(fell * 0.4));
      set(I::cities_fell_higher, fell - std::round(fell * 0.3) - std::round(fell * 0.4));
      set(I::cities_fell_without_lower, std::round((fell - attributable) * 0.3));
      set(I::cities_fell_without_middle, std::round((fell - attributable) * 0.4));
      set(I::cities_fell_without_higher,
          fell - attributable - std::round((fell - attributable) * 0.3) - std::round((fell - attributable) * 0.4));
      set(I::cities_shown_lower, std::round(shown * 0.3));
      set(I::cities_shown_middle, std::round(shown * 0.4));
      set(I::cities_shown_higher, shown - std::round(shown * 0.3) - std::round(shown * 0.4));
      if (s == 3) {
        set(I::cities_surveyed, 12);
        set(I::cities_survey_fell, 5);
        set(I::cities_survey_shown, 2);
        set(I::cities_survey_falsely_shown, uniform() < 0.1 ? 1 : 0);
      }
      set(I::planned_usd, 5e7);
      set(I::received_usd, received);
      set(I::paid_usd, paid / 1.13);
      set(I::support_usd, paid - paid / 1.13);
      set(I::lapsed_usd, received - paid);
      set(I::unabsorbed_usd, paid * 0.05 * uniform());
      set(I::fixed_usd, paid * 0.02 * uniform());
      set(I::too_small_usd, paid * 0.1);
      set(I::too_small_share, 0.2);
      const double own = s == 2 ? 0.0 : received * 0.2 * uniform();
      const double multiplier = s == 2 ? 1.0 : world < 0.5 ? 1.0 : 1.0 + uniform();
      set(I::own_usd, own);
      set(I::posts, received / 1e7);
      set(I::global_dalys_averted, 4000.0 * (multiplier - 1.0));
      set(I::dollar_multiplier, 1.0 + 0.8 * (multiplier - 1.0));
      set(I::transfers_usd, 0.05 * received);
      set(I::adoption_hazard_outside, 0.02 + 0.05 * uniform());
      set(I::exit_hazard_inside, 0.02 + 0.04 * uniform());
      for (const auto f : model::every<model::Function>) set(stock_of(f), s == 2 ? 0.0 : uniform());
      set(I::tools_shared, std::round(10.0 * uniform()));
      set(I::tools_piloted, std::round(5.0 * uniform()));
      set(I::partners, std::round(20.0 + 30.0 * uniform()));
      double violent = 0.0;  // as the engine has it
      for (const auto k : model::every<model::CrimeType>)
        for (const auto y : model::years_of_budget)
          if (model::is_violent[k])
            violent +=
                r.aggregate_averted(total, model::headline_of(k), model::ScenarioIndex(static_cast<std::uint32_t>(s)),
                                    y, model::DrawIndex(static_cast<std::uint32_t>(d)));
      set(I::violent_averted, violent);
      set(I::homicides_averted, violent * 0.01);
      const model::Discount discount(0.04);
      for (const auto at : model::every<model::DiscountCase>) {
        const double factor = discount.factor(at, model::YearIndex(5u));
        set(at_rate(I::dalys_discounted, at), violent * 0.8 * factor);
        set(at_rate(I::benefit_common_usd, at), violent * 2500.0 * factor);
        set(at_rate(I::benefit_scaled_usd, at), violent * 1500.0 * factor);
        set(at_rate(I::funds_usd, at), received * factor);
        set(at_rate(I::social_cost_usd, at), (received + own - 0.05 * received) * factor);
      }
      set(I::discount_rate, 0.04);
      set(I::public_funds_usd, 1.2 * received);
      set(I::cash_instead_usd, 0.87 * received);
      set(I::health_instead_dalys, received / 1000.0);
    }
  }
  // A failed draw is not a number, in every scenario.
  if (D > 4)
    for (const auto i : model::every<model::Indicator>)
      for (const auto s : r.indicators.along<model::ScenarioIndex>())
        r.indicators(i, s, r.indicators.along<model::DrawIndex>().last()) = std::nan("");
}

inline void fill_cities(model::Results& r) {
  struct Made {
    std::size_t country;
    std::uint32_t code;
    const char* name;
    model::Vulnerability vulnerability;
    double people;
  };
  const Made made[] = {{0, 20100, "=Port & <Bay>", model::Vulnerability::higher, 2.1e6},
                       {0, 20200, "Lagoon", model::Vulnerability::middle, 9e5},
                       {0, 20300, "Abyss", model::Vulnerability::higher, 3e5},
                       {1, 21100, "Zenith", model::Vulnerability::middle, 7.4e6},
                       {1, 21200, "Mesa", model::Vulnerability::lower, 1.2e6},
                       {2, model::towns_code_base + 276, "Towns of Country CCC", model::Vulnerability::lower, 5e5}};
  r.cities.clear();
  for (auto& c : r.countries) {
    c.cities.clear();
    c.gdp_per_head = 3000.0 + 10.0 * c.code.m49;
    c.market_income = model::UsdPerPerson(1500.0 + 10.0 * c.code.m49);
  }
  const std::size_t S = r.scenarios.size();
  float value = 0.0f;
  for (const auto& m : made) {
    model::City city{m.code, m.name, 5.0 + static_cast<double>(m.country), -4.0, m.vulnerability, {}};
    for (std::size_t y = 0; y < model::panel_years; ++y)
      city.population.push_back(m.people * (1.0 + 0.02 * static_cast<double>(y)));
    r.countries[m.country].cities.push_back(city);
    model::CityResult one;
    one.code = m.code;
    one.country = model::CountryIndex(static_cast<std::uint32_t>(m.country));
    value = std::fmod(value + 0.37f, 1.0f);  // in no order
    one.rate_base = {{8.0f + 20.0f * value, 11.0f + 20.0f * value, 15.0f + 20.0f * value}};
    one.rate_end = {{6.0f + 20.0f * value, 10.0f + 20.0f * value, 17.0f + 20.0f * value}};
    for (std::size_t s = 0; s < S; ++s) {
      const bool takes_part = s > 0 && m.country < 2;
      one.reached.push_back(takes_part ? 0.3f + 0.6f * value : 0.0f);
      one.judged.push_back(takes_part ? 0.9 * one.reached.back() : 0.0);
      one.fell.push_back(takes_part ? 0.4f + 0.1f * value : std::nanf(""));
      one.fell_without.push_back(takes_part ? 0.39f + 0.1f * value : std::nanf(""));
      one.shown.push_back(takes_part ? 0.2f * value : std::nanf(""));
      one.falsely_shown.push_back(takes_part ? 0.01f : std::nanf(""));
    }
    r.cities.push_back(one);
  }
}

inline void fill_programme(model::Results& r) {
  using model::Half;
  using Figure = model::LineFigure;
  r.scenarios[0].lines.clear();
  r.scenarios[0].spread = {std::nan(""), std::nan(""), std::nan(""), std::nan("")};
  r.scenarios[1].enrolment = model::Enrolment::volunteers;
  r.scenarios[2].enrolment = model::Enrolment::named;
  for (auto& scenario : r.scenarios) scenario.price_year = 2021;  // equal money is of one year
  r.scenarios[0].price_year.reset();
  r.scenarios[1].drawn_split = {{true, true}};
  r.scenarios[2].drawn_split = {{false, true}};
  // Each draw averts the mean times a number whose mean is 1, of draws that did not fail.
  const auto line = [&r](Half half, const char* item, double paid, const model::EnumArray<double, Figure>& averted) {
    model::LineResult one{.half = half, .item = item, .paid = model::PaidUsd(paid), .averted = averted};
    for (const auto figure : model::every<Figure>)
      for (const auto d : r.indicators.along<model::DrawIndex>()) {
        const bool failed =
            std::isnan(double{r.indicators(model::Indicator::received_usd, model::ScenarioIndex(1u), d)});
        const std::uint32_t last = std::uint32_t{d} + 1u == r.identity.draws ? 1u : 0u;
        const double times = last == 1u && d % 2u == 0u ? 1.0 : d % 2u == 0u ? 0.5 : 1.5;
        one.averted_draws[figure].push_back(failed ? std::nan("") : averted[figure] * times);
      }
    return one;
  };
  r.scenarios[1].lines = {line(Half::global_functions, "knowledge", 6.2e6, {}),
                          line(Half::global_functions, "network", 9.1e6, {}),
                          line(Half::local_delivery, "I01", 6.0e6, {{90, 2.2, 0, 310}}),
                          line(Half::local_delivery, "I09", 9.0e6, {{400, 10.4, 120, 890}})};
  r.scenarios[2].lines = {line(Half::local_delivery, "I01", 1.6e7, {{200, 4.8, 0, 640}}),
                          line(Half::local_delivery, "I09", 1.6e7, {{600, 15.2, 190, 1300}})};
  r.scenarios[3].lines = {line(Half::global_functions, "network", 1.2e7, {}),
                          line(Half::local_delivery, "I09", 1.2e7, {{420, 11.0, 130, 930}}),
                          line(Half::local_delivery, "I26", 6.1e6, {})};
  r.scenarios[3].lines[2].process_only = true;
  for (std::size_t s = 1; s < r.scenarios.size(); ++s) r.scenarios[s].spread = {0.11, 0.42, 0.3, 0.17};
  const auto title = [&](const char* id, const char* text, const char* source) {
    for (auto& i : r.interventions)
      if (i.id == id) {
        i.title = text;
        i.source = source;
      }
  };
  title("I01", "Lighting", "own judgement");
  title("I09", "Street work", "made up <two>");
  for (auto& i : r.interventions)
    if (i.id == "I09") i.behind = {4, 3, 1, 3, 3, {{0, 1, 3, 0}}, {"AAA", "BRA", "USA"}, 1998, 2021};
  r.interventions.front().effect[model::CrimeType::robbery].source = "made up <one>";
  r.parameters.front().drawn.posterior = {0.0031, 0.0042, 0.0055};
  r.harm_values.front().source = "=made up four";
  r.harm_values.front().stated_cost = {1.5, "KES", 2018};
  r.initiatives = {{"16a", "Knowledge base", false, {"knowledge", "network"}, ""},
                   {"16b", "Urban safety monitor", true, {"I26"}, "A survey has no effect of its own."},
                   {"17a", "Capacity of actors", false, {"I01", "I09"}, ""}};
}

/// What the spread of lines of the second scenario comes from; of one line it could not be told.
inline void fill_spreads(model::Results& r) {
  model::LineSpread all;
  for (const auto q : model::every<model::SpreadQuestion>)
    all.parts[q] = {{0.1 + 0.05 * static_cast<double>(index(q)), 0.06}, {0.3, 0.05}};
  model::LineSpread street = all;
  street.item = "I09";
  model::LineSpread lights{.item = "I01"};
  for (auto& part : lights.parts) part = {{std::nan(""), std::nan("")}, {std::nan(""), std::nan("")}};
  r.spreads = {{model::ScenarioIndex(1u), 256, {all, lights, street}}};
}

/// The second scenario again in all draws: without loops a tenth less, without the posterior ten life years more.
inline void fill_omissions(model::Results& r) {
  model::Omissions& o = r.omissions.emplace();
  o.scenario = model::ScenarioIndex(1u);
  for (const double averted : r.indicators.row(model::Indicator::dalys_averted, o.scenario)) {
    o.as_it_is.push_back(averted);
    o.without[model::Omission::loops].push_back(0.9 * averted);
    o.without[model::Omission::posterior].push_back(averted + 10.0);
  }
}

inline model::Results sample_results(std::uint32_t draws = 8) {
  const model::RunPlan plan = sample_page_plan(draws);
  const auto executor = model::make_serial_executor();
  model::Ensemble ensemble(plan, *executor);
  MemoryStore store;
  QuietObserver observer;
  ensemble.run(store, observer);
  model::Results r = *ensemble.fold(store, observer);
  r.identity.input_hashes = {{"a.csv", std::string(64, 'a')}, {"b.csv", std::string(64, 'b')}};
  r.identity.start = sample_start(model::ProjectionStart::Kind::posterior);
  r.identity.scenario_texts.clear();
  for (const auto& s : r.scenarios) r.identity.scenario_texts.push_back("text of " + s.id + "\n");
  for (auto& h : r.halving)
    for (std::size_t s = 0; s < r.scenarios.size(); ++s) {
      h.prevalence_probability.resize(r.scenarios.size());
      h.rate_2015_probability.resize(r.scenarios.size());
      h.prevalence_probability[s] = 0.01 + 0.001 * static_cast<double>(s);
      h.rate_2015_probability[s] = 0.05;
    }
  fill_indicators(r);
  fill_cities(r);
  fill_programme(r);
  fill_omissions(r);
  fill_spreads(r);
  return r;
}

/// The same series for some of the scenarios, in this order; one may be taken more than once.
template <class... Axes>
model::Grid<model::Single, Axes...> of_scenarios(const model::Grid<model::Single, Axes...>& from,
                                                 const std::vector<std::size_t>& chosen) {
  using model::ScenarioIndex;
  std::size_t after = 1;
  bool behind = false;
  const auto count = [&](std::size_t size, bool scenarios) {
    if (behind) after *= size;
    behind = behind || scenarios;
  };
  (count(from.template along<Axes>().size(), std::is_same_v<Axes, ScenarioIndex>), ...);
  std::vector<model::Single> cells;
  for (std::size_t at = 0; at < from.size(); at += from.template along<ScenarioIndex>().size() * after)
    for (const std::size_t s : chosen) {
      const auto first = from.cells().begin() + static_cast<std::ptrdiff_t>(at + s * after);
      cells.insert(cells.end(), first, first + static_cast<std::ptrdiff_t>(after));
    }
  const auto size = [&](auto axis) {
    if constexpr (std::is_same_v<decltype(axis), model::Positions<ScenarioIndex>>)
      return model::Positions<ScenarioIndex>(chosen.size());
    else return axis;
  };
  return {cells, size(from.template along<Axes>())...};
}

inline void take_scenarios(model::Results& r, const std::vector<std::size_t>& chosen) {
  r.quantiles = of_scenarios(r.quantiles, chosen);
  const auto base = r.aggregate_averted;
  for (const auto a : base.along<model::AggregateIndex>())
    for (const auto h : model::every<model::Headline>)
      for (const auto y : model::every<model::YearIndex>)
        for (const auto d : base.along<model::DrawIndex>())
          r.aggregate_first(a, h, y, d) =
              r.aggregate_first(a, h, y, d) -
              base(a, h, model::ScenarioIndex(static_cast<std::uint32_t>(chosen.front())), y, d);
  r.aggregate_averted = of_scenarios(r.aggregate_averted, chosen);
  r.country_draws = of_scenarios(r.country_draws, chosen);
  r.indicators = of_scenarios(r.indicators, chosen);
  r.omissions.reset();
  r.spreads.clear();
}

inline output::Provenance sample_provenance() {
  return {"9.9.9", "some compiler", "Release", "./salus demo", "2020-01-01T00:00:00Z", "scalar", 3};
}

}  // namespace salus::tests
