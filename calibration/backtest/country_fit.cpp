#include "calibration/backtest/country_fit.hpp"

#include <algorithm>

#include "calibration/fit/forecast.hpp"

namespace salus::calibration {

Forecaster country_fit(CountryFitPlan plan, const model::Executor& executor) {
  return {model::ForecastModel::salus, [plan = std::move(plan), &executor](const RatePanel& past, int horizon) {
            int origin = 0;
            for (const auto& [iso3, series] : past) origin = std::max(origin, series.rbegin()->first);
            FitPanel panel = plan.panel(origin);
            if (!plan.drivers)
              for (auto& country : panel.countries)
                for (auto& path : country.driver) path.clear();
            const Fit fit = fit_countries(panel, plan.fit, executor);
            if (plan.fitted) {
              OriginFit told{origin, panel.countries.size(), 0, worst_mixing(mixing_of(quantities(panel, fit)))};
              for (const auto& country : panel.countries) told.readings += country.readings.size();
              plan.fitted(told);
            }
            const auto paths = forecast(
                panel, fit, plan.fit.assumptions,
                {.horizon = static_cast<std::uint32_t>(horizon), .repeats = plan.repeats, .seed = plan.fit.seed});
            std::map<std::string, CountryForecasts> said;
            for (std::size_t c = 0; c < panel.countries.size(); ++c) {
              const auto known = past.find(panel.countries[c].iso3);
              // A country silent in the last year is forecast from the year before: its first forecast is for the
              // origin itself.
              if (known == past.end() || origin - known->second.rbegin()->first > 1) continue;
              const int late = origin - known->second.rbegin()->first;
              for (int h = 1; h <= horizon; ++h)
                said[known->first].push_back(sample_forecast(paths[c][static_cast<std::size_t>(h - late)]));
            }
            return said;
          }};
}

}  // namespace salus::calibration
