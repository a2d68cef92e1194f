#pragma once
/// Weights of the accounts of selection.
#include <span>
#include <vector>

#include "calibration/synthesis/law.hpp"

namespace salus::calibration::synthesis {

using SelectionWeights = model::EnumArray<double, Selection>;

/// By the Bayes factors of no selection against each account (1 for itself) and prior weights.
SelectionWeights bayes_weights(const SelectionWeights& prior, const SelectionWeights& none_against);

/// Log density of each trial predicted from all others, by importance sampling: 1 / mean of 1 / density over draws, the
/// ratios cut at the root of their number times their mean. Source: Ionides 2008, doi:10.1198/106186008X320456.
/// @param densities by draw, then trial; a trial whose first is not a number is left out
std::vector<double> left_out_densities(const std::vector<std::vector<double>>& densities);

/// Pseudo-BMA+: softmax of the sums over trials, averaged over Bayesian bootstraps of the trials. Source: Yao, Vehtari,
/// Simpson, Gelman 2018, doi:10.1214/17-BA1091. @param by_account of equal length
SelectionWeights bootstrap_weights(const model::EnumArray<std::vector<double>, Selection>& by_account,
                                   std::uint64_t seed);

}  // namespace salus::calibration::synthesis
