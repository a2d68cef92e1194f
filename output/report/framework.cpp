#include "output/report/framework.hpp"

#include <cmath>

#include "model/core/number.hpp"
#include "output/report/headline.hpp"

namespace salus::output {

using model::Results;

std::vector<double> general_reduction_draws(const Results& r, std::size_t s) {
  const std::size_t total = total_aggregate(r);
  const std::size_t end = model::budget_years;
  return paired(averted_draws(r, total, violent_headlines(), s, 0, end),
                first_draws(r, total, violent_headlines(), 0, end),
                [](double averted, double all) { return averted / all; });
}

std::vector<double> added_benefit_draws(const Results& r, std::size_t group, std::size_t s) {
  const std::size_t total = total_aggregate(r);
  const std::size_t h = model::crime_type_count + group;
  const std::size_t end = model::budget_years;
  const auto of_group = paired(averted_draws(r, total, {h}, s, 0, end), first_draws(r, total, {h}, 0, end),
                               [](double averted, double all) { return averted / all; });
  return paired(of_group, general_reduction_draws(r, s),
                [](double group_share, double general) { return group_share - general; });
}

std::string group_basis(const Results& r, std::size_t group) {
  std::string informed;
  for (std::size_t k = 0; k < model::crime_type_count; ++k) {
    if (!model::is_violent[k]) continue;
    std::size_t n = 0;
    for (const auto& c : r.countries) n += c.victim_share[group][k].basis != model::Basis::assumption;
    std::string name(model::crime_type_names[k]);
    for (char& c : name)
      if (c == '_') c = ' ';
    if (n > 0)
      informed += (informed.empty() ? "" : ", ") + name + " (" + std::to_string(n) + " of " +
                  std::to_string(r.countries.size()) + " countries)";
  }
  return informed.empty() ? "assumption" : "data-informed: " + informed + "; assumption elsewhere";
}

namespace {

/// Adds rows; fills from draws what several rows share.
class Framework {
 public:
  Framework(const Results& r, std::size_t s, const Requirements& need)
      : r_(r), s_(s), need_(need), year_(year_2030(r)) {}
  std::vector<FrameworkRow> rows() && { return std::move(rows_); }

  void violence() {
    const HomicideBase base = homicide_base(r_);
    const double rate = base.homicides / base.people * 1e5;
    const std::string published = std::to_string(base.published) + " of " + std::to_string(r_.countries.size()) +
                                  " countries as published, else estimated";
    const auto& halving = r_.halving.back();
    auto& count =
        add("Urban violence halved by 2030 (SDG 16.1)", "18 e", "Homicides a year",
            "about " + in_words(base.homicides) + ", mean of 2017-19 (" + published + ")", "at most half by 2030",
            "police and vital statistics, whole countries", "the countries' homicides stand for urban violence");
    count.unit = "year-1";
    count.first_screen = true;
    halve(count, halving.count_probability);
    if (year_) incidents_of_2030(count, {0});
    count.to_be_true = halving_needs(need_.count_times, need_.count_needed, need_.averted_2030);
    auto& per_head = add("", "18 e", "Homicides per 100,000 people a year",
                         "about " + model::format_fixed(rate, 1) + ", mean of 2017-19", "at most half by 2030",
                         "the same, and UN population", "the same");
    per_head.unit = "1e-5 year-1";
    per_head.first_screen = true;
    halve(per_head, halving.rate_probability);
    if (year_) {
      per_head.with = rate_of_2030(s_);
      per_head.without = rate_of_2030(0);
    }
    per_head.to_be_true = halving_needs(need_.rate_times, need_.rate_needed, need_.averted_2030);
    halve(add("", "18 e", "Homicide rate against 2015, the SDG's own base year",
              "2015, as published or as the run has it", "at most half by 2030", "the same", "the same"),
          halving.rate_2015_probability);
    auto& prevalence = add("", "18 e", "Share of people who met violence in the year, in surveys (SDG 16.1.3), 2030",
                           "level at the start, each run's own", "at most half by 2030", "crime surveys",
                           "few countries have two surveys alike; the level is mostly assumed");
    halve(prevalence, halving.prevalence_probability);
    of_total(prevalence, "survey_prevalence");
    auto& cities =
        add("", "18 e", "Reached cities whose homicide rate halved", "the same cities without the programme",
            "none in the note", "police records", "volatile in small cities: many halve by chance; " + who_joins());
    cities.with = interval_of(indicator_draws(r_, "cities_halved", s_));
    cities.without = interval_of(indicator_draws(r_, "cities_halved_without", s_));
  }

  void groups() {
    for (std::size_t g = 0; g < model::target_group_count; ++g) {
      auto& row = add(g == 0 ? "Added benefit for groups: reduction beyond the general one, per million victimisations "
                               "of the group; groups overlap and are never summed"
                             : "",
                      "18 f", std::string(group_titles[g]), "0: the general reduction", "above 0",
                      "crime surveys by group", group_basis(r_, g));
      const auto draws = added_benefit_draws(r_, g, s_);
      row.unit = "1e-6";
      row.with = interval_of(draws);
      for (double& v : row.with) v *= 1e6;
      row.probability = share_where(draws, [](double v) { return v > 0.0; });
    }
  }

  void cities() {
    auto& shown = add("Cities that prove a fall", "18 g", "Cities whose fall in homicides is proven from records",
                      "the same cities without the programme", "100 by 2030",
                      "police records, false discovery controlled over cities; surveys where the budget pays for them",
                      "records stay comparable; a proof does not say why a city fell; " + who_joins());
    shown.first_screen = true;
    meet(shown, "cities_shown", 100.0);
    without(shown, "cities_shown_without", s_, 100.0);
    if (!r_.indicators.empty())
      shown.to_be_true = shown.with[1] > 0.0 ? "100 is " + times(100.0 / shown.with[1]) +
                                                   " the middle number; most that fall would have fallen without"
                                             : "the middle run proves none";
    meet(add("", "18 g", "Cities whose fall in the prevalence of violence is proven from crime surveys", "0",
             "part of the 100", "two survey waves, where the budget pays for interviews", "answers stay comparable"),
         "cities_survey_shown");
    auto& caused =
        add("", "18 g", "Cities that fell and would not have without the programme", "0", "100 by 2030",
            "none in the field: only a model or a trial can tell", "effects of trials carry over to these cities");
    caused.first_screen = true;
    meet(caused, "cities_attributable", 100.0);
    without(caused, "cities_attributable", 0, 100.0);
    if (!r_.indicators.empty())
      caused.to_be_true = need_.cities_any == 0.0 ? "100 such cities: no run has a single one"
                          : std::isinf(need_.cities_times) || need_.cities_times > 100.0
                              ? "100 such cities: " + percent(need_.cities_any) +
                                    " of runs have one or more, the mean is " + mean_in_words(need_.cities_mean)
                              : in_words(need_.cities_missing[1]) + " more such cities, " + times(need_.cities_times) +
                                    " the middle number";
    const std::string deadline = std::to_string(r_.identity.start_year + static_cast<int>(model::budget_years));
    auto& countries = add(
        "Capacity of countries, people reached", "18 h", "Countries with measurable improvement of capacity", "0",
        "25 by " + deadline, "follow-up of the peer review",
        "a country that acts on a recommendation has improved; how many would have without a review is not known; " +
            who_joins());
    countries.first_screen = true;
    meet(countries, "countries_improved", 25.0);  // countries improve without a review too: nobody counted them
    if (!std::isnan(need_.countries_by_formula)) countries.to_be_true = countries_needs(need_);
    auto& people = add("", "18 h", "People in reached cities", "0", "100 million by " + deadline,
                       "population of cities that take part",
                       "all inhabitants of a reached city count, as in the note; " + who_joins());
    people.first_screen = true;
    meet(people, "people_reached", 1e8);
    without(people, "people_reached", 0, 1e8);
    if (!r_.indicators.empty())
      people.to_be_true = std::isinf(need_.people_times) ? "nobody is reached in the middle run"
                          : need_.people_times <= 1.0    ? "nothing more in the middle run"
                                                         : times(need_.people_times) + " the middle number of people";
  }

  void success() {
    meet(add("Success indicators of para 25", "25 a", "Joint tools shared", "0", "none in the note",
             "programme records", "process; no effect on violence follows"),
         "tools_shared");
    meet(add("", "25 b", "Joint tools piloted", "0", "none in the note", "programme records", "process"),
         "tools_piloted");
    meet(add("", "25 c", "Pioneer countries in the first review", "0", "10 to 15 (para 11): at least 10",
             "review records", "countries volunteer"),
         "countries_first_review", 10.0);
    meet(add("", "25 c", "Pioneer countries that joined, with focal points", "0", "none in the note", "review records",
             "countries volunteer, and may leave"),
         "countries_joined");
    auto& funds = add("", "25 d", "Funds received for safer cities", "0", "at least 50 million dollars (para 26)",
                      "accounts", "voluntary, extra-budgetary");
    funds.unit = "USD";
    meet(funds, "received_usd", 5e7);
    without(funds, "received_usd", 0, 5e7);
    auto& own = add("", "25 d", "Additional domestic money, outside the budget", "0", "none in the note",
                    "national accounts", "additional, not committed money; by analogy");
    own.unit = "USD";
    meet(own, "own_usd");
    add("", "25 e", "Awareness in the Executive Board and among states", "no data", "none in the note",
        "no data: not in the model", "none");
    meet(add("", "25 f", "Substantive partners in the peer review", "0", "none in the note", "programme records",
             "process"),
         "partners");
  }

  void goals() {
    auto& safety = add("Sustainable Development Goals", "14 d, 16.1.4", "People who feel safe walking alone",
                       "the level is assumed", "rises", "surveys",
                       "follows remembered violence; mean of the countries' middles, by people");
    safety.unit = "share";
    safety.with = by_people("perceived_safety", s_);
    safety.without = by_people("perceived_safety", 0);
    const auto fewer = [&](const char* paragraph, const char* what, const char* assumption, std::size_t headline) {
      auto& row = add("", paragraph, what, "as without the programme", "fewer over the ten years than without",
                      "surveys; most is never reported", assumption);
      row.unit = "year-1";
      if (year_) incidents_of_2030(row, {headline});
      row.probability = share_where(averted_draws(r_, total_aggregate(r_), {headline}, s_, 0, model::budget_years),
                                    [](double a) { return a > 0.0; });
    };
    fewer("11.7.2, 5.2.2", "Sexual violence by non-partners, incidents in 2030", "levels from few surveys",
          model::index(model::CrimeType::sexual_violence));
    auto& harassment =
        add("", "11.7.2", "Share of people who met non-partner sexual violence or harassment in the year, 2030",
            "the level is assumed", "falls", "surveys", "moves with sexual violence");
    of_total(harassment, "harassment_prevalence");
    fewer("5.2.1", "Partner violence, woman-years in 2030", "levels from surveys, effects from trials",
          model::index(model::CrimeType::partner_violence));
  }

  void strategic_plan() {
    add("Outcomes of the strategic plan 2020-2023", "12 (i)", "Less inequality between neighbourhoods",
        "not in the model", "none in the note", "none",
        "needs a layer of neighbourhoods and agents, which is not built; between cities, see the classes of "
        "vulnerability");
    auto& poor = add("", "12 (ii)", "Shared prosperity: added benefit for the poor, per million victimisations", "0",
                     "above 0", "crime surveys", "violence only; income is not in the model");
    const auto draws = added_benefit_draws(r_, model::index(model::TargetGroup::poor), s_);
    poor.unit = "1e-6";
    poor.with = interval_of(draws);
    poor.probability = share_where(draws, [](double v) { return v > 0.0; });
    for (double& v : poor.with) v *= 1e6;
    add("", "12 (iii)", "Better urban environment", "not in the model", "none in the note", "none", "none");
    auto& trust = add("", "12 (iv)", "Integration and resilience: trust and collective efficacy, 0 to 1",
                      "the level is assumed", "rises", "surveys", "mean of the countries' middles, by people");
    trust.unit = "share";
    trust.with = by_people("trust", s_);
    trust.without = by_people("trust", 0);
  }

 private:
  FrameworkRow& add(std::string group, std::string paragraph, std::string indicator, std::string baseline,
                    std::string target, std::string verification, std::string assumption) {
    FrameworkRow row;
    row.group = group.empty() ? rows_.back().group : std::move(group);
    row.paragraph = std::move(paragraph);
    row.indicator = std::move(indicator);
    row.baseline = std::move(baseline);
    row.target = std::move(target);
    row.verification = std::move(verification);
    row.assumption = std::move(assumption);
    rows_.push_back(std::move(row));
    return rows_.back();
  }
  void halve(FrameworkRow& row, const std::vector<double>& probability) const {
    if (probability.size() == r_.scenarios.size()) {
      row.probability = probability[s_];
      row.probability_without = probability[0];
    }
  }
  void meet(FrameworkRow& row, const char* indicator, double goal = unknown) const {
    const auto draws = indicator_draws(r_, indicator, s_);
    row.with = interval_of(draws);
    if (!std::isnan(goal)) row.probability = share_at_least(draws, goal);
    if (!against_nothing(r_)) without(row, indicator, 0, goal);  // another programme has the same process figures
  }
  void without(FrameworkRow& row, const char* indicator, std::size_t s, double goal) const {
    const auto draws = indicator_draws(r_, indicator, s);
    row.without = interval_of(draws);
    if (!std::isnan(goal)) row.probability_without = share_at_least(draws, goal);
  }
  void incidents_of_2030(FrameworkRow& row, const std::vector<std::size_t>& headlines) const {
    const auto first = first_draws(r_, total_aggregate(r_), headlines, *year_, *year_ + 1);
    row.without = interval_of(first);
    row.with = interval_of(paired(first, averted_draws(r_, total_aggregate(r_), headlines, s_, *year_, *year_ + 1),
                                  [](double a, double b) { return a - b; }));
  }
  Interval rate_of_2030(std::size_t s) const {
    Interval out{};
    const std::array<std::size_t, 3> levels{2, 11, 20};
    for (std::size_t i = 0; i < 3; ++i) out[i] = quantile(r_.locations.size() - 1, "homicide_rate", s, levels[i]);
    return out;
  }
  double quantile(std::size_t location, std::string_view target, std::size_t s, std::size_t level) const {
    const std::size_t T = model::targets().size();
    const std::size_t S = r_.scenarios.size();
    const std::size_t Y = r_.years.size();
    const std::size_t Q = model::quantile_levels.size();
    return static_cast<double>(
        r_.quantiles[(((location * T + model::target_index(target)) * S + s) * Y + *year_) * Q + level]);
  }
  /// Of what is defined in countries only: their middles, weighted by people; no interval, since draws of countries are
  /// not kept.
  Interval by_people(std::string_view target, std::size_t s) const {
    double sum = 0.0;
    double people = 0.0;
    for (std::size_t l = 0; year_ && l < r_.countries.size(); ++l) {
      const double weight = static_cast<double>(r_.population[l * r_.years.size() + *year_]);
      sum += weight * quantile(l, target, s, 11);
      people += weight;
    }
    return {unknown, people > 0.0 ? sum / people : unknown, unknown};
  }
  static std::string times(double value) {
    return value < 10.0 ? model::format_fixed(value, 1) + " times" : in_words(value) + " times";
  }
  /// Of a share that is defined for the total: its quantiles in 2030, with and without.
  void of_total(FrameworkRow& row, std::string_view target) const {
    row.unit = "share";
    if (!year_) return;
    const std::array<std::size_t, 3> levels{2, 11, 20};
    for (std::size_t i = 0; i < 3; ++i) {
      row.with[i] = quantile(r_.locations.size() - 1, target, s_, levels[i]);
      row.without[i] = quantile(r_.locations.size() - 1, target, 0, levels[i]);
    }
  }
  std::string who_joins() const {
    return r_.scenarios[s_].enrolment == model::Enrolment::named
               ? "the number follows from who is named by the scenario"
               : "the number follows from assumptions on who joins (10 to 15 in the first review, about 100 cities "
                 "when 25 of 48 "
                 "take part), nearly the same for every portfolio with local money";
  }

  const Results& r_;
  std::size_t s_;
  const Requirements& need_;
  std::optional<std::size_t> year_;
  std::vector<FrameworkRow> rows_;
};

}  // namespace

std::vector<FrameworkRow> framework_rows(const Results& r, std::size_t s, const Requirements& need) {
  Framework f(r, s, need);
  f.violence();
  f.groups();
  f.cities();
  f.success();
  f.goals();
  f.strategic_plan();
  return std::move(f).rows();
}

}  // namespace salus::output
