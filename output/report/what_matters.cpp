#include "output/report/what_matters.hpp"

#include <cmath>

#include "output/omissions.hpp"
#include "output/page/figures.hpp"
#include "output/report/requirements.hpp"
#include "output/rivals.hpp"
#include "output/words/chance.hpp"
#include "output/words/sentences/headline.hpp"

namespace salus::output {

using model::Results;
using model::ScenarioIndex;
using words::Message;
using words::Text;
namespace say_headline = words::headline;

namespace {

words::Verbatim title_of_plan(const Results& r, ScenarioIndex s) { return words::Verbatim(r.scenarios[s].title); }

Message verdict_in_words(OmissionVerdict verdict) {
  if (verdict == OmissionVerdict::matters) return say_headline::it_matters;
  if (verdict == OmissionVerdict::little) return say_headline::little_matters;
  return say_headline::within_its_error;
}

/// With the digits that an error supports, and none after the point.
Estimate whole_number(double error, double value) {
  const Estimate figure{value, error};
  return figure.about_nothing() ? figure : Estimate{std::round(figure.rounded())};
}

/// What the middle is without one thing. All figures of it have the digits that the error of the difference supports.
Message without_it(const OmissionRow& row) {
  const bool loops = row.left_out == model::Omission::loops;
  if (row.verdict == OmissionVerdict::not_there)
    return loops ? Message(say_headline::loops_are_off) : Message(say_headline::no_posterior);
  const Text what = loops ? say_headline::without_loops : say_headline::without_posterior;
  if (row.verdict == OmissionVerdict::not_computed) return say_headline::WithoutItFailed{.what = what};
  const auto& [change, error] = row.difference;
  return say_headline::WithoutIt{.what = what,
                                 .middle = whole_number(error, row.without.value),
                                 .change = whole_number(error, std::abs(change)),
                                 .fewer = change < 0.0,
                                 .error = error,
                                 .verdict = verdict_in_words(row.verdict)};
}

}  // namespace

std::optional<Message> what_global_functions_do(const Results& r, ScenarioIndex s) {
  const auto half = global_half(r, s);
  if (!half) return std::nullopt;
  const bool own = half->draws > 0;
  Text by_itself = words::Verbatim(std::string());
  Text beside = by_itself;
  if (own)
    by_itself = say_headline::GlobalHalfOwn{.averted = page::ranged(half->averted, words::Style::count),
                                            .mean = half->mean,
                                            .error = half->mean.error,
                                            .some = half->draws < r.identity.draws,
                                            .draws = half->draws};
  if (half->beside)
    beside = say_headline::GlobalHalfBeside{.too = own,
                                            .local = title_of_plan(r, half->beside->local),
                                            .behind = page::ranged(half->beside->behind, words::Style::count),
                                            .chance = words::in_runs(half->beside->chance.value, r.identity.draws)};
  return say_headline::GlobalHalf{
      .global = planned_money(r.scenarios[s]).global.dollars().value(), .own = by_itself, .beside = beside};
}

std::optional<Message> what_matters(const Results& r, ScenarioIndex s) {
  if (!r.omissions) return std::nullopt;
  if (r.omissions->scenario != s)
    return say_headline::MattersForAnother{.title = title_of_plan(r, r.omissions->scenario)};
  const std::vector<double> as_it_is(r.omissions->as_it_is.begin(), r.omissions->as_it_is.end());
  const Estimate middle = quantile_estimate(as_it_is, 0.5);
  if (std::isnan(middle.error)) return std::nullopt;
  std::vector<Text> parts;
  double error = middle.error;  // the smallest
  for (const auto& row : omission_rows(*r.omissions)) {
    parts.push_back(without_it(row));
    error = std::fmin(error, row.difference.error);
  }
  return say_headline::WhatMatters{.some = as_it_is.size() < r.identity.draws,
                                   .draws = as_it_is.size(),
                                   .as_it_is = whole_number(error, middle.value),
                                   .parts = parts,
                                   .little = little_change};
}

}  // namespace salus::output
