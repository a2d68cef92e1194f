#pragma once
/// What the model tells apart, in words: one sentence of the catalogue for each enumerator, else it does not compile.
#include "model/city/targets.hpp"
#include "model/country/country_input.hpp"
#include "model/programme/evidence.hpp"
#include "model/programme/scenario.hpp"
#include "model/run/backtest_summary.hpp"
#include "output/words/message.hpp"

namespace salus::output::words {

Message in_words(model::Basis basis);
Message in_words(model::CrimeType type);
Message in_words(model::CitySize size);
Message in_words(model::DecayClass decay);
Message in_words(model::ForecastModel forecast);
Message in_words(model::Knowledge knowledge);
Message in_words(model::Loop loop);
Message in_words(model::MeasureTarget target);
Message in_words(model::Mechanism mechanism);
Message in_words(model::View view);
Message in_words(model::Vulnerability vulnerability);

}  // namespace salus::output::words
