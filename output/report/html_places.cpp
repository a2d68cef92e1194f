/// Groups of people, cities, regions and countries. Countries and cities stand in alphabetical order (then code), never
/// by a value.
#include <cmath>

#include "output/report/headline.hpp"
#include "output/report/html_parts.hpp"

namespace salus::output::html {

std::string groups_section(const PageData& data) {
  std::string out = soft(
      "Para 18 f of the concept note. Groups overlap and are never added together. Added benefit is the group's "
      "relative reduction minus the general one; it comes here only from "
      "which crimes fall, since who is reached within a crime type is not yet in the model.");
  for (std::size_t s = 1; s < data.scenarios.size(); ++s) {
    const auto& row = data.scenarios[s];
    Table table(
        "Violent victimisations averted over the ten budget years, middle and 90 % interval; reductions per million "
        "victimisations (of all people, of the group)",
        {"Group", "Basis", "Averted", "General reduction, per million", "Added benefit, per million of the group's",
         "Gains less than the general reduction"},
        2);
    const auto million = [](Interval i) {
      for (double& v : i) v *= 1e6;
      return i;
    };
    std::string less;
    for (std::size_t g = 0; g < model::target_group_count; ++g) {
      table.row({std::string(group_titles[g]), escaped(data.group_basis[g]), interval(row.group_averted[g]),
                 interval(million(row.general_reduction), "1e-6"), interval(million(row.added_benefit[g]), "1e-6"),
                 chance(row.gains_less[g])});
      if (row.gains_less[g] > 0.5)
        less +=
            (less.empty() ? "" : ", ") + std::string(group_titles[g]) + " (" + amount(row.gains_less[g], "share") + ")";
    }
    out += details(
        row.title,
        table.text() +
            (less.empty() ? ""
                          : soft("Gain less than the general reduction in more than half of the runs: " + less + ".")),
        s == data.shown);
  }
  return data.scenarios.size() > 1 ? section("groups", "Target groups", out) : "";
}

namespace {

/// What records and surveys can show, whatever the programme does.
std::string power_tables() {
  Table records(
      "What records can show: the smallest fall of a city's homicide rate that one test at the 5 % level finds with 80 "
      "% power. To prove falls in many cities at once takes more.",
      {"Inhabitants", "Homicides per 100,000", "One year against one", "Three years against three",
       "The same, with noise and drift of recording"},
      1);
  for (const auto& row : records_power())
    records.row({amount(row.people), amount(row.rate), amount(row.year, "share"), amount(row.three_years, "share"),
                 amount(row.three_years_with_drift, "share")});
  std::vector<std::string> heads{"Prevalence in the year"};
  for (const double fall : survey_falls) heads.push_back("To show a fall of " + percent(fall));
  Table surveys("What surveys can show: interviews a wave for the same test, at the middle design effect of 1.5", heads,
                1);
  for (const auto& row : surveys_power()) {
    std::vector<std::string> cells{percent(row.prevalence)};
    for (const double n : row.interviews) cells.push_back(amount(n));
    surveys.row(cells);
  }
  return details("What can be shown: sizes of cities and surveys, for planning a measurement",
                 records.text() + surveys.text());
}

}  // namespace

std::string cities_section(const PageData& data, const model::Results& r) {
  if (data.cities.empty()) return "";
  const std::string title = data.scenarios[data.shown].title;
  std::string out;
  if (!data.classes.empty()) {
    Table classes(
        "Cities by vulnerability of planning, design and services under '" + title +
            "': numbers of cities, mean over runs, and 90 % interval below. Every city has the class of its country "
            "(share of people in slums), so this compares kinds of countries, not cities.",
        {"Vulnerability", "Reached", "Fell by more than 10 %", "Would have fallen without", "Proven to have fallen"});
    for (const auto& row : data.classes) {
      const auto cell = [](double mean, Interval i) {
        i[1] = mean;
        return interval(i);
      };
      const std::vector<std::string> cells{escaped(row.name), cell(row.means[0], row.reached),
                                           cell(row.means[1], row.fell), cell(row.means[2], row.fell_without),
                                           cell(row.means[3], row.shown)};
      row.name == "all" ? classes.foot(cells) : classes.row(cells);
    }
    out += classes.text();
  }
  out += power_tables();
  out += soft(
      "Every city of the panel by country, in alphabetical order, then by code; cities are not compared or ranked. No "
      "city's own figure of crime is used: a city's rate is its "
      "country's plus a deviation that nobody knows, so no rate of a single city stands here (cities.csv has wide "
      "intervals, for sizing a measurement). Probabilities after 'takes part' are among runs in which the city takes "
      "part.");
  std::string lists;
  for (const auto& country : data.cities) {
    Table table("", {"City", "Vulnerability", "Takes part", "Falls", "Falls without", "Proven", "Falsely proven"}, 2);
    for (const auto& c : country.cities)
      table.row({escaped(c.name) + " <span class=soft>" + std::to_string(c.code) + "</span>", escaped(c.vulnerability),
                 chance(c.reached), chance(c.fell), chance(c.fell_without), chance(c.shown), chance(c.falsely_shown)});
    lists += details(country.name, table.text());
  }
  return section("cities", "Cities",
                 out + details("All " + std::to_string(r.cities.size()) + " cities, by country", lists));
}

std::string agents_section(const PageData& data, const model::Results& r) {
  if (data.agents.empty()) return "";
  std::string out = soft(
      "In some runs, cities that the programme reaches were simulated with one agent a person, and each of their "
      "events was followed as it would have fared under the programme's measures on named targets: the hottest street "
      "segments, the persons with most on record. In these runs the "
      "agents' effect stands in place of the panel's in what is averted, so nothing counts twice; the split of the "
      "spread is the panel's; the panel takes the share of crime that targets account for, what is displaced and how "
      "measures overlap from assumptions, with "
      "agents they come out. Streets and people of a city are synthetic, the streets the same in every run. The level "
      "of crime stays the panel's.");
  for (const auto& a : data.agents) {
    std::string body = "<p>" + escaped(agent_sentence(a, r)) + "</p>";
    std::string cost = amount(a.person_months) + " person-months were simulated for it" +
                       (data.agents.size() > 1 ? ", those shared with scenarios before it counted there" : "") +
                       (a.cover.budget > 0.0 ? "; places under `auto` were chosen for " + amount(a.cover.spent) +
                                                   " of the " + amount(a.cover.budget) + " that they may cost"
                                             : "") +
                       ".";
    if (a.refused > 0)
      cost += " " + std::to_string(a.refused) +
              " cities could not run, because the run's parameters contradict their growth or their country's figures; "
              "the panel's effect stands.";
    body += soft(cost);
    if (a.runs > 0) {
      Table table(
          "Incidents averted in these cities in ten years, mean a run with any; below zero: added. Ratio: all runs "
          "together, with its standard error below; a dash where the panel averts less than one. Level: incidents "
          "without a programme, agents over panel, middle of the runs",
          {"Crime", "Panel", "Agents", "Difference", "Ratio", "Level"}, 1, true);
      for (const auto& d : a.differences)
        table.row({escaped(d.what), amount(d.panel), amount(d.agents), amount(d.agents - d.panel),
                   amount(d.ratio, "ratio") +
                       (std::isnan(d.ratio_error)
                            ? ""
                            : "<br><span class=\"soft n\">" + amount(d.ratio_error, "ratio") + "</span>"),
                   amount(d.level, "ratio")});
      body += table.text();
      body += soft(
          "Where agents avert more, it is mostly because little money reaches only the hottest places and the riskiest "
          "people, who account for more than their part: the panel takes the share of crime in proportion to "
          "coverage.");
      Table cities(
          "Violent incidents averted in ten years, mean of a city's runs; by country in alphabetical order, then code",
          {"Country", "City", "Runs", "Panel", "Agents"}, 2);
      for (const auto& c : a.cities)
        cities.row({escaped(c.country), escaped(c.city) + " <span class=soft>" + std::to_string(c.code) + "</span>",
                    std::to_string(c.runs), amount(c.panel), amount(c.agents)});
      body += details("City by city", cities.text());
    }
    out += details(r.scenarios[a.scenario].title, body, a.scenario == data.shown || data.agents.size() == 1);
  }
  return section("agents", "Cities run as agents", out);
}

namespace {

std::string figure(const LocationFan& l, bool note_history) {
  const auto& chart = l.charts.front();
  std::string out = "<figure><h3>" + escaped(l.name) + "</h3>" + svg(chart);
  if (note_history)
    out += std::string("<figcaption>") +
           (chart.history.empty()
                ? "No year has a published figure for every country here, so no history is drawn."
                : "Dots: years in which every country here has a published figure (population weights of the start).") +
           "</figcaption>";
  return out + "</figure>";
}

std::string legend(const PageData& data) {
  return "<p class=soft>Homicides per 100,000 people a year under '" + escaped(data.scenarios[data.shown].title) +
         "'. Bands hold 50, 80 and 95 % of the draws, the line is the middle; dashed: the middle of '" +
         escaped(data.scenarios[0].title) +
         "'. Dots are published figures; hollow dots are later than this view's data and were not used; brown dots are "
         "modelled estimates.</p>";
}

}  // namespace

std::string fans_section(const PageData& data) {
  std::string out = "<section id=regions><h2>The total and the regions</h2>" + legend(data) +
                    figure(data.aggregates.back(), true) + "<div class=two>";
  for (std::size_t i = 0; i + 1 < data.aggregates.size(); ++i) out += figure(data.aggregates[i], true);
  return out + "</div></section>";
}

std::string countries_section(const PageData& data) {
  std::string out = "<section id=countries><h2>Countries, in alphabetical order</h2>" + legend(data) +
                    "<p class=soft>Each chart has its own scale. Countries are not compared or ranked (concept note, "
                    "para 8). 'Level' says what the starting level rests on.</p><div class=many>";
  for (const auto& l : data.countries) {
    std::string basis = l.basis;
    for (char& c : basis)
      if (c == '_') c = ' ';
    out += "<figure><h3>" + escaped(l.name) + "</h3>" + svg(l.charts.front()) + "<figcaption>Level: " + escaped(basis) +
           ". Halved by 2030 under the first scenario: " + escaped(percent(l.halving_rate.front())) +
           ".</figcaption></figure>";
  }
  return out + "</div></section>";
}

}  // namespace salus::output::html
