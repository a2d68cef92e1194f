#include <nlohmann/json.hpp>

#include "output/identity_json.hpp"
#include "output/oracle_file.hpp"
#include "output/report/json_figures.hpp"
#include "output/report/page_data.hpp"
#include "output/report/report.hpp"
#include "output/words/run.hpp"
#include "output/words/words.hpp"

namespace salus::output {
namespace {

/// The texts of report.json are English, as those of the page.
std::string text(const words::Text& said) { return words::english().text(said); }
std::string text(const std::optional<words::Message>& said) { return said ? text(words::Text(*said)) : ""; }

Json fan(const LocationFan& l) {
  Json one{{"id", l.id}, {"name", text(l.name)}, {"kind", model::enumerator_names<model::Location::Kind>[l.kind]}};
  if (l.basis) {
    one["level_basis"] = model::basis_names[*l.basis];
    one["sources"] = l.sources;
  }
  for (const Estimate& p : l.halving_rate) one["probability_rate_halved"].push_back(share(p));
  const auto& chart = l.chart;
  one["homicide_rate"]["years"] = chart.years;
  for (const double share : page::fan_shares) one["homicide_rate"]["levels"].push_back(share);
  for (const auto& row : chart.quantiles) {
    Json values;
    for (const double v : row) values.push_back(number(v));
    one["homicide_rate"]["quantiles"].push_back(values);
  }
  one["homicide_rate"]["first_scenario_median"] = chart.ghost;
  one["history"] = Json::array();
  for (const auto& dot : chart.history)
    one["history"].push_back(
        {{"year", dot.year}, {"rate", dot.value}, {"held_out", dot.held_out}, {"modelled", dot.modelled}});
  return one;
}

/// With all digits, so that lines add up.
Json averted(const model::EnumArray<double, model::LineFigure>& figures) {
  using F = model::LineFigure;
  return {{"dalys_averted", number(figures[F::dalys])},
          {"homicides_averted", number(figures[F::homicides])},
          {"partner_violence_averted", number(figures[F::partner])},
          {"sum_of_unlike_violent_incidents_averted", number(figures[F::violent])}};
}

Json by_crime(const model::EnumArray<IntervalEstimate, model::CrimeType>& figures) {
  Json all;
  for (const auto k : model::every<model::CrimeType>) all[model::crime_type_names[k]] = interval(figures[k]);
  return all;
}

Json contribution(const ContributionRow& c) {
  Json one{{"id", c.id},
           {"title", text(title_of(c))},
           {"items", c.items},
           {"process_only", c.process_only},
           {"acts_through_lines", c.acts == Acts::through_lines},
           {"acts", acts_names[c.acts]},
           {"note", c.note},
           {"paid_usd", number(c.paid)}};
  one.update(averted(c.averted.mean));
  one["monte_carlo_error"] = averted(c.averted.error);
  one["largest_draw_share"] = averted(c.averted.largest_share);
  return one;
}

Json scenario(const PageData& data, model::ScenarioIndex i) {
  const ScenarioRow& s = data.scenarios[i];
  Json one{{"id", s.id},
           {"title", s.title},
           {"story", s.story},
           {"sources", s.sources},
           {"enrolment", model::enrolment_names[s.enrolment]}};
  one["drawn_split"] = {{"global", s.drawn_split[model::Half::global_functions]},
                        {"local", s.drawn_split[model::Half::local_delivery]}};
  one["parameters"] = Json::object();
  for (const auto& setting : s.settings) one["parameters"][setting.name] = setting.value;
  one["budget_price_year"] = s.price_year ? Json(*s.price_year) : Json(nullptr);
  one["budget_cents"] = {{"gross", s.gross.value()}, {"direct", s.direct.value()}, {"support", s.support.value()}};
  one["planned_cents"] = {{"local", s.planned.local.value()}, {"global", s.planned.global.value()}};
  auto& ten_years = one["averted_in_ten_years"];
  ten_years["dalys"] = interval(s.dalys);
  ten_years.update(by_crime(s.averted));
  ten_years["sum_of_unlike_violent_incidents"] = interval(s.violent);
  one["general_reduction"] = interval(s.general_reduction);
  one["probability_rate_halved"] = share(s.halving_rate);
  one["probability_count_halved"] = share(s.halving_count);
  for (const auto g : model::every<model::TargetGroup>)
    one["target_groups"].push_back({{"group", model::target_group_names[g]},
                                    {"dalys_averted", interval(s.group_averted[g])},
                                    {"added_benefit", interval(s.added_benefit[g])},
                                    {"probability_gains_less", share(s.gains_less[g])},
                                    {"basis", text(data.group_basis[g])}});
  if (data.has_indicators && i != first_scenario && data.against_nothing) one["worth"] = worth_json(data.portfolio[i]);
  if (data.has_indicators && (i != first_scenario || !data.against_nothing)) one["money"] = money_json(data.money[i]);
  one["budget_lines"] = Json::array();
  for (const auto& row : data.budgets[i]) {
    Json line{{"half", model::half_names[row.half]}, {"item", row.item}, {"title", row.label}};
    for (std::size_t y = 0; y < model::budget_years; ++y) {
      line["gross_cents"].push_back(row.gross[y].value());
      line["direct_cents"].push_back(row.direct[y].value());
      line["support_cents"].push_back(row.support[y].value());
    }
    one["budget_lines"].push_back(line);
  }
  one["lines"] = Json::array();
  for (const auto& row : data.lines[i].rows) one["lines"].push_back(contribution(row));
  if (data.plans_behind[i].lines > 0) one["evidence"] = plan_behind_json(data.plans_behind[i]);
  if (!data.lines[i].rows.empty() && data.against_nothing) {
    one["lines_feedback"] = averted(data.lines[i].feedback.mean);
    one["lines_feedback_monte_carlo_error"] = averted(data.lines[i].feedback.error);
    one["whole_monte_carlo_error"] = averted(s.means.error);
    one["whole_largest_draw_share"] = averted(s.means.largest_share);
  }
  return one;
}

Json framework(const std::vector<FrameworkRow>& rows) {
  Json all = Json::array();
  for (const auto& row : rows)
    all.push_back({{"group", text(words::Text(row.group))},
                   {"paragraph", row.paragraph},
                   {"indicator", text(row.indicator)},
                   {"baseline", text(row.baseline)},
                   {"target", text(row.target)},
                   {"means_of_verification", text(row.verification)},
                   {"assumption", text(row.assumption)},
                   {"unit", framework_unit_names[row.unit]},
                   {"with", interval(row.with)},
                   {"without", interval(row.without)},
                   {"probability_with", share(row.probability)},
                   {"probability_without", share(row.probability_without)},
                   {"difference", share(difference_of_shares(row.probability, row.probability_without))},
                   {"what_would_have_to_be_true", text(row.to_be_true)}});
  return all;
}

Json persistence(const Persistence& p) {
  return {{"mean_over_mean", number(p.share)},
          {"monte_carlo_error", number(p.share.error)},
          {"where_any_is_averted", interval(p.of_draws)},
          {"probability_any_is_averted", share(p.draws)}};
}

Json requirements(const Requirements& q) {
  Json by_type;
  for (const auto k : model::every<model::CrimeType>)
    by_type[std::string(model::crime_type_names[k])] = persistence(q.persistence_of[k]);
  return {{"homicides_times_effect", interval(q.count.times)},
          {"homicides_halved_anyway", share(q.count.halved_anyway)},
          {"rate_times_effect", interval(q.rate.times)},
          {"rate_halved_anyway", share(q.rate.halved_anyway)},
          {"probability_no_homicide_averted_in_2030", share(q.nothing_averted)},
          {"persistence", persistence(q.persistence)},
          {"persistence_by_crime", by_type},
          {"attributable_cities_missing", interval(q.cities_missing)},
          {"attributable_cities_times", number(q.cities_times)},
          {"homicides_needed_2030", number(q.count.homicides)},
          {"rate_needed_2030", number(q.rate.homicides)},
          {"homicides_averted_2030", number(q.averted_2030)},
          {"homicides_averted_last_budget_year", number(q.averted_last)},
          {"attributable_cities_mean", number(q.cities_mean)},
          {"probability_any_attributable_city", share(q.cities_any)},
          {"people_times", number(q.people_times)},
          {"countries",
           {{"volunteers", number(q.volunteers)},
            {"listed", number(q.listed)},
            {"years", number(q.years)},
            {"reviewed_by_formula", number(q.reviewed_by_formula)},
            {"adoption_hazard_seen", number(q.adoption_seen)},
            {"exit_hazard_seen", number(q.leaving_seen)},
            {"taking_part_by_formula", number(q.countries_by_formula)},
            {"adoption_hazard_for_25", number(q.adoption_for_25)},
            {"exit_hazard_for_25", number(q.leaving_for_25)},
            {"improved_of_reviewed", number(q.improved_share)},
            {"reviewed", number(q.reviewed)},
            {"improved", number(q.improved)},
            {"improved_by_formula", number(q.improved_by_formula)},
            {"improved_if_all_reviewed", number(q.improved_at_all)},
            {"adoption_hazard_for_25_improved", number(q.improving_adoption)},
            {"share_to_improve_of_reviewed", number(q.share_at_reviewed)},
            {"share_to_improve_of_all", number(q.share_at_all)},
            {"taking_part_without_exit", number(q.no_exit)}}}};
}

Json cities(const CountryCities& country) {
  Json one{{"id", country.id}, {"name", country.name}};
  for (const auto& c : country.cities)
    one["cities"].push_back({{"code", c.code},
                             {"name", c.name},
                             {"vulnerability", c.vulnerability ? model::vulnerability_names[*c.vulnerability] : ""},
                             {"reached", share(c.reached)},
                             {"judged", share(c.judged)},
                             {"fell", share(c.fell)},
                             {"fell_without", share(c.fell_without)},
                             {"shown", share(c.shown)},
                             {"falsely_shown", share(c.falsely_shown)}});
  return one;
}

void put(Json& one, const std::string& name, const MeanOfDraws& mean) {
  one[name] = number(mean.estimate());
  one[name + "_monte_carlo_error"] = number(mean.error);
  one[name + "_largest_draw_share"] = number(mean.largest_share);
}

Json agents(const AgentSummary& a, const model::Results& r) {
  Json one{{"scenario", r.scenarios[a.scenario].id},
           {"draws_that_may", a.cover.draws},
           {"reached", a.cover.reached},
           {"budget_person_months", a.cover.budget},
           {"spent_person_months", a.cover.spent},
           {"middle", number(a.middle)},
           {"middle_with_the_panel_alone", number(a.middle_of_panel)},
           {"runs", a.runs},
           {"draws", a.draws},
           {"could_not_run", a.refused},
           {"person_months", a.person_months}};
  for (const auto& d : a.differences) {
    Json& row = one["differences"].emplace_back(Json{{"what", text(crimes_in_words(d))},
                                                     {"ratio", number(Estimate{d.ratio, d.ratio_error})},
                                                     {"ratio_standard_error", number(d.ratio_error)},
                                                     {"level", number(d.level)}});
    put(row, "panel", d.panel);
    put(row, "agents", d.agents);
    put(row, "difference", d.more);
  }
  one["cities"] = Json::array();
  for (const auto& c : a.cities) {
    Json& row =
        one["cities"].emplace_back(Json{{"country", c.country}, {"name", c.city}, {"code", c.code}, {"runs", c.runs}});
    put(row, "panel", c.panel);
    put(row, "agents", c.agents);
  }
  return one;
}

/// Plans of equal money: what choosing each is expected to lose, and each pair once, by harm.
Json rivals(const PageData& data, const RivalTable& table) {
  const auto& plans = table.group.plans;
  Json one{{"local_cents", table.group.money.local.value()}, {"global_cents", table.group.money.global.value()}};
  for (const auto s : plans) {
    Json plan{{"scenario", data.scenarios[s].id}};
    if (const ExpectedLoss* loss = table.group.loss_of(s))
      plan["expected_loss_dalys"] = {{"mean", number(Estimate{loss->mean, loss->error})},
                                     {"monte_carlo_error", number(loss->error)},
                                     {"largest_share", number(loss->largest_share)},
                                     {"least", loss->least},
                                     {"tied_with_least", loss->tied}};
    one["plans"].push_back(plan);
  }
  for (const auto& harmed : table.harms)
    for (std::size_t row = 0; row < plans.size(); ++row)
      for (std::size_t column = row + 1; column < plans.size(); ++column) {
        const PairChance& pair = harmed.chances[row][column];
        one["pairs"].push_back({{"harm", harm_name(harmed.harm)},
                                {"scenario", data.scenarios[plans[row]].id},
                                {"other", data.scenarios[plans[column]].id},
                                {"probability_averts_more", number(pair.chance)},
                                {"monte_carlo_error", number(pair.error)},
                                {"tied", pair.tied}});
      }
  return one;
}

std::string_view class_name(const ClassRow& row) {
  if (row.size) return model::city_size_names[*row.size];
  return row.vulnerability ? model::vulnerability_names[*row.vulnerability] : "all";
}
Json classes(const std::vector<ClassRow>& rows) {
  Json all = Json::array();
  for (const auto& row : rows) {
    Json& one = all.emplace_back(Json{{"class", class_name(row)}});
    for (const auto& [name, count] :
         {std::pair{"reached", &row.reached}, std::pair{"judged", &row.judged}, std::pair{"fell", &row.fell},
          std::pair{"fell_without", &row.fell_without}, std::pair{"shown", &row.shown}}) {
      one[name] = interval(count->interval);
      one["means"][name] = number(count->mean);
    }
  }
  return all;
}

Json power_of_records() {
  Json all;
  for (const auto& row : records_power())
    all.push_back({{"people", number(row.people)},
                   {"homicides_per_100000", number(row.rate)},
                   {"smallest_fall_one_year", number(row.year)},
                   {"smallest_fall_three_years", number(row.three_years)},
                   {"smallest_fall_three_years_with_drift", number(row.three_years_with_drift)}});
  return all;
}

Json power_of_surveys() {
  Json all;
  for (const auto& row : surveys_power()) {
    Json one{{"prevalence", number(row.prevalence)}};
    for (std::size_t i = 0; i < survey_falls.size(); ++i)
      one["interviews_a_wave"].push_back(
          {{"fall", number(survey_falls[i])}, {"interviews", number(row.interviews[i])}});
    all.push_back(one);
  }
  return all;
}

Json assumptions(const std::vector<AssumptionGroup>& groups) {
  Json all = Json::array();
  for (const auto& group : groups)
    for (const auto& row : group.rows)
      all.push_back({{"group", text(group.name)},
                     {"name", text(row.name)},
                     {"value", text(row.value)},
                     {"knowledge", text(row.knowledge)},
                     {"source", text(row.source)}});
  return all;
}

Json provenance(const model::Results& r, const ReportContext& c) {
  Json p{{"command", c.command},
         {"content_hash", c.content_hash},
         {"program_version", c.program_version},
         {"compiler", c.compiler},
         {"build_type", c.build_type},
         {"created_at", c.created_at},
         {"seed", std::to_string(r.identity.seed)},
         {"draws", r.identity.draws},
         {"view", model::view_names[r.identity.view]},
         {"start_year", r.identity.start_year},
         {"without_loops", loops_json(r.identity.without)},
         {"failed_draws", r.failures.size()}};
  p["calibration"] = text(words::Text(words::start_in_words(r.identity.start)));
  p["start"] = start_json(r.identity.start);
  p["backtest_csv"] = r.identity.backtest.empty() ? "" : backtest_csv(r.identity.backtest);
  p["oracle"] = r.identity.oracle.scores.empty() ? Json() : Json::parse(oracle_json(r.identity.oracle, {}));
  for (const auto& [name, hash] : r.identity.input_hashes) p["input_hashes"][name] = hash;
  p["own_tables"] = c.own_tables ? Json(*c.own_tables) : Json(nullptr);
  return p;
}

}  // namespace

std::string report_json(const model::Results& r, const ReportContext& c) {
  const PageData data = page_data(r);
  Json json{{"format", 3},
            {"file_type", "salus-report"},
            {"result_version", model::result_version},
            {"intervals", data.few_draws ? too_few_draws_in_words() : std::string("90 %")},
            {"headline", Json::array()},
            {"years", r.years}};
  for (const auto& sentence : data.headline) json["headline"].push_back(text(words::Text(sentence)));
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios))
    json["scenarios"].push_back(scenario(data, s));
  json["shown_scenario"] = data.scenarios[data.shown].id;
  json["results_framework"] = framework(data.framework);
  if (data.requirements.known) json["requirements"] = requirements(data.requirements);
  json["rivals"] = Json::array();
  for (const auto& table : data.rivals) json["rivals"].push_back(rivals(data, table));
  if (data.global_half) json["global_half"] = global_half_json(data);
  if (r.omissions) json["omissions"] = omissions_json(r);
  json["evidence_of_lines"] = behind_json(data);
  json["spread_of_lines"] = shares_json(data);
  json["initiatives"] = Json::array();
  for (const auto& row : data.initiatives) json["initiatives"].push_back(contribution(row));
  json["vulnerability_classes"] = classes(data.classes);
  json["city_sizes"] = classes(data.sizes);
  json["power_of_records"] = power_of_records();
  json["power_of_surveys"] = power_of_surveys();
  json["cities"] = Json::array();
  for (const auto& country : data.cities) json["cities"].push_back(cities(country));
  for (const auto& a : data.agents) json["agents"].push_back(agents(a, r));
  for (const auto& l : data.aggregates) json["aggregates"].push_back(fan(l));
  for (const auto& l : data.countries) json["countries"].push_back(fan(l));
  json["assumptions"] = assumptions(data.assumptions);
  json["provenance"] = provenance(r, c);
  return json.dump() + "\n";
}

}  // namespace salus::output
