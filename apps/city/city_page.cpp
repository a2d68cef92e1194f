#include "apps/city/city_page.hpp"

#include <algorithm>
#include <cmath>

#include "apps/common/charts.hpp"
#include "calibration/patterns/concentration.hpp"
#include "calibration/patterns/near_repeat.hpp"
#include "calibration/patterns/person_patterns.hpp"
#include "model/core/number.hpp"
#include "output/report/fan_chart.hpp"
#include "output/report/html_parts.hpp"

namespace salus::apps {
namespace {

namespace html = output::html;
using model::crime_type_count;
using model::CrimeType;

std::string incidents_section(const CityOutcome& o) {
  std::vector<std::string> heads{"Per 100,000 people"};
  const auto years = yearly_incidents(o);
  for (std::size_t y = 0; y < years.size(); ++y) heads.push_back(std::to_string(o.start_year + static_cast<int>(y)));
  html::Table table("Incidents a year by type, reported or not, and persons at the end of the year.", heads);
  for (std::size_t k = 0; k < crime_type_count; ++k) {
    std::vector<std::string> cells{words_of(std::string(model::crime_type_names[k]))};
    for (std::size_t y = 0; y < years.size(); ++y)
      cells.push_back(model::format_fixed(years[y][k] / static_cast<double>(o.log->months()[12 * y + 11].persons) * 1e5,
                                          k == 0 ? 1 : 0));
    table.row(cells);
  }
  std::vector<std::string> cells{"persons"};
  for (std::size_t y = 0; y < years.size(); ++y)
    cells.push_back(model::format_fixed(static_cast<double>(o.log->months()[12 * y + 11].persons), 0));
  table.foot(cells);
  return html::section(
      "incidents", std::to_string(years.size()) + (years.size() == 1 ? " year" : " years") + " without a programme",
      html::soft("Rates rest on " + o.city.level_source +
                 ". One run with every parameter at its centre: another run of the same city differs by chance.") +
          table.text());
}

/// Neighbourhoods as squares, darker where violence in public is more frequent among those who live there.
std::string map_chart(const CityOutcome& o) {
  const auto& ground = o.run->ground();
  const auto persons = model::persons_by_neighbourhood(o.run->state().people);
  std::vector<double> violence(ground.neighbourhoods());
  for (const auto& e : o.log->log())
    if (calibration::in_public(e) && e.type != CrimeType::property)
      violence[e.cell / model::cells_per_neighbourhood] += 1.0;
  std::vector<double> rate(violence.size());
  std::vector<double> sorted;
  for (std::size_t n = 0; n < rate.size(); ++n) rate[n] = persons[n] > 0.0 ? violence[n] / persons[n] : 0.0;
  sorted = rate;
  std::sort(sorted.begin(), sorted.end());
  const double high = std::max(1e-12, sorted[sorted.size() * 97 / 100]);
  const std::uint32_t width = ground.width();
  const std::uint32_t height = (ground.neighbourhoods() + width - 1) / width;
  const double side = 640.0 / width;
  std::string svg = "<svg viewBox=\"0 0 640 " + model::format_fixed(side * height, 0) +
                    "\" role=img style=\"max-width:640px\"><title>Violence in public by neighbourhood</title>";
  for (std::uint32_t n = 0; n < ground.neighbourhoods(); ++n) {
    const double shade = std::sqrt(std::min(1.0, rate[n] / high));
    svg += "<rect x=\"" + model::format_fixed(n % width * side, 1) + "\" y=\"" +
           model::format_fixed(n / width * side, 1) + "\" width=\"" + model::format_fixed(side - 0.4, 1) +
           "\" height=\"" + model::format_fixed(side - 0.4, 1) + "\" fill=\"#a3341f\" fill-opacity=\"" +
           model::format_fixed(0.05 + 0.95 * shade, 2) + "\"/>";
  }
  return svg + "</svg>";
}

/// Districts of known size and level beside what the simulation makes of them.
std::string districts_table(const CityOutcome& o) {
  const auto rows = district_rows(o);
  if (rows.empty()) return "";
  html::Table table(
      "Districts by name: serious assault and robbery a person over the city's mean, as recorded (mean of 2011 to "
      "2019, what victims report and police keep) and as simulated. Levels are put in; where a district lies is made "
      "up.",
      {"District", "Persons", "Recorded", "Simulated"});
  for (const auto& row : rows)
    table.row({output::escaped(row.name), model::format_fixed(row.persons, 0), model::format_fixed(row.recorded, 2),
               model::format_fixed(row.simulated, 2)});
  return html::details("Districts", table.text());
}

std::string places_section(const CityOutcome& o, std::uint64_t seed, const model::Executor& executor) {
  std::vector<std::uint32_t> counts(o.run->ground().cells());
  std::size_t crimes = 0;
  const model::Minute year = o.run->calendar().begin(city_warm_up + 12);
  for (const auto& e : o.log->log())
    if (calibration::in_public(e) && e.minute < year) {
      ++counts[e.cell];
      ++crimes;
    }
  if (crimes == 0) return "";
  const auto c = calibration::concentration(counts);
  const auto null = calibration::null_concentration(counts.size(), crimes, 19, seed, executor);
  html::Table table("", {"Crime in public, first year", "Simulated", "By chance"});
  for (const auto& f : calibration::concentration_figures) {
    const double scale = f.percent ? 100.0 : 1.0;
    const char* unit = f.percent ? " % of cells" : "";
    table.row({words_of(f.name), model::format_fixed(scale * c.*f.value, f.percent ? 1 : 2) + unit,
               model::format_fixed(scale * null.mean.*f.value, f.percent ? 1 : 2) + unit});
  }
  return html::section(
      "places", "Where",
      html::soft("Geography " + o.city.geography +
                 ". The city has its real number of people; its neighbourhoods are squares of 800 m, its cells of 100 "
                 "m, the size of a street segment. Darker: more violence in public by those who live there.") +
          "<div class=two>" + figure("Violence in public by neighbourhood, all years", map_chart(o)) + "<div>" +
          figure("Share of crime in public on the hottest cells: simulated (line), by chance (dashes)",
                 lorenz_chart("Concentration", calibration::lorenz_curve(counts), null.curve, 1.0)) +
          table.text() + "</div></div>" + districts_table(o));
}

bool shooting(const calibration::LoggedEvent& e) { return e.shooting(); }
bool robbery(const calibration::LoggedEvent& e) { return e.type == CrimeType::robbery; }
bool property(const calibration::LoggedEvent& e) { return e.type == CrimeType::property; }

std::string near_section(const CityOutcome& o, std::uint64_t seed, const model::Executor& executor) {
  calibration::KnoxPlan plan;
  plan.seed = seed;
  plan.permutations = 99;
  html::Table table(
      "Pairs of events by distance, at most 14 days apart, over what the same dates dealt to them anew give; at most "
      "the first 20,000 events of a kind. * more than by chance, p below 0.05.",
      {"Kind", "Same cell", "1 to 125 m", "125 to 250 m", "250 to 400 m"});
  struct Kind {
    const char* name;
    bool (*wanted)(const calibration::LoggedEvent&);
  };
  for (const Kind& kind :
       {Kind{"homicides and armed assaults", shooting}, Kind{"robberies", robbery}, Kind{"property crime", property}}) {
    auto points =
        calibration::points_of(*o.log, o.run->ground(), o.city.name, o.plan->input.start_year, kind.wanted, kind.name);
    if (points.size() < 100) continue;
    const auto knox = calibration::near_repeat(points, plan, executor);
    std::vector<std::string> cells{kind.name};
    for (const auto& band : knox.bands)
      cells.push_back(std::isfinite(band[0].ratio())
                          ? (band[0].p < 0.05 && band[0].ratio() > 1.0
                                 ? "<strong>" + model::format_fixed(band[0].ratio(), 2) + " *</strong>"
                                 : model::format_fixed(band[0].ratio(), 2))
                          : "&ndash;");
    table.row(cells);
  }
  html::Table repeats("Incidents beyond the first against the same victim within a year.",
                      {"Type", "Share of incidents"});
  for (const CrimeType type : {CrimeType::partner_violence, CrimeType::property, CrimeType::robbery,
                               CrimeType::serious_assault, CrimeType::sexual_violence})
    repeats.row({words_of(std::string(model::crime_type_names[type])),
                 model::format_fixed(100.0 * calibration::repeat_share(*o.log, &type), 0) + " %"});
  return html::section("near", "Near repeats and repeat victims", table.text() + repeats.text());
}

std::string people_section(const CityOutcome& o) {
  const auto ages = calibration::age_pattern(*o.log);
  const auto c = calibration::offender_concentration(*o.log);
  double high = 1e-12;
  for (std::size_t a = 10; a < 80; ++a) high = std::max(high, ages.offending[a]);
  std::string line;
  for (std::size_t a = 10; a < 80; ++a)
    line += model::format_fixed(30.0 + static_cast<double>(a - 10) * 8.0, 1) + "," +
            model::format_fixed(200.0 - 180.0 * ages.offending[a] / high, 1) + " ";
  std::string svg =
      "<svg viewBox=\"0 0 600 230\" role=img style=\"max-width:600px\"><title>Age-crime curve</title><line x1=30 "
      "y1=200 x2=590 y2=200 stroke=currentColor stroke-opacity=.4 /><polyline points=\"" +
      line + "\" fill=none stroke=\"#a3341f\" stroke-width=2 />";
  for (std::size_t a = 10; a <= 80; a += 10)
    svg += "<text x=\"" + std::to_string(30 + (a - 10) * 8) +
           "\" y=218 font-size=12 text-anchor=middle fill=currentColor>" + std::to_string(a) + "</text>";
  svg += "<text x=34 y=14 font-size=12 fill=currentColor>" + model::format_fixed(high * 1000.0, 0) +
         " a year per 1,000 at the peak</text></svg>";
  html::Table table("", {"Figure", "Simulated"});
  table.row({"people who offend in public in a year", model::format_fixed(100.0 * c.offenders, 1) + " %"});
  table.row({"share of these events by the most active tenth of them",
             model::format_fixed(100.0 * c.by_top_tenth, 0) + " %"});
  table.row({"homicide victims aged 15 to 29", model::format_fixed(100.0 * ages.victims_15_29, 0) + " %"});
  table.row({"men among homicide victims", model::format_fixed(100.0 * ages.victims_male, 0) + " %"});
  table.row({"homicides that involve a member of a group",
             model::format_fixed(100.0 * calibration::gang_share(*o.log), 0) + " %"});
  return html::section("people", "Who",
                       "<div class=two>" + figure("Events in public a person-year, by age of the offender", svg) +
                           table.text() + "</div>");
}

/// Lorenz shares beside what the evidence matrix assumes.
std::string shares_table(const CityOutcome& o) {
  html::Table table(
      "Share of a crime that all eligible targets account for, in the year after they were named: the best, any, and "
      "what the evidence matrix assumes for every city. surface.csv has them at four coverages; `salus compare "
      "--surface surface.csv` projects with them.",
      {"Measure", "Crime", "Targets", "Best, %", "Any, %", "Assumed, %"}, 2);
  const auto percent = [](double share) { return model::format_fixed(100.0 * share, 1); };
  for (const auto& best : o.surface.points) {
    if (!best.best || best.coverage != 1.0) continue;
    const auto effect =
        std::find_if(o.effects.begin(), o.effects.end(), [&](const auto& e) { return e.row->id == best.intervention; });
    const auto any = std::find_if(o.surface.points.begin(), o.surface.points.end(), [&](const auto& p) {
      return !p.best && p.coverage == 1.0 && p.intervention == best.intervention && p.type == best.type;
    });
    if (effect == o.effects.end() || any == o.surface.points.end()) continue;
    const double assumed = effect->row->effect[model::index(best.type)].share;
    if (assumed <= 0.0) continue;
    table.row({output::escaped(best.intervention + " " + effect->row->title),
               words_of(std::string(model::crime_type_names[best.type])), model::format_fixed(best.targets, 0),
               percent(best.share), percent(any->share), percent(assumed)});
  }
  return html::details("What part of a crime targets account for", table.text());
}

std::string effects_section(const CityOutcome& o) {
  if (o.effects.empty()) return "";
  html::Table table("Violent incidents, homicides, property crimes and partner violence averted in " +
                        std::to_string(o.effect_years) + (o.effect_years == 1 ? " year" : " years") +
                        ": on the best targets that could be named from the year before, and on any of the same kind "
                        "(small). Moved: for places, events added within two blocks over events gained at the targets; "
                        "below zero neighbours gain too.",
                    {"Measure", "Aimed at", "Dollars", "Violent", "Homicide", "Property", "At home", "Moved"});
  const auto violent = [](const model::TrialEffect& e) {
    double sum = 0.0;
    for (std::size_t k = 0; k < crime_type_count; ++k) sum += model::is_violent[k] ? e.averted[k] : 0.0;
    return sum;
  };
  const auto both = [](double best, double random) {
    return model::format_fixed(best, 0) + "<br><span class=\"soft n\">" + model::format_fixed(random, 0) + "</span>";
  };
  const auto at_home = [](const model::TrialEffect& e) {
    return e.averted[model::index(CrimeType::partner_violence)] +
           e.averted[model::index(CrimeType::child_maltreatment)];
  };
  const auto of = [](const model::TrialEffect& e, CrimeType t) { return e.averted[model::index(t)]; };
  const auto moved = [](const model::TrialEffect& e) {
    return e.gained > 20.0 ? model::format_fixed(e.moved / e.gained, 2) : std::string("&ndash;");
  };
  for (const auto& e : o.effects)
    table.row({output::escaped(e.row->id + " " + e.row->title),
               model::format_fixed(e.best.targets, 0) + " " +
                   (model::aims_at_cells(e.row->city_target) ? "cells, " : "persons, ") +
                   words_of(std::string(model::measure_target_names[e.row->city_target])),
               is_law(*e.row) ? std::string("a law") : model::format_fixed(e.dollars, 0),
               both(violent(e.best), violent(e.random)),
               both(of(e.best, CrimeType::homicide), of(e.random, CrimeType::homicide)),
               both(of(e.best, CrimeType::property), of(e.random, CrimeType::property)),
               both(at_home(e.best), at_home(e.random)), moved(e.best)});
  return html::section(
      "effects", "What measures do here",
      html::soft("Each measure alone, with the published relative risk (median) as what it does to those reached: a "
                 "first estimate, since a trial of an area already holds what contagion and displacement made of it. "
                 "The same random numbers with and without, one run: differences of a few incidents are chance. Laws "
                 "reach every bar, or every carrier of a weapon; no budget buys them.") +
          table.text() + shares_table(o));
}

}  // namespace

std::string city_page(const CityOutcome& o, std::uint64_t seed, const model::Executor& executor) {
  std::string nav =
      "<a href=#incidents>Incidents</a> <a href=#places>Where</a> <a href=#near>Near repeats</a> <a "
      "href=#people>Who</a> ";
  if (!o.effects.empty()) nav += "<a href=#effects>Measures</a> ";
  nav += "<a href=#made>How this was made</a>";
  html::Table how("", {"What", "How"}, 2);
  for (const auto& [what, text] : o.made) how.row({output::escaped(what), output::escaped(text)});
  const std::string body = incidents_section(o) + places_section(o, seed, executor) + near_section(o, seed, executor) +
                           people_section(o) + effects_section(o) +
                           html::section("made", "How this was made", how.text());
  return html::document("Salus: " + o.city.name + ", " + o.city.country_name,
                        "One agent a person: " + model::format_fixed(o.plan->input.population[city_warm_up], 0) +
                            " people of " + o.city.name +
                            ", their places and what happens to them, on a synthetic geography.",
                        nav, "incidents", body);
}

}  // namespace salus::apps
