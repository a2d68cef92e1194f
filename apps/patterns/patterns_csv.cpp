#include "apps/patterns/patterns_csv.hpp"

#include <cmath>

#include "model/core/number.hpp"
#include "output/words/sentences/pattern_notes.hpp"
#include "output/words/words.hpp"

namespace salus::apps {
namespace {

namespace words = output::words;
namespace notes = output::words::pattern_notes;
using calibration::ConcentrationStatistic;
using calibration::PatternRow;
using calibration::PatternStatistic;
using calibration::PointPattern;
using calibration::TimeResolution;
using words::Message;
using words::Text;

Message joined(const std::vector<Text>& parts) { return notes::Joined{.parts = parts}; }

Message period_of(const PointPattern& p) {
  using Resolution = notes::Period::Resolution;
  static const model::EnumArray<Resolution, TimeResolution> names{
      {Resolution::minute, Resolution::day, Resolution::month}};
  return notes::Period{.from = words::Verbatim(calibration::date_text(p.first_day)),
                       .to = words::Verbatim(calibration::date_text(p.last_day)),
                       .resolution = names[p.resolution]};
}

Message concentration_note(const calibration::ConcentrationFigure& figure,
                           const calibration::ConcentrationBeside& beside, const Message& period) {
  const double unit = figure.percent ? 100.0 : 1.0;
  const auto style = figure.percent ? words::Style::two_decimals : words::Style::three_decimals;
  return notes::Concentration{.period = period,
                              .percent = figure.percent,
                              .low = words::Figure{unit * beside.null.low.*figure.value, style},
                              .high = words::Figure{unit * beside.null.high.*figure.value, style}};
}

/// Of a figure of concentration; nothing for another one.
std::optional<Message> concentration_note(PatternStatistic statistic, const PointPattern& p) {
  for (const auto& figure : calibration::concentration_figures) {
    if (statistic == calibration::whole_period(figure.statistic))
      return concentration_note(figure, *p.concentration, notes::whole_period);
    if (statistic == calibration::in_a_year(figure.statistic))
      return concentration_note(figure, *p.in_a_year, notes::MeanOfYears{.years = p.years.size()});
  }
  return std::nullopt;
}

Message pairs_note(const calibration::KnoxCell& cell, const Text& how) {
  return notes::Pairs{.pairs = cell.observed, .mean = cell.mean, .low = cell.low, .high = cell.high, .how = how};
}

/// @param events that could have been used
Message near_note(const calibration::Knox& knox, std::size_t events, const Message& dealt) {
  std::vector<Text> how{notes::near, dealt};
  if (knox.events < events) how.emplace_back(notes::Used{.used = knox.events, .all = events});
  return pairs_note(knox.nearest(), joined(how));
}

Message knox_note(const PatternRow& row, const PointPattern& p) {
  const auto [space, time] = calibration::knox_band(row.part);
  const Message dealt = p.knox_by_year ? notes::once_by_year : notes::once_in_all;
  return pairs_note(p.strictest_knox().bands[space][time], joined({notes::both_bands, dealt}));
}

Message night_note(const PointPattern& p) {
  if (p.at_midnight <= 0.005) return notes::night;
  return joined({notes::night, notes::Heaped{.share = p.at_midnight}});
}

Message recurrence_note(const PointPattern& p) {
  return notes::RecurrenceOf{.neighbourhoods = p.recurrence->neighbourhoods, .months = p.recurrence->months};
}

/// What there is to say of a figure whether or not it could be computed; nothing for some that could not.
std::optional<Message> remark_of(const PatternRow& row, const PointPattern& p) {
  const std::size_t incidents = p.events - p.repeated;
  const bool found = !row.missing;
  switch (row.statistic) {
    case PatternStatistic::events:
      return period_of(p);
    case PatternStatistic::repeated_rows:
      return notes::repeated;
    case PatternStatistic::cells:
      return notes::Cells{.metres = p.cell_m, .km2 = p.km2};
    case PatternStatistic::hot_spots_kept:
      if (!found) return std::nullopt;
      return notes::HotSpots{.cells = p.hot_spots->cells, .pairs = p.hot_spots->year_pairs};
    case PatternStatistic::near_repeat:
      if (!p.knox) return std::nullopt;
      return near_note(*p.knox, p.events, notes::all_events);
    case PatternStatistic::near_repeat_incidents:
      return near_note(*p.knox_incidents, incidents, notes::once_in_all);
    case PatternStatistic::near_repeat_by_year:
      return near_note(*p.knox_by_year, incidents, notes::once_by_year);
    case PatternStatistic::knox:
      return knox_note(row, p);
    case PatternStatistic::same_place_repeats:
      return found ? std::optional<Message>(notes::same_place) : std::nullopt;
    case PatternStatistic::weekend_share:
      return found ? std::optional<Message>(notes::weekend) : std::nullopt;
    case PatternStatistic::weekend_factor:
      return notes::weekend_factor;
    case PatternStatistic::night_share:
      return found ? std::optional(night_note(p)) : std::nullopt;
    case PatternStatistic::weekday:
    case PatternStatistic::hour:
    case PatternStatistic::month:
      return notes::counted;
    case PatternStatistic::area_recurrence:
      if (!p.recurrence) return std::nullopt;
      return found ? notes::RelativeRisk{.of = recurrence_note(p)} : recurrence_note(p);
    case PatternStatistic::area_recurrence_adjusted:
      return notes::adjusted;
    default:
      return found ? concentration_note(row.statistic, p) : std::nullopt;
  }
}

/// A field of a table: quoted where it must be.
std::string field(const std::string& value) {
  if (value.find_first_of(",\"\n\r") == value.npos) return value;
  std::string out = "\"";
  for (const char c : value) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string number(double v) { return std::isfinite(v) ? model::format_number(std::round(v * 1e6) / 1e6) : ""; }

}  // namespace

Message why_missing(calibration::WhyMissing why) {
  using Why = calibration::WhyMissing;
  switch (why) {
    case Why::few_events:
      return notes::FewEvents{.least = calibration::least_events};
    case Why::few_months:
      return notes::FewMonths{.least = calibration::least_months};
    case Why::one_year:
      return notes::one_year;
    case Why::days_only:
      return notes::days_only;
    case Why::days_filled:
      return notes::days_filled;
    case Why::months_only:
      return notes::months_only;
    case Why::no_chance_pair:
      return notes::no_chance_pair;
    case Why::no_contrast:
      break;
  }
  return notes::no_contrast;
}

Message note_of(const PatternRow& row, const PointPattern& pattern) {
  const auto remark = remark_of(row, pattern);
  if (!row.missing) return remark.value();
  const Message why = notes::NotComputed{.why = why_missing(*row.missing)};
  return remark ? joined({why, *remark}) : why;
}

std::string patterns_csv(const std::vector<PointPattern>& patterns) {
  std::string out = "city,crime_type,statistic,value,low,high,null,p,note\n";
  for (const auto& pattern : patterns)
    for (const auto& r : calibration::pattern_rows(pattern))
      out += field(pattern.city) + "," + field(pattern.type) + "," + name_of(r) + "," + number(r.value) + "," +
             number(r.low) + "," + number(r.high) + "," + number(r.null) + "," + number(r.p) + "," +
             field(words::english().text(note_of(r, pattern))) + "\n";
  return out;
}

}  // namespace salus::apps
