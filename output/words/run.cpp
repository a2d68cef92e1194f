#include "output/words/run.hpp"

#include <cmath>

#include "output/words/names.hpp"
#include "output/words/sentences/run.hpp"
#include "output/words/words.hpp"

namespace salus::output::words {
namespace {

Message check_in_words(const model::FailedCheck& check) {
  switch (check.statistic) {
    case model::MixingStatistic::r_hat:
      return run::RHat{.quantity = Verbatim(check.quantity),
                       .value = std::round(check.value * 1000.0) / 1000.0,
                       .limit = check.limit};
    case model::MixingStatistic::bulk_ess:
      return run::BulkEss{.quantity = Verbatim(check.quantity), .value = std::floor(check.value), .limit = check.limit};
    case model::MixingStatistic::tail_ess:
      break;
  }
  return run::TailEss{.quantity = Verbatim(check.quantity), .value = std::floor(check.value), .limit = check.limit};
}

}  // namespace

Message checks_in_words(const model::ChainChecks& checks) {
  if (!checks.stated) return run::not_stated;
  std::vector<Text> views;
  for (auto at = checks.failed.begin(); at != checks.failed.end();) {
    const model::View view = at->view;
    std::vector<Text> failed;
    for (; at != checks.failed.end() && at->view == view; ++at) failed.emplace_back(check_in_words(*at));
    views.emplace_back(run::OfView{.view = in_words(view), .checks = std::move(failed)});
  }
  return run::Checks{.views = std::move(views)};
}

Message start_in_words(const model::ProjectionStart& start) {
  using Kind = model::ProjectionStart::Kind;
  if (start.kind == Kind::first_estimates)
    return start.posterior_has_no_such_start ? Message(run::no_such_start) : Message(run::first_estimates);
  const Message checks =
      start.checks.passed() ? Message(run::passed) : Message(run::Failed{.checks = checks_in_words(start.checks)});
  const Message posterior = run::Posterior{.draws = start.draws,
                                           .year = start.last_data_year,
                                           .rolled = start.rolled_from.has_value(),
                                           .from = start.rolled_from.value_or(0),
                                           .same = start.other_data.empty(),
                                           .others = verbatim(start.other_data),
                                           .checks = checks};
  if (start.kind == Kind::posterior) return posterior;
  return run::Mixed{.missing = verbatim(start.missing), .posterior = posterior};
}

Message fault_in_words(const model::DrawFault& fault) {
  using Kind = model::DrawFault::Kind;
  switch (fault.kind) {
    case Kind::contradicting_stocks:
      return run::contradicting_stocks;
    case Kind::unstable_loops:
      return run::UnstableLoops{.gain = fault.value};
    case Kind::not_conserved:
      return run::not_conserved;
    case Kind::impossible_rate:
      return run::impossible_rate;
    case Kind::unstated:
      break;
  }
  return run::unstated_fault;
}

Message failure_in_words(const model::RunFailure& failure) {
  const auto& first = failure.first;
  return run::TooManyFailed{.failed = failure.failed,
                            .draws = failure.draws,
                            .draw = first.draw,
                            .country = Verbatim(first.country),
                            .scenario = Verbatim(first.scenario),
                            .month = first.month,
                            .fault = fault_in_words(first.fault)};
}

}  // namespace salus::output::words
