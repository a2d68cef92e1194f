#pragma once
/// Sobol indices of groups of inputs from pairs of draws that exchange one group at a time.
#include <span>
#include <vector>

namespace salus::model {

/// An index and its standard error, by the jackknife over pairs.
struct IndexEstimate {
  double value = 0.0;
  double error = 0.0;
  /// Further above 0 than two errors.
  bool told() const { return value > 2.0 * error; }
};

/// What one group of inputs has of the variance: alone, and with all that it does together with others.
struct SobolIndex {
  IndexEstimate first;  ///< on both members of a pair, by products (Janon et al. 2014, doi:10.1051/ps/2013040), which
                        ///< tell large indices, or by their changes (Saltelli et al. 2010,
                        ///< doi:10.1016/j.cpc.2009.09.018), which tell small ones: whichever has the smaller error
  IndexEstimate total;  ///< Jansen 1999, doi:10.1016/S0010-4655(98)00154-4
};

/// @param y an even number of values; 2k and 2k + 1 are independent draws of all inputs, a pair. @param swapped the
/// same with one group of inputs taken from the other of the pair. So y of a draw and `swapped` of the other have this
/// group alone in common, and y and `swapped` of one draw all but this group. Pairs with a NaN are left out. @return
/// not a number below four pairs, and where nothing varies.
SobolIndex sobol_index(std::span<const double> y, std::span<const double> swapped);

/// In place of each value its rank among all, ties shared, from 0 to 1; NaN stays. Values of heavy tails give indices
/// that no number of draws tells; their ranks are a fixed function of them as soon as there are many.
void to_ranks(std::vector<double>& values);

}  // namespace salus::model
