/// Each enumerator is said by the sentence of its name, not by its neighbour's.
#include "output/words/names.hpp"

#include <gtest/gtest.h>

#include "model/core/grid.hpp"
#include "output/words/words.hpp"

namespace salus::output::words {
namespace {

template <class Enum>
void expect_own_names(const model::Names<Enum>& names) {
  for (const auto k : model::every<Enum>) EXPECT_EQ(english().text(in_words(k)), spaced(names[k]).text());
}

TEST(NamesInWords, AreThoseOfTheEnumerators) {
  expect_own_names(model::basis_names);
  expect_own_names(model::crime_type_names);
  expect_own_names(model::decay_class_names);
  expect_own_names(model::knowledge_names);
  expect_own_names(model::loop_names);
  expect_own_names(model::measure_target_names);
  expect_own_names(model::mechanism_names);
  expect_own_names(model::view_names);
  expect_own_names(model::vulnerability_names);
}

TEST(NamesInWords, ForecastsGoByTheFieldsTerms) {
  const auto said = [](model::ForecastModel forecast) { return english().text(in_words(forecast)); };
  EXPECT_EQ(said(model::ForecastModel::ar1), "first-order autoregression");
  EXPECT_EQ(said(model::ForecastModel::damped_trend), "damped trend");
  EXPECT_EQ(said(model::ForecastModel::persistence), "persistence");
  EXPECT_EQ(said(model::ForecastModel::random_walk), "random walk");
  EXPECT_EQ(said(model::ForecastModel::salus), "Salus");
}

}  // namespace
}  // namespace salus::output::words
