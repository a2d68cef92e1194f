#pragma once
/// Draws from priors, keyed: the same key and id give the same value, whatever else is drawn.
#include "model/parameters/pooled_numbers.hpp"
#include "model/parameters/prior.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

/// Value of the prior's inverse CDF at u in (0, 1), bounds not applied.
double quantile(const Prior& prior, double u);

/// The central value: the prior's median; for a spike at zero, the median of the part that is not the spike.
double central_value(const Prior& prior);

/// One draw. Values outside the bounds are drawn again at id.n + 1024, + 2048, ... (at most 64 times; more means that
/// the bounds leave almost nothing of the prior, which throws std::runtime_error).
double draw(const Prior& prior, RandomKey key, DrawId id);
double draw(const Prior& prior, const PooledNumbers& numbers, DrawId id);

/// Value at a standard normal deviate, bounds not applied. @throws std::logic_error where the prior is not normal,
/// log-normal or logit-normal.
double value_at(const Prior& prior, double z);

/// One draw of several that share a part: `common_share` of the variance is that of `common`, a standard normal, which
/// stays where the bounds make the rest be drawn again.
double draw_around(const Prior& prior, double common, double common_share, RandomKey key, DrawId id);

}  // namespace salus::model
