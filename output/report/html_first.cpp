/// The first screen, the results framework, and what would have to be true.
#include <cmath>

#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/report/headline.hpp"
#include "output/report/html_sections.hpp"
#include "output/words/chance.hpp"
#include "output/words/names.hpp"
#include "output/words/sentences/framework.hpp"
#include "output/words/sentences/needs.hpp"
#include "output/words/sentences/number.hpp"
#include "output/words/sentences/report.hpp"

namespace salus::output::html {

using page::Html;
using page::Look;
using page::Style;
using page::Table;
using page::Verbatim;
using words::Message;
using words::Text;

namespace {

Style style_of(FrameworkUnit unit) {
  switch (unit) {
    case FrameworkUnit::per_100000_a_year:
    case FrameworkUnit::per_million:
      return Style::ratio;
    case FrameworkUnit::share:
      return Style::tenths;
    case FrameworkUnit::dollars:
      return Style::dollars;
    case FrameworkUnit::one:
    case FrameworkUnit::per_year:
      break;
  }
  return Style::amount;
}

Html paragraph_of_note(const FrameworkRow& row) {
  return Html::markup(" ") + page::small(words::report::Paragraph{.paragraph = Verbatim(row.paragraph)});
}

Html targets_table(const PageData& data) {
  namespace say = words::report;
  Table table(say::Targets{.title = Verbatim(data.scenarios[data.shown].title),
                           .against_nothing = data.against_nothing,
                           .first = Verbatim(data.scenarios[first_scenario].title)},
              {say::target, say::with, say::without, say::needed}, 4, Look::cards);
  for (const auto& row : data.framework) {
    if (!row.first_screen || (std::isnan(row.probability.value) && !row.to_be_true)) continue;
    table.row({say::TargetOf{.indicator = row.indicator, .target = row.target} + paragraph_of_note(row),
               page::unbroken(page::chance(row.probability)), page::unbroken(page::chance(row.probability_without)),
               row.to_be_true ? Html(*row.to_be_true) : Html()});
  }
  return table.html();
}

}  // namespace

page::Section headline_section(const PageData& data, const model::Results& r) {
  namespace say = words::report;
  Html out;
  if (const auto warning = caution(r)) out += page::lead(page::strong(*warning));
  for (const auto& sentence : data.headline) out += page::lead(sentence);
  out += page::soft(say::harms);
  if (!data.framework.empty()) out += targets_table(data) + page::soft(say::more);
  if (!data.has_indicators) out += page::soft(say::older);
  out += page::soft(say::Question{.runs = r.identity.draws});
  return page::section("headline", say::first, say::first, out);
}

namespace {

Html with_and_without(const FrameworkRow& row) {
  const Style style = style_of(row.unit);
  const auto figure = [&](const IntervalEstimate& i) {
    return row.middles_only ? page::amount(i.middle, style) : page::interval(i, style);
  };
  Html out = figure(row.with);
  if (std::isnan(row.without.middle.value)) return out;
  out += Html::markup("<br> ") + words::framework::without_figure + Html::markup(" ");
  return out + figure(row.without);
}

Html without_and_difference(const FrameworkRow& row) {
  if (std::isnan(row.probability_without.value)) return words::number::dash;
  return page::below(page::chance(row.probability_without),
                     page::points({.with = row.probability, .without = row.probability_without}));
}

}  // namespace

MaybeSection framework_section(const PageData& data) {
  namespace say = words::framework;
  if (data.framework.empty()) return std::nullopt;
  Table table(say::caption,
              {say::indicator, say::baseline, say::target, say::verification, say::assumption, say::model, say::with,
               say::without},
              8, Look::cards);
  std::optional<words::Id> group;
  for (const auto& row : data.framework) {
    if (row.group.id != group) table.group(row.group);
    group = row.group.id;
    table.row({page::escaped(row.indicator) + paragraph_of_note(row), page::escaped(row.baseline),
               page::escaped(row.target), page::escaped(row.verification), page::escaped(row.assumption),
               with_and_without(row), page::chance(row.probability), without_and_difference(row)});
  }
  return page::section(
      "framework", say::name, say::Title{.title = Verbatim(data.scenarios[data.shown].title)},
      page::soft(say::Reading{.first = Verbatim(data.scenarios[first_scenario].title)}) + table.html());
}

namespace {

namespace say_needs = words::needs;

/// The rows of what would have to be true, a target each.
class NeedsTable {
 public:
  explicit NeedsTable(const PageData& data)
      : data_(data),
        q_(data.requirements),
        table_(say_needs::Caption{.title = Verbatim(data.scenarios[data.shown].title),
                                  .against_nothing = data.against_nothing,
                                  .first = Verbatim(data.scenarios[first_scenario].title)},
               {say_needs::target, say_needs::needed, say_needs::how}, 3, Look::cards) {}

  Html html() && {
    row(say_needs::halved, halving(q_.count),
        say_needs::HalvedHow{.chance = words::in_share_of_runs(q_.nothing_averted)});
    row(say_needs::rate_halved, halving(q_.rate), say_needs::rate_halved_how);
    if (data_.has_indicators) {
      row(say_needs::cities, cities(), say_needs::cities_how);
      row(say_needs::people, people(), say_needs::people_how);
      if (!std::isnan(q_.countries_by_formula.value())) row(say_needs::countries, countries(), countries_how());
    }
    if (const auto share = lasting(); !share.empty()) row(say_needs::lasting, share, say_needs::lasting_how);
    return table_.html();
  }

 private:
  /// Else persistence after the money is no matter of 2030.
  bool money_ends_first() const { return data_.years_after_budget > 0; }

  void row(const Message& target, const std::vector<Text>& needed, const Message& how) {
    table_.row({target, words::paragraph(needed), how});
  }

  std::vector<Text> halving(const HalvingNeed& need) const {
    std::vector<Text> all;
    if (need.times.middle.value > 0.0 && need.times.middle.value <= 100.0 && !need.times.middle.not_told())
      all.push_back(say_needs::TimesAsLarge{.times = page::ranged(need.times)});
    else if (const auto said = halving_needs(need, q_.averted_2030, true))
      all.push_back(say_needs::AsSentence{.clause = *said});
    if (need.halved_anyway.value == 0.0) all.push_back(say_needs::not_by_itself);
    else all.push_back(say_needs::ByItself{.chance = words::in_share_of_runs(need.halved_anyway)});
    if (money_ends_first() && q_.averted_last.value < need.homicides.value)
      all.push_back(say_needs::FullPersistence{.averted = q_.averted_last});
    return all;
  }

  Message missing_cities() const {
    if (q_.cities_any.value == 0.0) return say_needs::cities_none;
    if (std::isinf(q_.cities_times.value) || q_.cities_times.value > 100.0 || q_.cities_times.not_told())
      return say_needs::CitiesSome{.share = words::share_of_runs(q_.cities_any), .mean = q_.cities_mean};
    return say_needs::CitiesMore{.missing = page::ranged(q_.cities_missing), .times = q_.cities_times};
  }

  std::vector<Text> cities() const {
    std::vector<Text> all{missing_cities()};
    if (money_ends_first()) all.push_back(say_needs::cities_persistence);
    return all;
  }

  std::vector<Text> people() const {
    if (std::isinf(q_.people_times.value)) return {say_needs::people_none};
    if (q_.people_times.not_told()) return {say_needs::people_times_not_told};
    std::vector<Text> all{say_needs::PeopleTimes{.times = q_.people_times}};
    if (q_.people_times.value <= 1.0) all.push_back(say_needs::people_met);
    else if (q_.no_exit > model::Countries())
      all.push_back(say_needs::PeopleWithoutExit{.people = inverse(q_.people_times) *
                                                           (1e8 * (q_.no_exit / q_.countries_by_formula))});
    return all;
  }

  std::vector<Text> countries() const {
    return {say_needs::AsSentence{.clause = countries_needs(q_, true)},
            say_needs::CountriesWithoutExit{.countries = q_.no_exit.value()}};
  }

  Message countries_how() const {
    return say_needs::CountriesHow{.volunteers = q_.volunteers.value(),
                                   .listed = q_.listed.value(),
                                   .joining = q_.adoption_seen.value(),
                                   .leaving = q_.leaving_seen.value(),
                                   .first = q_.first_review,
                                   .to_first = q_.to_first.value(),
                                   .reviewed = q_.reviewed_by_formula.value(),
                                   .share = q_.improved_share,
                                   .improved = q_.improved_by_formula.value(),
                                   .years = q_.years.value(),
                                   .taking_part = q_.countries_by_formula.value()};
  }

  std::vector<Text> lasting() const {
    std::vector<Text> types;
    bool dashes = false;
    for (const auto k : model::every<model::CrimeType>) {
      const auto& [share, last, of_draws, draws] = q_.persistence_of[k];
      if (std::isnan(last.value)) continue;
      if (std::isnan(share.value)) {
        types.push_back(say_needs::LastingDash{.type = words::in_words(k)});
        dashes = true;
        continue;
      }
      types.push_back(say_needs::LastingOf{
          .type = words::in_words(k), .share = share, .known = !std::isnan(share.error), .error = share.error});
    }
    std::vector<Text> all;
    const auto& [share, last, of_draws, draws] = q_.persistence;
    if (std::isnan(share.value) && !std::isnan(last.value)) all.push_back(say_needs::lasting_not_told);
    if (!std::isnan(share.value))
      all.push_back(say_needs::LastingShare{.share = share,
                                            .known = !std::isnan(share.error),
                                            .error = share.error,
                                            .spread = !std::isnan(of_draws.low.value),
                                            .runs = draws,
                                            .low = of_draws.low,
                                            .high = of_draws.high});
    if (!types.empty()) all.push_back(say_needs::LastingByType{.types = types});
    if (dashes) all.push_back(say_needs::lasting_dashes);
    if (!all.empty() && money_ends_first()) all.push_back(say_needs::lasting_needed);
    return all;
  }

  const PageData& data_;
  const Requirements& q_;
  Table table_;
};

Html global_half_section(const PageData& data, const LocalBeside& half) {
  return page::heading(say_needs::global_half) +
         page::paragraph(say_needs::Behind{.local = Verbatim(data.scenarios[half.local].title),
                                           .behind = page::ranged(half.behind),
                                           .title = Verbatim(data.scenarios[data.shown].title),
                                           .chance = words::in_share_of_runs(half.made_up),
                                           .none = words::in_share_of_runs(half.none_locally)});
}

}  // namespace

MaybeSection requirements_section(const PageData& data) {
  if (!data.requirements.known) return std::nullopt;
  Html out = NeedsTable(data).html();
  if (data.global_half && data.global_half->beside) out += global_half_section(data, *data.global_half->beside);
  return page::section("requirements", say_needs::title, say_needs::title, out);
}

}  // namespace salus::output::html
