#include "output/report/what_matters.hpp"

#include <cmath>

#include "output/omissions.hpp"
#include "output/page/figures.hpp"
#include "output/report/requirements.hpp"
#include "output/rivals.hpp"
#include "output/words/chance.hpp"
#include "output/words/run.hpp"
#include "output/words/sentences/headline.hpp"

namespace salus::output {

using model::Results;
using model::ScenarioIndex;
using words::Message;
using words::Text;
namespace say_headline = words::headline;

namespace {

using words::title_of;

Message verdict_in_words(OmissionVerdict verdict) {
  if (verdict == OmissionVerdict::matters) return say_headline::it_matters;
  if (verdict == OmissionVerdict::little) return say_headline::little_matters;
  return say_headline::not_told_whether;
}

say_headline::WithoutIt::Change direction_of(const Estimate& difference) {
  using Change = say_headline::WithoutIt::Change;
  if (std::abs(difference.rounded()) < 0.5) return Change::other;
  return difference.value < 0.0 ? Change::fewer : Change::more;
}

/// What leaving one thing out does to the middle. The middle without it is not said: its own error is larger than that
/// of the difference, so that the two would contradict each other as they are rounded.
Message without_it(const OmissionRow& row) {
  const bool loops = row.left_out == model::Omission::loops;
  if (row.verdict == OmissionVerdict::not_there)
    return loops ? Message(say_headline::loops_are_off) : Message(say_headline::no_posterior);
  const Text what = loops ? say_headline::without_loops : say_headline::without_posterior;
  if (row.verdict == OmissionVerdict::not_computed) return say_headline::WithoutItFailed{.what = what};
  const double change = row.difference.value;
  const double error = row.difference.error;
  return say_headline::WithoutIt{.what = what,
                                 .change = direction_of(row.difference),
                                 .by = Estimate{std::abs(change), error},
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
                                            .local = title_of(r.scenarios[half->beside->local]),
                                            .behind = page::ranged(half->beside->behind, words::Style::count),
                                            .chance = words::in_runs(half->beside->made_up.value, r.identity.draws),
                                            .none = words::in_runs(half->beside->none_locally.value, r.identity.draws)};
  return say_headline::GlobalHalf{
      .global = planned_money(r.scenarios[s]).global.dollars().value(), .own = by_itself, .beside = beside};
}

std::optional<Message> what_matters(const Results& r, ScenarioIndex s) {
  if (!r.omissions) return std::nullopt;
  if (r.omissions->scenario != s)
    return say_headline::MattersForAnother{.title = title_of(r.scenarios[r.omissions->scenario])};
  const std::vector<double> as_it_is(r.omissions->as_it_is.begin(), r.omissions->as_it_is.end());
  const Estimate middle = quantile_estimate(as_it_is, 0.5);
  if (std::isnan(middle.error)) return std::nullopt;
  std::vector<Text> parts;
  for (const auto& row : omission_rows(*r.omissions)) parts.push_back(without_it(row));
  return say_headline::WhatMatters{.some = as_it_is.size() < r.identity.draws,
                                   .draws = as_it_is.size(),
                                   .as_it_is = middle,
                                   .parts = parts,
                                   .little = little_change};
}

}  // namespace salus::output
