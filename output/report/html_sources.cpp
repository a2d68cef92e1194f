/// Assumptions with their sources, what the numbers do not say, and where they come from.
#include <algorithm>

#include "model/core/csv.hpp"
#include "model/core/number.hpp"
#include "output/report/html_parts.hpp"

namespace salus::output::html {

std::string assumptions_section(const PageData& data) {
  if (data.assumptions.empty()) return "";
  std::vector<std::string> groups;  // in the order in which they come
  for (const auto& a : data.assumptions)
    if (std::find(groups.begin(), groups.end(), a.group) == groups.end()) groups.push_back(a.group);
  std::string out = soft(
      "What the draws of all parameters, interventions, effects, global functions and values come from: a prior, or "
      "the "
      "posterior that takes its place, with its quantiles; and what kind of knowledge a prior is: estimated from data, "
      "carried over from elsewhere (analogy), or assumed. Levels of crime by country stand in results.h5 under "
      "/inputs.");
  for (const auto& group : groups) {
    Table table("", {"Name", "Value", "Knowledge", "Source"}, 4, true);
    std::size_t n = 0;
    for (const auto& a : data.assumptions)
      if (a.group == group) {
        table.row({escaped(a.name), escaped(a.value), escaped(a.knowledge), escaped(a.source)});
        ++n;
      }
    out += details(group + " (" + std::to_string(n) + ")", table.text());
  }
  return section("assumptions", "Assumptions and their sources", out);
}

std::string limits_section(const PageData& data) {
  std::string out =
      "<ul>"
      "<li>Where a city's violence is concentrated comes from a prior surface that is labelled so and stands for "
      "measured concentration (Lorenz shares), but for cities that were run as agents, and where a "
      "surface of one city of agents was given. Streets and neighbourhoods of agents are synthetic.</li>"
      "<li>The back-test validates the baseline and says nothing about effects.</li>"
      "<li>Homicide is calibrated to national series, and how cities deviate to series of places in four countries; "
      "other crime types, shares of reporting and everything about the programme are estimates and priors.</li>"
      "<li>Effects of interventions are published relative risks, cut by a joint scale-up factor between a quarter and "
      "all of them; many unit costs are assumptions with wide "
      "priors.</li>"
      "<li>The effect of global functions has never been measured for a network of cities. It enters by analogy, with "
      "a chance of being exactly none and a joint cap.</li>"
      "<li>No city's own figure of crime is used: each city's rate is its country's plus an unknown deviation, and its "
      "class of vulnerability is its country's (share of people in "
      "slums).</li>"
      "<li>Who joins is an assumption, and so is which city takes part: numbers of countries, cities and people follow "
      "from it, nearly the same for every portfolio with local money. A proof "
      "of a fall is not a proof of a cause: the model knows what would have "
      "happened without, a city does not.</li>"
      "<li>Violent incidents are homicide, serious assault, robbery, partner violence (in woman-years) and sexual "
      "violence. Child maltreatment and property crime are outside, and "
      "are "
      "inside DALYs and values; the values are transferred from studies elsewhere.</li>"
      "<li>The level of harassment in public space (11.7.2) is assumed. Awareness (para 25 e) and inequality between "
      "neighbourhoods (para 12) have no data or no layer here.</li>"
      "<li>Costs outside the programme (own money of countries) are not in the budget, and are in the cost to "
      "society.</li></ul>";
  if (!data.has_indicators)
    out += soft("Which countries and cities take part, police recording and proof of a fall are not in this file.");
  return section("limits", "What these numbers do not say", out);
}

std::string backtest_section(const std::string& summary) {
  using model::Column;
  enum : std::size_t {
    name_at,
    horizon_at,
    pairs_at,
    crps_at,
    in90_at,
    low_at,
    high_at,
    ratio_at,
    ratio_low_at,
    ratio_high_at,
    pit_at = 16,
    failed_at
  };
  const std::vector<Column> columns{{"model"},
                                    {"horizon"},
                                    {"pairs", Column::Kind::integer},
                                    {"crps_log", Column::Kind::number},
                                    {"in90", Column::Kind::number},
                                    {"in90_low", Column::Kind::number},
                                    {"in90_high", Column::Kind::number},
                                    {"ratio_to_walk", Column::Kind::number},
                                    {"ratio_low", Column::Kind::number},
                                    {"ratio_high", Column::Kind::number},
                                    {"countries", Column::Kind::integer},
                                    {"crps_rate", Column::Kind::number},
                                    {"wis", Column::Kind::number},
                                    {"in50", Column::Kind::number},
                                    {"in80", Column::Kind::number},
                                    {"in95", Column::Kind::number},
                                    {"pit_tenths"},
                                    {"failed", Column::Kind::text, false}};
  model::Diagnostics findings;
  const auto csv = summary.empty() ? model::CsvTable() : model::CsvTable::parse(summary, "backtest", columns, findings);
  const std::string title = "How good such forecasts have been";
  const std::string meaning =
      "A back-test validates the baseline and not the effects of measures. Values are of today's edition, not as they "
      "were known then.";
  if (summary.empty() || !findings.empty() || csv.rows() == 0)
    return section("backtest", title, "<p>No back-test stands in this file. " + escaped(meaning) + "</p>");
  Table table(
      "The calibrated country layer and naive forecasts of published national homicide rates, from past years with "
      "what was known then. CRPS: mean distance between forecast and outcome on the log of the rate; less is better.",
      {"Years ahead", "Forecast", "Pairs", "CRPS", "Against the random walk (95 %)", "Inside the 90 % interval (95 %)",
       "Outcomes by tenth of the forecast"},
      2, true);
  std::string failures;
  const auto share = [](double v) { return model::format_fixed(100.0 * v, 0); };
  for (std::size_t i = 0; i < csv.rows(); ++i) {
    const std::string& horizon = csv.text(i, horizon_at);
    const double inside = csv.number(i, in90_at);
    const double ratio = csv.number(i, ratio_at);
    table.row({escaped(horizon), escaped(csv.text(i, name_at)), std::to_string(csv.integer(i, pairs_at)),
               model::format_fixed(csv.number(i, crps_at), 3),
               model::format_fixed(ratio, 2) + " (" + model::format_fixed(csv.number(i, ratio_low_at), 2) + " to " +
                   model::format_fixed(csv.number(i, ratio_high_at), 2) + ")",
               share(inside) + " % (" + share(csv.number(i, low_at)) + " to " + share(csv.number(i, high_at)) + ")",
               escaped(csv.text(i, pit_at))});
    const std::string& failed = csv.text(i, failed_at);
    if (failed.empty()) continue;
    failures +=
        "<li>" +
        escaped((horizon == "all" ? "All years ahead" : horizon + (horizon == "1" ? " year ahead" : " years ahead")) +
                ": " + failed) +
        "</li>";
  }
  return section("backtest", title,
                 "<p>" + escaped(meaning) + "</p>" +
                     (failures.empty() ? "" : "<p>What did not hold:</p><ul>" + failures + "</ul>") +
                     details("Scores by years ahead", table.text()));
}

std::string provenance_section(const model::Results& r, const ReportContext& c) {
  std::string out =
      "<section id=provenance><h2>Where the numbers come from</h2><div class=wide><table class=hash><tbody>";
  const auto row = [&](const std::string& name, const std::string& value) {
    out += "<tr>" + th(name) + "<td><code>" + escaped(value) + "</code></td></tr>";
  };
  row("Command", c.command);
  row("Content hash of results.h5", c.content_hash);
  row("Program", "Salus " + c.program_version + ", result version " + std::to_string(model::result_version) + ", " +
                     c.compiler + ", " + c.build_type);
  if (!c.created_at.empty()) row("Made at", c.created_at);
  row("Start of the projection", r.identity.calibration);
  row("Seed and draws", std::to_string(r.identity.seed) + ", " + std::to_string(r.identity.draws) + " draws");
  row("View", std::string(model::view_names[r.identity.view]) + ", start " + std::to_string(r.identity.start_year));
  std::string loops;
  for (const auto& loop : r.identity.without) loops += (loops.empty() ? "" : ", ") + loop;
  row("Feedback loops switched off", loops.empty() ? "none" : loops);
  row("Failed draws", r.failures.empty() ? "none" : std::to_string(r.failures.size()) + ", left out of every figure");
  out += "</tbody></table></div><h3>Input files</h3><div class=wide><table class=hash><tbody>";
  for (const auto& [name, hash] : r.identity.input_hashes) row(name, hash);
  out +=
      "</tbody></table></div><h3>Sources of each country's figures</h3><p class=soft>Publisher, edition and licence of "
      "each source stand in "
      "<code>calibration/data/datapackage.json</code>.</p><div class=wide><table class=hash><tbody>";
  for (const auto& country : r.countries) {
    std::string ids;
    for (const auto& id : country.source_ids) ids += (ids.empty() ? "" : ", ") + id;
    row(country.name, ids);
  }
  return out + "</tbody></table></div></section>";
}

}  // namespace salus::output::html
