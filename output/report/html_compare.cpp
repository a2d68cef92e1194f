/// Portfolios side by side in the order given, and what each line and initiative did.
#include <cmath>

#include "output/report/html_parts.hpp"

namespace salus::output::html {

namespace {

std::string ratio(const Ratio& r) {
  return std::isnan(r.value[1]) ? "&ndash;" : interval(r.value, "two digits") + "<br>" + chance(r.chance);
}

std::string worth_tables(const PageData& data) {
  Table worth(
      "What it is worth, over the ten budget years, undiscounted: disability-adjusted life years (DALYs); value of the "
      "harm averted over what UN-Habitat received, and over the "
      "cost to society (own money of countries added, cash and wages handed on taken off). Middle, 90 % interval, and "
      "the chance that benefits exceed cost.",
      {"Scenario", "DALYs averted", "Benefit over cost: UN-Habitat, one value for all", "Society, one value for all",
       "UN-Habitat, scaled to income", "Society, scaled to income", "USD a violent incident averted, UN-Habitat",
       "USD a violent incident averted, society", "None averted"});
  Table cities(
      "Cities, from police records of homicide: reached; fell by more than 10 % because of the programme; kept from "
      "such a fall by it; proven to have fallen; proven though they did not fall. And by "
      "what the global half multiplies the violent incidents averted (in full: who joins and stays, scale-up, cost, "
      "own money, saturation; from the first 400 runs, those in which the local half alone averts something), and a "
      "local dollar alone.",
      {"Scenario", "Reached", "Fell because of it", "Kept from falling", "Proven", "Falsely proven",
       "Multiplier of the global half", "Of a local dollar alone"});
  Table spread(
      "Where the spread of the violent incidents averted comes from: shares of the variance of their ranks, direct "
      "effect in reached cities; standard error about 5 points",
      {"Scenario", "Estimated from data", "Carried over from elsewhere", "Assumed", "Only together"});
  for (std::size_t s = 1; s < data.scenarios.size(); ++s) {
    const auto& p = data.portfolio[s];
    const std::string title = escaped(data.scenarios[s].title);
    worth.row({title, interval(p.dalys), ratio(p.common), ratio(p.common_society), ratio(p.scaled),
               ratio(p.scaled_society), interval(p.cost_unhabitat), interval(p.cost_society), chance(p.none_averted)});
    cities.row({title, interval(p.reached), interval(p.attributable), interval(p.kept), interval(p.shown),
                interval(p.falsely_shown), interval(p.multiplier, "ratio"), interval(p.dollar_multiplier, "ratio")});
    spread.row({title, amount(p.spread.data, "share"), amount(p.spread.analogy, "share"),
                amount(p.spread.assumption, "share"), amount(p.spread.joint, "share")});
  }
  return (data.against_nothing ? worth.text()
                               : soft("What it is worth and what an incident averted costs can be said against no "
                                      "programme only: put 'no-programme' first.")) +
         cities.text() + spread.text();
}

/// The kind, and what the note adds to it, no word said twice.
std::string how_it_acts(const ContributionRow& row) {
  static constexpr std::array<const char*, 5> kinds{"acts on violence", "acts through local lines",
                                                    "acts on measuring, adoption or money only", "process only",
                                                    "not in this budget"};
  std::string note = row.note;
  for (const char* said : {"acts on ", "named process-only: "})
    if (note.starts_with(said)) note.erase(0, std::string_view(said).size());
  if (note.empty() && row.acts == Acts::process) note = "no effect on violence is claimed";
  const std::string kind = kinds[static_cast<std::size_t>(row.acts)];
  return note.empty() || row.acts == Acts::not_bought ? kind : kind + ": " + note;
}

}  // namespace

std::string comparison_section(const PageData& data) {
  Table table(
      "All countries, incidents averted over the ten budget years against the first scenario: middle, and 90 % "
      "interval below. A negative number means more incidents. Scenarios "
      "stand in the order given. Child maltreatment and property crime are no violent incidents here; they are in the "
      "DALYs and the values.",
      {"Scenario", "Budget, USD", "Violent incidents averted", "Homicides averted", "Partner violence averted",
       "Child maltreatment averted", "Property crime averted", "Averts most incidents, share of runs",
       "Averts most DALYs, share of runs", "Homicide rate halved by 2030, and difference to the first"});
  for (std::size_t s = 0; s < data.scenarios.size(); ++s) {
    const auto& row = data.scenarios[s];
    table.row({escaped(row.title), usd(row.gross), interval(row.violent), interval(row.homicides),
               interval(row.partner), interval(row.maltreatment), interval(row.property),
               amount(data.portfolio[s].best, "share"), amount(data.portfolio[s].best_dalys, "share"),
               chance(row.halving_rate) + "<br><span class=soft>" +
                   points(row.halving_rate, data.scenarios[0].halving_rate) + "</span>"});
  }
  std::string out = table.text() + (data.has_indicators && data.scenarios.size() > 1 ? worth_tables(data) : "");
  out += "<h3>What each scenario is</h3>";
  for (const auto& s : data.scenarios) {
    std::string story = "<p>" + escaped(s.story) + "</p>";
    story += soft(s.enrolment == "named"
                      ? "Every place of a local line takes part from the first year (a planner's own list)."
                      : "Countries join and leave by the model's process.");
    if (!s.sources.empty()) {
      std::string sources;
      for (const auto& source : s.sources) sources += (sources.empty() ? "" : "; ") + source;
      story += soft("Sources: " + sources + ".");
    }
    out += details(s.title, story, &s == &data.scenarios[data.shown]);
  }
  return section("comparison", "Portfolios compared", out);
}

std::string contribution_section(const PageData& data) {
  const auto cells = [](const ContributionRow& row, const std::string& label) -> std::vector<std::string> {
    const auto effect = [&](double v) { return row.figures ? amount(v) : std::string("&ndash;"); };
    return {label,
            escaped(how_it_acts(row)),
            row.acts == Acts::not_bought ? "&ndash;" : amount(row.paid_usd, "USD"),
            effect(row.violent),
            effect(row.homicides),
            effect(row.partner),
            effect(row.dalys)};
  };
  std::string out;
  for (std::size_t s = 0; s < data.scenarios.size(); ++s) {
    if (data.lines[s].empty()) continue;
    Table table(
        "Means over runs, so that they add up; the first screen and the other tables hold middles, which do not. Paid: "
        "direct money of the ten budget years, for local lines "
        "with what cities could not absorb. Lines that act on one crime together share the effect in proportion to "
        "what each would do alone, so that they sum to the direct "
        "effect in reached cities. The whole also has what follows from less violence in a country: less exposure, "
        "more trust.",
        {"Line", "How it acts", "Paid", "Violent incidents averted", "Homicides averted", "Partner violence averted",
         "DALYs averted"},
        2);
    double paid = 0.0;
    double violent = 0.0;
    double homicides = 0.0;
    double partner = 0.0;
    double dalys = 0.0;
    double process = 0.0;
    for (const auto& row : data.lines[s]) {
      table.row(cells(row, escaped(row.label)));
      paid += row.paid_usd;
      violent += row.violent;
      homicides += row.homicides;
      partner += row.partner;
      dalys += row.dalys;
      process += row.process_only ? row.paid_usd : 0.0;
    }
    const auto& whole = data.scenarios[s].averted_means;
    table.foot({"All lines: direct effect in reached cities", "", amount(paid, "USD"), amount(violent),
                amount(homicides), amount(partner), amount(dalys)});
    if (data.against_nothing)
      table.foot({"Through the country's violence as a whole (feedback), of no single line", "", "&ndash;",
                  amount(whole[0] - violent), amount(whole[1] - homicides), amount(whole[2] - partner),
                  amount(data.scenarios[s].dalys_mean - dalys)});
    if (data.against_nothing)
      table.foot({"The whole, mean", "", amount(paid, "USD"), amount(whole[0]), amount(whole[1]), amount(whole[2]),
                  amount(data.scenarios[s].dalys_mean)});
    out += details(
        data.scenarios[s].title,
        table.text() +
            (process > 0.0 ? soft("Of this, " + amount(process, "USD") + " goes to lines that are process only.") : ""),
        s == data.shown);
  }
  if (!data.initiatives.empty()) {
    Table table("Initiatives of paras 16-18 under '" + data.scenarios[data.shown].title +
                    "'. An item that serves several initiatives stands under each of them, so the column does not sum "
                    "to the budget.",
                {"Initiative", "How it acts", "Paid", "Violent incidents averted", "Homicides averted",
                 "Partner violence averted", "DALYs averted"},
                2);
    for (const auto& row : data.initiatives) table.row(cells(row, escaped(row.id + " " + row.label)));
    out += "<h3>By initiative</h3>" + table.text();
  }
  return out.empty() ? "" : section("contribution", "What each line and initiative contributes", out);
}

}  // namespace salus::output::html
