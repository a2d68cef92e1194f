#include "output/report/framework.hpp"

#include <cmath>

#include "output/monte_carlo.hpp"
#include "output/words/chance.hpp"
#include "output/words/names.hpp"
#include "output/words/sentences/framework.hpp"
#include "output/words/sentences/groups.hpp"
#include "output/words/words.hpp"

namespace salus::output {

using model::Results;
using model::ScenarioIndex;
using words::Message;
using words::Text;
namespace say_framework = words::framework;

std::vector<double> general_reduction_draws(const Results& r, ScenarioIndex s) {
  const model::AggregateIndex total = total_aggregate(r);
  const auto averted = [&](model::CrimeType k) {
    return averted_draws(r, total, {model::headline_of(k)}, s, over_budget);
  };
  const auto all = [&](model::CrimeType k) { return first_draws(r, total, {model::headline_of(k)}, over_budget); };
  return paired(in_life_years(r, model::is_violent, averted), in_life_years(r, model::is_violent, all),
                [](double part, double whole) { return part / whole; });
}

std::vector<double> added_benefit_draws(const Results& r, model::TargetGroup group, ScenarioIndex s) {
  const model::AggregateIndex total = total_aggregate(r);
  const model::Headline h = model::headline_of(group);
  const auto of_group = paired(averted_draws(r, total, {h}, s, over_budget), first_draws(r, total, {h}, over_budget),
                               [](double averted, double all) { return averted / all; });
  return paired(of_group, general_reduction_draws(r, s),
                [](double group_share, double general) { return group_share - general; });
}

Message group_basis(const Results& r, model::TargetGroup group) {
  std::vector<Text> informed;
  for (const auto k : model::every<model::CrimeType>) {
    if (!model::is_violent[k]) continue;
    std::uint32_t n = 0;
    for (const auto& c : r.countries) n += c.victim_share[group][k].basis != model::Basis::assumption;
    if (n > 0)
      informed.push_back(
          words::groups::InformedType{.type = words::in_words(k), .informed = n, .countries = r.countries.size()});
  }
  if (informed.empty()) return words::groups::assumption;
  return words::groups::Informed{.types = informed};
}

Message group_title(model::TargetGroup group) {
  namespace of = words::groups;
  using Of = model::TargetGroup;
  constexpr auto titles = model::for_each_of<Of, const words::Plain*>({
      {Of::women, &of::women},
      {Of::children_youth, &of::children_and_youth},
      {Of::older_persons, &of::older_persons},
      {Of::persons_with_disabilities, &of::persons_with_disabilities},
      {Of::poor, &of::poor},
  });
  return *titles[group];
}

namespace {

/// Adds rows; fills from draws what several rows share.
class Framework {
 public:
  Framework(const Results& r, ScenarioIndex s, const Requirements& need)
      : r_(r), s_(s), need_(need), year_(year_2030(r)) {}
  std::vector<FrameworkRow> rows() && { return std::move(rows_); }

  void violence() {
    begin(say_framework::violence);
    const HomicideBase base = homicide_base(r_);
    homicides(base);
    homicide_rate(base);
    halve(add("18 e", say_framework::rate_2015, say_framework::rate_2015_base, say_framework::half_by_2030,
              say_framework::same, say_framework::same),
          r_.halving.back().rate_2015_probability);
    auto& prevalence =
        add("18 e", say_framework::prevalence, say_framework::prevalence_base, say_framework::half_by_2030,
            say_framework::crime_surveys, say_framework::prevalence_assumption);
    halve(prevalence, r_.halving.back().prevalence_probability);
    of_total(prevalence, model::Target::survey_prevalence);
    urban();
    auto& cities = add("18 e", say_framework::halved_cities, same_cities(), say_framework::none_in_note,
                       say_framework::police_records, say_framework::HalvedCitiesAssumption{.joining = who_joins()});
    cities.with = interval_estimate(indicator_draws(r_, model::Indicator::cities_halved, s_));
    cities.without = interval_estimate(indicator_draws(r_, model::Indicator::cities_halved_without, s_));
  }

  void groups() {
    begin(say_framework::groups);
    for (const auto g : model::every<model::TargetGroup>)
      added_benefit(add("18 f", group_title(g), say_framework::general, say_framework::above_0,
                        say_framework::surveys_by_group, group_basis(r_, g)),
                    g);
  }

  void cities() {
    begin(say_framework::proof);
    proven_cities();
    credited_cities();
    meet(add("18 g", say_framework::surveyed, say_framework::zero, say_framework::part_of_100,
             say_framework::survey_waves, say_framework::answers_comparable),
         model::Indicator::cities_survey_shown);
    caused_cities();
  }

  void capacity() {
    begin(say_framework::capacity);
    const int deadline = r_.years[model::last_budget_year] + 1;
    auto& countries =
        add("18 h", say_framework::countries, say_framework::zero, say_framework::CountriesTarget{.year = deadline},
            say_framework::review_follow_up, say_framework::CountriesAssumption{.joining = who_joins()});
    countries.first_screen = true;
    meet(countries, model::Indicator::countries_improved,
         25.0);  // countries improve without a review too: nobody counted them
    if (!std::isnan(need_.countries_by_formula.value())) countries.to_be_true = countries_needs(need_);
    auto& people =
        add("18 h", say_framework::people, say_framework::zero, say_framework::PeopleTarget{.year = deadline},
            say_framework::people_verification, say_framework::PeopleAssumption{.joining = who_joins()});
    people.first_screen = true;
    meet(people, model::Indicator::people_reached, 1e8);
    without(people, model::Indicator::people_reached, first_scenario, 1e8);
    if (!r_.indicators.empty()) people.to_be_true = people_need();
  }

  void success() {
    begin(say_framework::success);
    meet(add("25 a", say_framework::tools_shared, say_framework::zero, say_framework::none_in_note,
             say_framework::programme_records, say_framework::process_no_effect),
         model::Indicator::tools_shared);
    meet(add("25 b", say_framework::tools_piloted, say_framework::zero, say_framework::none_in_note,
             say_framework::programme_records, say_framework::process),
         model::Indicator::tools_piloted);
    meet(add("25 c", say_framework::pioneers, say_framework::zero, say_framework::pioneers_target,
             say_framework::review_records, say_framework::volunteer),
         model::Indicator::countries_first_review, 10.0);
    meet(add("25 c", say_framework::joined, say_framework::zero, say_framework::none_in_note,
             say_framework::review_records, say_framework::may_leave),
         model::Indicator::countries_joined);
    auto& funds = add("25 d", say_framework::funds, say_framework::zero, say_framework::funds_target,
                      say_framework::accounts, say_framework::voluntary);
    funds.unit = FrameworkUnit::dollars;
    meet(funds, model::Indicator::received_usd, 5e7);
    without(funds, model::Indicator::received_usd, first_scenario, 5e7);
    auto& own = add("25 d", say_framework::own_money, say_framework::zero, say_framework::none_in_note,
                    say_framework::national_accounts, say_framework::own_money_assumption);
    own.unit = FrameworkUnit::dollars;
    meet(own, model::Indicator::own_usd);
    add("25 e", say_framework::awareness, say_framework::no_data, say_framework::none_in_note,
        say_framework::not_in_model, say_framework::none);
    meet(add("25 f", say_framework::partners, say_framework::zero, say_framework::none_in_note,
             say_framework::programme_records, say_framework::process),
         model::Indicator::partners);
  }

  void goals() {
    begin(say_framework::goals);
    auto& safety = add("14 d, 16.1.4", say_framework::safe, say_framework::assumed, say_framework::rises,
                       say_framework::surveys, say_framework::safe_assumption);
    safety.unit = FrameworkUnit::share;
    safety.middles_only = true;
    safety.with = by_people(model::Target::perceived_safety, s_);
    safety.without = by_people(model::Target::perceived_safety, first_scenario);
    fewer("11.7.2, 5.2.2", say_framework::sexual_violence, say_framework::few_surveys,
          model::headline_of(model::CrimeType::sexual_violence));
    of_total(add("11.7.2", say_framework::harassment, say_framework::assumed, say_framework::falls,
                 say_framework::surveys, say_framework::harassment_assumption),
             model::Target::harassment_prevalence);
    fewer("5.2.1", say_framework::partner_violence, say_framework::partner_assumption,
          model::headline_of(model::CrimeType::partner_violence));
  }

  void strategic_plan() {
    begin(say_framework::strategic_plan);
    add("12 (i)", say_framework::inequality, say_framework::outside_model, say_framework::none_in_note,
        say_framework::none, say_framework::inequality_assumption);
    added_benefit(add("12 (ii)", say_framework::poor, say_framework::zero, say_framework::above_0,
                      say_framework::crime_surveys, say_framework::violence_only),
                  model::TargetGroup::poor);
    add("12 (iii)", say_framework::environment, say_framework::outside_model, say_framework::none_in_note,
        say_framework::none, say_framework::none);
    auto& trust = add("12 (iv)", say_framework::trust, say_framework::assumed, say_framework::rises,
                      say_framework::surveys, say_framework::trust_assumption);
    trust.unit = FrameworkUnit::share;
    trust.middles_only = true;
    trust.with = by_people(model::Target::trust, s_);
    trust.without = by_people(model::Target::trust, first_scenario);
  }

 private:
  void begin(words::Plain group) { group_ = group; }
  FrameworkRow& add(const char* paragraph, Text indicator, Text baseline, Text target, Text verification,
                    Text assumption) {
    rows_.push_back({group_, paragraph, std::move(indicator), std::move(baseline), std::move(target),
                     std::move(verification), std::move(assumption)});
    return rows_.back();
  }

  void homicides(const HomicideBase& base) {
    auto& count =
        add("18 e", say_framework::homicides,
            say_framework::HomicidesBase{
                .homicides = base.homicides, .published = base.published, .countries = r_.countries.size()},
            say_framework::half_by_2030, say_framework::homicides_verification, say_framework::homicides_assumption);
    count.unit = FrameworkUnit::per_year;
    count.first_screen = true;
    halve(count, r_.halving.back().count_probability);
    if (year_) incidents_of_2030(count, {homicide});
    count.to_be_true = halving_needs(need_.count, need_.averted_2030);
  }

  void homicide_rate(const HomicideBase& base) {
    auto& rate = add("18 e", say_framework::rate, say_framework::RateBase{.rate = base.homicides / base.people * 1e5},
                     say_framework::half_by_2030, say_framework::rate_verification, say_framework::same);
    rate.unit = FrameworkUnit::per_100000_a_year;
    rate.first_screen = true;
    halve(rate, r_.halving.back().rate_probability);
    if (year_) {
      rate.with = of_total(model::Target::homicide_rate, s_);
      rate.without = of_total(model::Target::homicide_rate, first_scenario);
    }
    rate.to_be_true = halving_needs(need_.rate, need_.averted_2030);
  }

  /// The cities of the panel, where the model has more than the whole country.
  void urban() {
    const auto middle = [&](model::Indicator base) {
      return quantile_estimate(indicator_draws(r_, base, first_scenario), 0.5);
    };
    const auto& halving = r_.halving.back();
    if (r_.indicators.empty() || halving.urban_homicide_probability.empty()) return;
    auto& homicides =
        add("18 e", say_framework::urban_homicides,
            say_framework::UrbanHomicidesBase{.homicides = middle(model::Indicator::urban_homicides_base)},
            say_framework::half_by_2030, say_framework::urban_verification, say_framework::urban_assumption);
    homicides.unit = FrameworkUnit::per_year;
    halve(homicides, halving.urban_homicide_probability);
    if (year_) incidents_of_2030(homicides, {model::headline_of(model::UrbanSeries::homicides)});
    auto& violent = add("18 e", say_framework::urban_violent,
                        say_framework::UrbanViolentBase{.incidents = middle(model::Indicator::urban_violent_base)},
                        say_framework::half_by_2030, say_framework::urban_verification, say_framework::same);
    violent.unit = FrameworkUnit::per_year;
    halve(violent, halving.urban_violent_probability);
    if (year_) incidents_of_2030(violent, {model::headline_of(model::UrbanSeries::violent)});
  }

  void added_benefit(FrameworkRow& row, model::TargetGroup group) const {
    const auto draws = added_benefit_draws(r_, group, s_);
    row.unit = FrameworkUnit::per_million;
    row.with = interval_estimate(draws) * 1e6;
    row.probability = share_estimate(draws, [](double v) { return v > 0.0; });
  }

  void proven_cities() {
    auto& shown = add("18 g", say_framework::proven, same_cities(), hundred(), say_framework::proven_verification,
                      say_framework::ProvenAssumption{.joining = who_joins()});
    shown.first_screen = true;
    meet(shown, model::Indicator::cities_shown, 100.0);
    without(shown, model::Indicator::cities_shown_without, s_, 100.0);
    if (r_.indicators.empty()) return;
    if (const Estimate& middle = shown.with.middle; middle.value > 0.0 && middle.about_nothing())
      shown.to_be_true = say_framework::proven_not_told;
    else if (middle.value > 0.0) shown.to_be_true = say_framework::ProvenNeeds{.times = times(inverse(middle) * 100.0)};
    else shown.to_be_true = say_framework::proven_none;
  }

  void credited_cities() {
    auto& credited = add("18 g", say_framework::credited, say_framework::zero, hundred(),
                         say_framework::credited_verification, say_framework::credited_assumption);
    meet(credited, model::Indicator::cities_credited, 100.0);
    without(credited, model::Indicator::cities_credited_without, s_, 100.0);
  }

  void caused_cities() {
    auto& caused = add("18 g", say_framework::Caused{.otherwise = otherwise()}, say_framework::zero, hundred(),
                       say_framework::caused_verification, say_framework::caused_assumption);
    caused.first_screen = true;
    meet(caused, model::Indicator::cities_attributable, 100.0);
    without(caused, model::Indicator::cities_attributable, first_scenario, 100.0);
    if (!r_.indicators.empty()) caused.to_be_true = caused_need();
  }

  Message caused_need() const {
    if (need_.cities_any.value == 0.0) return say_framework::caused_no_run;
    if (std::isinf(need_.cities_times.value) || need_.cities_times.value > 100.0 || need_.cities_times.not_told())
      return say_framework::CausedFew{.share = words::share_of_runs(need_.cities_any), .mean = need_.cities_mean};
    return say_framework::CausedMore{.missing = need_.cities_missing.middle, .times = times(need_.cities_times)};
  }

  Message people_need() const {
    if (std::isinf(need_.people_times.value)) return say_framework::people_none;
    if (need_.people_times.not_told()) return say_framework::people_not_told;
    if (need_.people_times.value <= 1.0) return say_framework::people_met;
    return say_framework::PeopleNeeds{.times = times(need_.people_times)};
  }

  void fewer(const char* paragraph, words::Plain what, words::Plain assumption, model::Headline headline) {
    auto& row = add(paragraph, what, say_framework::AsOtherwise{.otherwise = otherwise()}, say_framework::fewer,
                    say_framework::rarely_reported, assumption);
    row.unit = FrameworkUnit::per_year;
    if (year_) incidents_of_2030(row, {headline});
    row.probability = share_estimate(averted_draws(r_, total_aggregate(r_), {headline}, s_, over_budget),
                                     [](double a) { return a > 0.0; });
  }

  void halve(FrameworkRow& row, const std::vector<double>& probability) const {
    if (probability.size() == r_.scenarios.size()) {
      row.probability = share_of_draws(probability[s_], draws_kept(r_));
      row.probability_without = share_of_draws(probability[first_scenario], draws_kept(r_));
    }
  }
  void meet(FrameworkRow& row, model::Indicator indicator, double goal = unknown) const {
    const auto draws = indicator_draws(r_, indicator, s_);
    row.with = interval_estimate(draws);
    if (!std::isnan(goal)) row.probability = share_estimate_at_least(draws, goal);
    if (!against_nothing(r_))
      without(row, indicator, first_scenario, goal);  // another programme has the same process figures
  }
  void without(FrameworkRow& row, model::Indicator indicator, ScenarioIndex s, double goal) const {
    const auto draws = indicator_draws(r_, indicator, s);
    row.without = interval_estimate(draws);
    if (!std::isnan(goal)) row.probability_without = share_estimate_at_least(draws, goal);
  }
  void incidents_of_2030(FrameworkRow& row, const std::vector<model::Headline>& headlines) const {
    const YearSpan year = one_year(*year_);
    const auto first = first_draws(r_, total_aggregate(r_), headlines, year);
    row.without = interval_estimate(first);
    row.with = interval_estimate(paired(first, averted_draws(r_, total_aggregate(r_), headlines, s_, year),
                                        [](double a, double b) { return a - b; }));
  }
  /// Of 2030.
  IntervalEstimate of_total(model::Target target, ScenarioIndex s) const {
    return course_interval(r_, {total_location(r_), target, s, *year_});
  }
  /// Of what is defined in countries only: their middles, weighted by people; no interval, since draws of countries are
  /// not kept. Its error is that of countries whose errors are one, at most.
  IntervalEstimate by_people(model::Target target, ScenarioIndex s) const {
    Estimate sum;
    double people = 0.0;
    for (const auto l : model::Positions<model::LocationIndex>(year_ ? r_.countries.size() : 0)) {
      const double weight = r_.population(l, *year_);
      const Estimate middle = course_estimate(r_, {l, target, s, *year_}, model::at_level(0.5)) * weight;
      sum.value += middle.value;
      sum.error += middle.error;
      people += weight;
    }
    IntervalEstimate all = not_known;
    if (people > 0.0) all.middle = sum * (1.0 / people);
    return all;
  }
  static Message times(const Estimate& value) { return say_framework::Times{.times = value}; }
  /// Of a share that is defined for the total: its quantiles in 2030, with and without.
  void of_total(FrameworkRow& row, model::Target target) const {
    row.unit = FrameworkUnit::share;
    if (!year_) return;
    row.with = of_total(target, s_);
    row.without = of_total(target, first_scenario);
  }
  /// At the end of the three years over which falls of cities are measured.
  Message hundred() const { return say_framework::Hundred{.year = cities_end_year(r_)}; }
  /// What the first scenario is: no programme, or one that has a name.
  Text otherwise() const {
    if (against_nothing(r_)) return say_framework::without_the_programme;
    return say_framework::UnderFirst{.title = words::Verbatim(r_.scenarios[first_scenario].title)};
  }
  Message same_cities() const { return say_framework::SameCities{.otherwise = otherwise()}; }
  Message who_joins() const {
    if (r_.scenarios[s_].enrolment == model::Enrolment::named) return say_framework::who_is_named;
    return say_framework::who_joins;
  }

  const Results& r_;
  ScenarioIndex s_;
  const Requirements& need_;
  std::optional<model::YearIndex> year_;
  words::Plain group_ = say_framework::violence;
  std::vector<FrameworkRow> rows_;
};

}  // namespace

std::vector<FrameworkRow> framework_rows(const Results& r, ScenarioIndex s, const Requirements& need) {
  Framework f(r, s, need);
  f.violence();
  f.groups();
  f.cities();
  f.capacity();
  f.success();
  f.goals();
  f.strategic_plan();
  return std::move(f).rows();
}

}  // namespace salus::output
