#include "output/words/prior.hpp"

#include "output/words/sentences/prior.hpp"

namespace salus::output::words {

Message prior_in_words(const model::Prior& p) {
  using Family = model::Prior::Family;
  switch (p.family) {
    case Family::fixed:
      return prior::Fixed{.value = p.a};
    case Family::uniform:
      return prior::Uniform{.lower = p.a, .upper = p.b};
    case Family::normal:
      return prior::Normal{.mean = p.a, .sd = p.b, .lower = p.lower, .upper = p.upper};
    case Family::lognormal:
      return prior::Lognormal{.median = p.a, .log_sd = p.b, .lower = p.lower, .upper = p.upper};
    case Family::logit_normal:
      return prior::LogitNormal{.median = p.a, .logit_sd = p.b, .lower = p.lower, .upper = p.upper};
    case Family::spike_lognormal:
      break;
  }
  return prior::SpikeLognormal{.spike = p.spike, .median = p.a, .log_sd = p.b, .lower = p.lower, .upper = p.upper};
}

}  // namespace salus::output::words
