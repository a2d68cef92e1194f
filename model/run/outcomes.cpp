#include "model/run/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "model/core/elementary.hpp"
#include "model/observation/proof.hpp"

namespace salus::model {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
const double fell_by_tenth = logarithm(0.9);
const double halved = logarithm(0.5);

/// One entry of the lists of cities: which country's list, which place in it.
struct Place {
  std::size_t country;
  std::size_t at;
};

/// Ranks with ties shared.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] != values[b] ? values[a] < values[b] : a < b; });
  std::vector<double> rank(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t j = i;
    while (j < order.size() && values[order[j]] == values[order[i]]) ++j;
    for (std::size_t k = i; k < j; ++k) rank[order[k]] = 0.5 * static_cast<double>(i + j - 1);
    i = j;
  }
  return rank;
}

}  // namespace

double first_order_index(const std::vector<double>& y, const std::vector<double>& partner) {
  std::vector<double> a;
  std::vector<double> b;
  for (std::size_t i = 0; i < y.size(); ++i)
    if (!std::isnan(y[i]) && !std::isnan(partner[i])) {
      a.push_back(y[i]);
      b.push_back(partner[i]);
    }
  if (a.size() < 3) return none;
  const auto ra = ranks(a);
  const auto rb = ranks(b);
  const auto n = static_cast<double>(ra.size());
  double ma = 0;
  double mb = 0;
  double va = 0;
  double vb = 0;
  double covariance = 0;
  for (std::size_t i = 0; i < ra.size(); ++i) {
    ma += ra[i] / n;
    mb += rb[i] / n;
  }
  for (std::size_t i = 0; i < ra.size(); ++i) {
    va += (ra[i] - ma) * (ra[i] - ma);
    vb += (rb[i] - mb) * (rb[i] - mb);
    covariance += (ra[i] - ma) * (rb[i] - mb);
  }
  if (va <= 0.0 || vb <= 0.0) return none;
  return covariance / std::sqrt(va * vb);
}

Outcomes::Outcomes(const RunPlan& plan, const SharedDraws& shared)
    : plan_(plan), shared_(shared), S_(plan.scenarios.size()), D_(plan.draws), sums_(country_sum_count * S_ * D_, 0.0) {
  values_.assign(indicators().size() * S_ * D_, 0.0f);
  std::size_t rows = 0;
  for (const auto& portfolio : shared.portfolios) rows += portfolio.rows().size();
  lines_.assign(line_figures * rows, 0.0);
  probes_.assign(S_ * variant_count * shared.probes, 0.0);
}

void Outcomes::add(const CountryResult& country) {
  if (country.sums.size() != sums_.size() || country.lines.size() != lines_.size() ||
      country.probes.size() != probes_.size() ||
      country.city_rates.size() != 6 * plan_.countries[countries_].cities.size())
    throw std::invalid_argument("the shard of " + std::string(country.code.name()) + " does not fit this run");
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += static_cast<double>(country.sums[i]);
  for (std::size_t i = 0; i < lines_.size(); ++i) lines_[i] += static_cast<double>(country.lines[i]);
  for (std::size_t i = 0; i < probes_.size(); ++i) probes_[i] += static_cast<double>(country.probes[i]);
  const auto& cities = plan_.countries[countries_].cities;
  for (std::size_t u = 0; u < cities.size(); ++u) {
    CityResult one;
    one.code = cities[u].code;
    one.country = static_cast<std::uint32_t>(countries_);
    for (std::size_t q = 0; q < 3; ++q) {
      one.rate_base[q] = country.city_rates[6 * u + q];
      one.rate_end[q] = country.city_rates[6 * u + 3 + q];
    }
    for (auto* series : {&one.reached, &one.fell, &one.fell_without, &one.shown, &one.falsely_shown})
      series->assign(S_, 0.0f);
    cities_.push_back(std::move(one));
  }
  for (const AgentRun& run : country.agents) agents_.push_back({static_cast<std::uint32_t>(countries_), run});
  entries_.push_back(country.entries);
  ++countries_;
}

/// Tests the cities of each draw and scenario together, and counts.
void Outcomes::prove() {
  std::vector<std::size_t> first_city(countries_ + 1, 0);
  for (std::size_t c = 0; c < countries_; ++c) first_city[c + 1] = first_city[c] + plan_.countries[c].cities.size();
  std::vector<std::vector<Place>> by(S_ * D_);
  for (std::size_t c = 0; c < countries_; ++c)
    for (std::size_t i = 0; i < entries_[c].size(); ++i)
      by[entries_[c].scenario[i] * D_ + entries_[c].draw[i]].push_back({c, i});
  const std::size_t i_reached = indicator_index("cities_reached");
  const std::size_t i_fell = indicator_index("cities_fell");
  const std::size_t i_fell_without = indicator_index("cities_fell_without");
  const std::size_t i_shown = indicator_index("cities_shown");
  const std::size_t i_shown_without = indicator_index("cities_shown_without");
  const std::size_t i_attributable = indicator_index("cities_attributable");
  const std::size_t i_falsely_shown = indicator_index("cities_falsely_shown");
  const std::size_t i_falsely_shown_without = indicator_index("cities_falsely_shown_without");
  const std::size_t i_halved = indicator_index("cities_halved");
  const std::size_t i_halved_without = indicator_index("cities_halved_without");
  const std::size_t i_surveyed = indicator_index("cities_surveyed");
  const std::size_t i_survey_fell = indicator_index("cities_survey_fell");
  const std::size_t i_survey_shown = indicator_index("cities_survey_shown");
  const std::size_t i_survey_falsely_shown = indicator_index("cities_survey_falsely_shown");
  const std::size_t i_kept = indicator_index("cities_kept_from_falling");
  const std::size_t reached_lower = indicator_index("cities_reached_lower");
  const std::size_t fell_lower = indicator_index("cities_fell_lower");
  const std::size_t fell_without_lower = indicator_index("cities_fell_without_lower");
  const std::size_t shown_lower = indicator_index("cities_shown_lower");
  std::vector<double> z;
  std::vector<double> z_without;
  std::vector<double> survey;
  for (std::size_t s = 0; s < S_; ++s)
    for (std::size_t d = 0; d < D_; ++d) {
      if (failed_[d]) continue;
      const auto& places = by[s * D_ + d];
      z.clear();
      z_without.clear();
      survey.clear();
      for (const auto& p : places) {
        const auto& e = entries_[p.country];
        z.push_back(static_cast<double>(e.z[p.at]));
        z_without.push_back(static_cast<double>(e.z_without[p.at]));
        survey.push_back(static_cast<double>(e.survey_z[p.at]));
      }
      // Tested class by class, so that the rate holds within each.
      const auto proven = [&](const std::vector<double>& statistics) {
        std::vector<bool> all(places.size(), false);
        for (std::size_t v = 0; v < vulnerability_count; ++v) {
          std::vector<double> own(statistics.size(), none);
          for (std::size_t i = 0; i < places.size(); ++i)
            if (index(plan_.countries[places[i].country]
                          .cities[entries_[places[i].country].city[places[i].at]]
                          .vulnerability) == v)
              own[i] = statistics[i];
          const auto found = proven_falls(own);
          for (std::size_t i = 0; i < places.size(); ++i) all[i] = all[i] || found[i];
        }
        return all;
      };
      const auto shown = proven(z);
      const auto shown_without = proven(z_without);
      const auto survey_shown = proven(survey);
      const auto count = [&](std::size_t which, bool yes) {
        if (yes) values_[(which * S_ + s) * D_ + d] += 1.0f;
      };
      for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& [c, at] = places[i];
        const auto& e = entries_[c];
        const double ratio = static_cast<double>(e.log_ratio[at]);
        const double ratio_without = static_cast<double>(e.log_ratio_without[at]);
        const double survey_ratio = static_cast<double>(e.survey_log_ratio[at]);
        const bool fell = ratio < fell_by_tenth;
        const bool fell_without = ratio_without < fell_by_tenth;
        const std::size_t class_of = index(plan_.countries[c].cities[e.city[at]].vulnerability);
        count(i_reached, true);
        count(reached_lower + class_of, true);
        count(i_fell, fell);
        count(fell_lower + class_of, fell);
        count(i_fell_without, fell_without);
        count(fell_without_lower + class_of, fell_without);
        count(i_shown, shown[i]);
        count(shown_lower + class_of, shown[i]);
        count(i_shown_without, shown_without[i]);
        count(i_attributable, fell && !fell_without);
        count(i_kept, !fell && fell_without);
        count(i_falsely_shown, shown[i] && ratio >= 0.0);
        count(i_falsely_shown_without, shown_without[i] && ratio_without >= 0.0);
        count(i_halved, ratio <= halved);
        count(i_halved_without, ratio_without <= halved);
        count(i_surveyed, !std::isnan(survey[i]));
        count(i_survey_fell, survey_ratio < fell_by_tenth);
        count(i_survey_shown, survey_shown[i]);
        count(i_survey_falsely_shown, survey_shown[i] && survey_ratio >= 0.0);
        auto& city = cities_[first_city[c] + e.city[at]];
        city.reached[s] += 1.0f;
        city.fell[s] += fell ? 1.0f : 0.0f;
        city.fell_without[s] += fell_without ? 1.0f : 0.0f;
        city.shown[s] += shown[i] ? 1.0f : 0.0f;
        city.falsely_shown[s] += shown[i] && ratio >= 0.0 ? 1.0f : 0.0f;
      }
    }
}

double Outcomes::total_multiplier(std::size_t s, std::size_t d) const {
  if (d >= shared_.probes) return none;
  const auto averted = [&](std::size_t variant) { return probes_[(s * variant_count + variant) * shared_.probes + d]; };
  return averted(variant_without_global) > 0.0 ? averted(0) / averted(variant_without_global) : none;
}

/// Indicators that do not depend on single cities.
void Outcomes::sum_up(Results& r) const {
  auto& values = r.indicators;
  const auto put = [&](std::string_view name, std::size_t s, std::size_t d, double value) {
    values[(indicator_index(name) * S_ + s) * D_ + d] = static_cast<float>(value);
  };
  const auto sum = [&](CountrySum which, std::size_t s, std::size_t d) {
    return sums_[(index(which) * S_ + s) * D_ + d];
  };
  std::size_t total = 0;
  for (const auto& l : r.locations) total += l.kind != Location::Kind::country;
  --total;
  const auto averted = [&](std::size_t h, std::size_t s, std::size_t d) {
    double n = 0.0;
    for (std::size_t y = 0; y < budget_years; ++y)
      n += static_cast<double>(
          r.aggregate_averted[(((total * headline_count + h) * S_ + s) * horizon_years + y) * D_ + d]);
    return n;
  };
  for (std::size_t s = 0; s < S_; ++s)
    for (std::size_t d = 0; d < D_; ++d) {
      const auto& course = shared_.courses[s][d];
      ParameterDraw p = shared_.pooled[d];
      apply_overrides(p, plan_.scenarios[s].overrides);
      double first = 0;
      double volunteers = 0;
      double reviewed = 0;
      double joined = 0;
      double last = 0;
      double acted = 0;
      for (const auto& c : course.countries) {
        first += c.first_review;
        volunteers += c.joined <= 1;
        joined += c.joined != never;
        acted += c.acted;
        reviewed += std::any_of(review_years.begin(), review_years.end(),
                                [&c](std::size_t year) { return c.takes_part(year); });
        last += c.takes_part(budget_years - 1);
      }
      put("countries_first_review", s, d, shared_.portfolios[s].global_money() ? first : 0.0);
      put("countries_volunteering", s, d, volunteers);
      put("countries_reviewed", s, d, shared_.portfolios[s].global_money() ? reviewed : 0.0);
      put("countries_joined", s, d, joined);
      put("countries_taking_part", s, d, last);
      put("countries_improved", s, d, acted);
      put("people_reached", s, d, sum(CountrySum::people_reached, s, d));
      const auto& m = course.money;
      const double received = (m.planned - m.missing).dollars();
      double own = 0.0;
      double global_direct = 0.0;
      double tools = 0.0;
      double network = 0.0;
      for (const auto& g : course.global) own += g.own_usd;
      for (std::size_t a = 0; a < shared_.portfolios[s].accounts().size(); ++a) {
        if (shared_.portfolios[s].accounts()[a].half != Half::global_functions) continue;
        const double direct = course.paid_usd[a];
        global_direct += direct;
        if (shared_.portfolios[s].function(a) == Function::tools) tools += direct;
        if (shared_.portfolios[s].function(a) == Function::network) network += direct;
      }
      const double transfers = sum(CountrySum::transfers_usd, s, d);
      put("planned_usd", s, d, m.planned.dollars());
      put("received_usd", s, d, received);
      put("paid_usd", s, d, m.paid.dollars());
      put("support_usd", s, d, m.support.dollars());
      put("lapsed_usd", s, d, m.lapsed.dollars());
      put("unabsorbed_usd", s, d, sum(CountrySum::unabsorbed_usd, s, d));
      put("fixed_usd", s, d, sum(CountrySum::fixed_usd, s, d));
      put("own_usd", s, d, own);
      put("posts", s, d,
          p[Parameter::staff_share] * (m.support.dollars() + global_direct) / p[Parameter::post_cost] /
              static_cast<double>(budget_years));
      put("total_multiplier", s, d, total_multiplier(s, d));
      put("dollar_multiplier", s, d, course.dollar_multiplier);
      put("adoption_hazard", s, d, course.adoption_hazard);
      put("exit_hazard", s, d, course.exit_hazard);
      for (std::size_t f = 0; f < function_count; ++f)
        put("stock_" + std::string(function_names[f]), s, d, course.global[budget_years - 1].stock[f]);
      const double shared_tools = std::floor(tools / p[Parameter::tool_cost]);
      put("tools_shared", s, d, shared_tools);
      put("tools_piloted", s, d, shared_tools * p[Parameter::tool_adoption]);
      put("partners", s, d, std::floor(network / p[Parameter::partner_cost]));
      double violent = 0.0;
      for (std::size_t k = 0; k < crime_type_count; ++k)
        if (is_violent[k]) violent += averted(k, s, d);
      put("violent_averted", s, d, violent);
      put("homicides_averted", s, d, averted(0, s, d));
      put("dalys_averted", s, d, sum(CountrySum::dalys_averted, s, d));
      put("benefit_common_usd", s, d, sum(CountrySum::benefit_common_usd, s, d));
      put("benefit_scaled_usd", s, d, sum(CountrySum::benefit_scaled_usd, s, d));
      put("transfers_usd", s, d, transfers);
      put("social_cost_usd", s, d, received + own - transfers);
    }
}

void Outcomes::fill_lines(Results& r) const {
  std::size_t at = 0;
  for (std::size_t s = 0; s < S_; ++s) {
    const auto& portfolio = shared_.portfolios[s];
    std::vector<LineResult> lines;
    const auto line_of = [&](Half half, const std::string& item) -> LineResult& {
      for (auto& line : lines)
        if (line.half == half && line.item == item) return line;
      lines.push_back({half, item, false, 0.0, 0.0, 0.0, 0.0, 0.0});
      return lines.back();
    };
    for (std::size_t a = 0; a < portfolio.accounts().size(); ++a) {
      const auto& account = portfolio.accounts()[a];
      auto& line = line_of(account.half, account.item);
      for (const auto& i : plan_.evidence.interventions)
        if (account.half == Half::local_delivery && i.id == account.item) line.process_only = i.process_only;
      for (std::size_t d = 0; d < D_; ++d) line.paid_usd += shared_.courses[s][d].paid_usd[a] / static_cast<double>(D_);
    }
    for (const auto& row : portfolio.rows()) {
      const auto& item = plan_.evidence.interventions[row.intervention].id;
      auto& line = line_of(Half::local_delivery, item);
      const double* figures = &lines_[line_figures * at];
      line.violent_averted = figures[0];
      line.homicides_averted = figures[1];
      line.partner_averted = figures[2];
      line.dalys_averted = figures[3];
      ++at;
    }
    std::sort(lines.begin(), lines.end(),
              [](const auto& a, const auto& b) { return a.half != b.half ? a.half < b.half : a.item < b.item; });
    r.scenarios[s].lines = std::move(lines);
  }
}

void Outcomes::fill_spread(Results& r) const {
  const std::size_t W = shared_.probes;
  for (std::size_t s = 0; s < S_; ++s) {
    const auto series = [&](std::size_t variant) {
      const auto from = probes_.begin() + static_cast<std::ptrdiff_t>((s * variant_count + variant) * W);
      return std::vector<double>(from, from + static_cast<std::ptrdiff_t>(W));
    };
    const auto whole = series(0);
    std::array<double, knowledge_count> index_of_kind{};
    double sum = 0.0;
    for (std::size_t g = 0; g < knowledge_count; ++g) {
      index_of_kind[g] = std::max(0.0, first_order_index(whole, series(g + 1)));
      sum += index_of_kind[g];
    }
    // Estimates of parts may add to a little more than the whole: then they are scaled to it.
    const double scale = sum > 1.0 ? 1.0 / sum : 1.0;
    const bool any = std::any_of(whole.begin(), whole.end(), [](double v) { return v != 0.0; });
    r.scenarios[s].spread = any ? SpreadShares{index_of_kind[0] * scale, index_of_kind[1] * scale,
                                               index_of_kind[2] * scale, std::max(0.0, 1.0 - sum * scale)}
                                : SpreadShares{none, none, none, none};
  }
}

void Outcomes::finish(Results& r) {
  failed_.assign(D_, false);
  for (const auto& failure : r.failures) failed_[failure.draw] = true;
  const auto live = static_cast<float>(std::count(failed_.begin(), failed_.end(), false));
  prove();
  std::erase_if(agents_, [&](const CityAgents& a) { return failed_[a.run.draw]; });
  r.agents = std::move(agents_);
  r.indicators = std::move(values_);
  sum_up(r);
  // A draw that failed in any country is in no figure.
  for (std::size_t i = 0; i < indicators().size() * S_; ++i)
    for (std::size_t d = 0; d < D_; ++d)
      if (failed_[d]) r.indicators[i * D_ + d] = std::numeric_limits<float>::quiet_NaN();
  for (auto& city : cities_)
    for (std::size_t s = 0; s < S_; ++s) {
      const float n = city.reached[s];
      for (auto* series : {&city.fell, &city.fell_without, &city.shown, &city.falsely_shown})
        (*series)[s] = n > 0.0f ? (*series)[s] / n : std::numeric_limits<float>::quiet_NaN();
      city.reached[s] = n / live;
    }
  r.cities = std::move(cities_);
  fill_lines(r);
  fill_spread(r);
}

}  // namespace salus::model
