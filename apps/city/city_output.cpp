#include "apps/city/city_output.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "model/core/number.hpp"
#include "output/hdf5.hpp"
#include "output/report/report.hpp"
#include "output/tables.hpp"
#include "output/words/words.hpp"

namespace salus::apps {
namespace {

using model::CrimeType;
using model::every;

std::string name_of(CrimeType type) { return std::string(model::crime_type_names[type]); }

/// Calendar year of a minute, counted from the first of the log.
std::uint32_t year_of(const CityOutcome& o, model::Minute minute) {
  const auto& calendar = o.run->calendar();
  std::uint32_t year = 0;
  while ((year + 1) * 12 + city_warm_up <= calendar.months() - 1 &&
         minute >= calendar.begin(model::Month((year + 1) * 12 + city_warm_up)))
    ++year;
  return year;
}

using model::Neighbourhood;
using IncidentsOfPlaces = model::Grid<model::Single, Neighbourhood, model::YearIndex, CrimeType>;

model::Positions<Neighbourhood> neighbourhoods_of(const CityOutcome& o) {
  return model::Positions<Neighbourhood>(o.run->ground().neighbourhoods());
}

/// Years of the log, from its first.
model::Positions<model::YearIndex> years_of(const CityOutcome& o) {
  return model::Positions<model::YearIndex>(o.log->months().size() / model::months_per_year);
}

IncidentsOfPlaces incidents_of_places(const CityOutcome& o) {
  const auto years = years_of(o);
  IncidentsOfPlaces counts(neighbourhoods_of(o), years, every<CrimeType>);
  for (const auto& e : o.log->log()) {
    const Neighbourhood where = model::neighbourhood_of_cell(e.cell);
    const model::YearIndex year(std::min<std::uint32_t>(year_of(o, e.minute), years.last()));
    counts(where, year, e.type) += 1.0;
  }
  return counts;
}

/// Time of an event as text, local.
std::string datetime(const CityOutcome& o, model::Minute minute) {
  const auto& calendar = o.run->calendar();
  model::Month month(city_warm_up);
  while (minute >= calendar.begin(month + 1u)) month = month + 1u;
  const auto in_month = minute - calendar.begin(month);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02u:%02u", o.plan->input.start_year + static_cast<int>(month / 12),
                month % 12 + 1, in_month / model::minutes_per_day + 1, in_month % model::minutes_per_day / 60,
                in_month % 60);
  return text;
}

/// Name of the district of a neighbourhood; empty where the city has none.
std::string district_of(const CityOutcome& o, Neighbourhood neighbourhood) {
  const auto& districts = o.plan->input.districts;
  return districts.empty() ? "" : districts[o.run->ground().district(neighbourhood)].name;
}

/// Degrees of the middle of a cell: the synthetic grid laid about the city's centre.
std::pair<double, double> place_of(const CityOutcome& o, model::Cell cell) {
  const auto [column, row] = o.run->ground().grid().place_of_cell(cell);
  const double half = 0.5 * o.run->ground().grid().width() * model::cells_per_side;
  const double metres_a_degree = 111194.9;
  const double y = (half - row - 0.5) * model::cell_pitch;
  const double x = (column + 0.5 - half) * model::cell_pitch;
  return {o.plan->input.longitude + x / (metres_a_degree * std::cos(o.plan->input.latitude * 0.017453292519943295)),
          o.plan->input.latitude + y / metres_a_degree};
}

/// By neighbourhood; incidents by year and type besides.
void write_neighbourhoods(output::Hdf5Writer& file, const CityOutcome& o) {
  const auto& ground = o.run->ground();
  file.dimension("neighbourhood", ground.neighbourhoods());
  std::vector<std::int64_t> years;
  for (const auto y : years_of(o)) years.push_back(std::int64_t{o.start_year} + y);
  file.coordinate("year", years, {"1", "calendar year"});
  const auto& types = model::crime_type_names;
  file.coordinate("crime_type", std::vector<std::string>(types.begin(), types.end()), {"1", "crime type"});
  std::vector<double> disadvantage;
  for (const auto n : neighbourhoods_of(o)) disadvantage.push_back(ground.disadvantage(n));
  file.variable("disadvantage", {"neighbourhood"}, disadvantage,
                {"1", "synthetic disadvantage, mean 0 and sd 1 over the city"});
  if (!o.plan->input.districts.empty()) {
    std::vector<std::string> district;
    for (const auto n : neighbourhoods_of(o)) district.push_back(district_of(o, n));
    file.variable("district", {"neighbourhood"}, district, {"1", "district; where it lies is made up"});
  }
  file.variable("persons", {"neighbourhood"}, model::persons_by_neighbourhood(o.run->state().people),
                {"1", "persons at the end of the run"});
  const auto counts = incidents_of_places(o);
  file.variable("incidents", {"neighbourhood", "year", "crime_type"}, model::stored(counts.cells()),
                {"1", "incidents where they happen"});
}

/// Who was in each event.
void write_persons(output::Hdf5Writer& file, const std::vector<calibration::LoggedEvent>& log) {
  std::vector<std::int64_t> number;
  std::vector<std::int64_t> before;
  std::vector<std::int64_t> offender;
  std::vector<std::int64_t> victim;
  std::vector<std::int64_t> companion;
  const auto id = [](calibration::PersonId p) {
    return p == calibration::no_person ? std::int64_t{-1} : static_cast<std::int64_t>(p);
  };
  for (const auto& e : log) {
    number.push_back(static_cast<std::int64_t>(e.number));
    before.push_back(static_cast<std::int64_t>(e.before));
    offender.push_back(id(e.offender));
    victim.push_back(id(e.victim));
    companion.push_back(id(e.companion));
  }
  file.variable("event_number", {"event"}, number, {"1", "number of the event"});
  file.variable("event_before", {"event"}, before, {"1", "number of the event that led to it; 0 for none"});
  file.variable("event_offender", {"event"}, offender, {"1", "person: slot * 256 + generation"});
  file.variable("event_victim", {"event"}, victim, {"1", "person"});
  file.variable("event_companion", {"event"}, companion, {"1", "person who joined; -1 for none"});
}

void write_events(output::Hdf5Writer& file, const CityOutcome& o) {
  const auto& log = o.log->log();
  file.dimension("event", log.size());
  std::vector<std::int64_t> minute;
  std::vector<std::int64_t> cell;
  std::vector<std::int64_t> type;
  std::vector<std::int64_t> cause;
  for (const auto& e : log) {
    minute.push_back(e.minute - o.run->calendar().begin(model::Month(city_warm_up)));
    cell.push_back(e.cell);
    type.push_back(static_cast<std::int64_t>(e.type));
    cause.push_back(static_cast<std::int64_t>(e.cause));
  }
  file.variable("event_time", {"event"}, minute,
                {"minutes", "minutes since January 1st of the first year, local time"});
  file.variable("event_cell", {"event"}, cell,
                {"1", "cell: neighbourhood * 64 + row * 8 + column, a hundred metres a side"});
  file.variable("event_type", {"event"}, type, {"1", "position in crime_type"});
  file.variable("event_cause", {"event"}, cause,
                {"1", "0 spontaneous, 1 near repeat, 2 repeat on the same victim, 3 retaliation, 4 follow-up"});
}

}  // namespace

std::vector<model::EnumArray<double, CrimeType>> yearly_incidents(const CityOutcome& o) {
  std::vector<model::EnumArray<double, CrimeType>> years(years_of(o).size());
  for (std::size_t m = 0; m < years.size() * 12; ++m)
    for (const auto type : every<CrimeType>) years[m / 12][type] += o.log->months()[m].incidents[type];
  return years;
}

std::string city_file(const CityOutcome& o, bool persons) {
  output::Hdf5Writer file;
  file.attribute("/", "file_type", "salus-city");
  file.attribute("/", "format", 1);
  file.attribute("/", "title", o.city.name + ", " + o.city.country_name);
  file.attribute("/", "geography", output::words::english().text(geography_in_words(o.city)));
  for (const auto& [what, how] : o.made)
    file.attribute("/", std::string(model::enumerator_names<Origin>[what]), output::words::english().text(how));
  write_neighbourhoods(file, o);
  write_events(file, o);
  if (persons) write_persons(file, o.log->log());
  return file.finish();
}

std::vector<DistrictRow> district_rows(const CityOutcome& o) {
  const auto& districts = o.plan->input.districts;
  std::vector<DistrictRow> rows(districts.size());
  if (districts.empty()) return rows;
  const auto counts = incidents_of_places(o);
  const auto persons = model::persons_by_neighbourhood(o.run->state().people);
  double people = 0.0;
  double violence = 0.0;
  for (const auto n : neighbourhoods_of(o)) {
    DistrictRow& row = rows[o.run->ground().district(n)];
    double here = 0.0;
    for (const auto y : years_of(o))
      for (const auto type : {CrimeType::serious_assault, CrimeType::robbery}) here += counts(n, y, type);
    row.persons += persons[n];
    row.simulated += here;
    people += persons[n];
    violence += here;
  }
  for (std::size_t d = 0; d < rows.size(); ++d) {
    rows[d].name = districts[d].name;
    rows[d].recorded = districts[d].violence;
    rows[d].simulated *= people / violence / rows[d].persons;
  }
  return rows;
}

std::string neighbourhoods_csv(const CityOutcome& o) {
  std::string text = "neighbourhood,column,row,disadvantage,persons,year,crime_type,incidents,per_100k,district\n";
  const auto counts = incidents_of_places(o);
  const auto persons = model::persons_by_neighbourhood(o.run->state().people);
  for (const auto n : neighbourhoods_of(o))
    for (const auto y : years_of(o))
      for (const auto type : every<CrimeType>) {
        const double incidents = counts(n, y, type);
        text += std::to_string(n) + ',' + std::to_string(n % o.run->ground().grid().width()) + ',' +
                std::to_string(n / o.run->ground().grid().width()) + ',' +
                model::format_fixed(o.run->ground().disadvantage(n), 3) + ',' + model::format_fixed(persons[n], 0) +
                ',' + std::to_string(std::int64_t{o.start_year} + y) + ',' + name_of(type) + ',' +
                model::format_fixed(incidents, 0) + ',' +
                (persons[n] > 0.0 ? model::format_fixed(incidents / persons[n] * 1e5, 1) : "") + ',' +
                district_of(o, n) + '\n';
      }
  return text;
}

std::string events_csv(const CityOutcome& o) {
  std::string text = "city,crime_type,datetime,lon,lat\n";
  for (const auto& e : o.log->log()) {
    const auto [lon, lat] = place_of(o, e.cell);
    text += o.city.name + ',' + name_of(e.type) + ',' + datetime(o, e.minute) + ',' + model::format_fixed(lon, 6) +
            ',' + model::format_fixed(lat, 6) + '\n';
  }
  return text;
}

std::string effects_csv(const CityOutcome& o) {
  std::string text = "intervention,title,target,targeting,targets,usd,crime_type,averted\n";
  for (const auto& e : o.effects)
    for (const bool best : {true, false}) {
      const bool law = !e.spent;
      if (law && !best) continue;
      const auto& effect = best ? e.best : e.random;
      for (const auto type : every<CrimeType>)
        text += e.row->id + ",\"" + e.row->title + "\"," +
                std::string(model::measure_target_names[e.row->city_target]) + ',' +
                (law    ? "all"
                 : best ? "best"
                        : "random") +
                ',' + model::format_fixed(effect.targets, 0) + ',' +
                (law ? "" : model::format_fixed(e.spent->value(), 0)) + ',' + name_of(type) + ',' +
                model::format_fixed(effect.averted[type], 0) + '\n';
    }
  return text;
}

}  // namespace salus::apps
