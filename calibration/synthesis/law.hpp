#pragma once
/// The law of outcomes: what is unknown, its priors, and the density of a trial. The README has it in symbols.
#include <map>
#include <set>
#include <utility>

#include "calibration/synthesis/gaussian.hpp"
#include "calibration/synthesis/outcome.hpp"
#include "calibration/synthesis/selection.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration::synthesis {

/// Which account of what is published a chain believes.
enum class Selection : std::uint8_t {
  none,
  step,   ///< by significance
  slope,  ///< small studies find more: the mean falls with the standard error
};

/// Coefficients that share a spread.
enum class Group : std::uint8_t { mean, kind, row, cell, design, implementer, source, reporter, slope };

struct Priors {
  /// Normal for the mean, half-normal for the slope (downwards); for the others the scale of the half-normal prior of
  /// the spread of their coefficients.
  model::EnumArray<double, Group> scale = model::for_each_of<Group, double>({{Group::mean, 0.5},
                                                                             {Group::kind, 0.15},
                                                                             {Group::row, 0.2},
                                                                             {Group::cell, 0.15},
                                                                             {Group::design, 0.15},
                                                                             {Group::implementer, 0.15},
                                                                             {Group::source, 0.1},
                                                                             {Group::reporter, 0.15},
                                                                             {Group::slope, 1.0}});
  double tau = 0.3;                ///< half-normal scale of the spread between places
  double omega = 0.2;              ///< half-normal scale of the spread between outcomes of a trial
  double wide = 3.0;               ///< how many times wider the spread of a place is that stands apart
  double wide_share_rest = 12.0;   ///< the share of such places is Beta(1, this)
  double error_correlation = 0.5;  ///< of the errors of two outcomes of one trial: they have the same people
  double error_factor =
      0.7;  ///< half-normal scale of the log of true over published error where clustering was ignored
  // Log error of a study: level + slope x (log size - its mean), with a spread; a line for each origin of an outcome.
  double error_level = -1.4;
  double error_level_sd = 0.7;
  double error_slope = -0.35;  ///< less steep than the -0.5 of theory: small trials measure what is easier to see
  double error_slope_sd = 0.15;
  double error_spread = 0.7;  ///< half-normal scale
  double unknown_size = 1.5;  ///< how many times wider where the size is not known
};

inline constexpr std::size_t most_outcomes = 64;  ///< of one trial

/// Outcomes by trial, and the columns that each has a one in.
struct Frame {
  struct Item {
    Outcome outcome;
    std::uint32_t place = 0;             ///< in Evidence::outcomes
    std::vector<std::uint32_t> columns;  ///< whose coefficients add up to its mean, but for the slope
    double size = 0.0;                   ///< log size less `Frame::mean_size`; 0 where unknown
    double size_spread = 1.0;            ///< factor of the spread of its log error
  };
  struct Trial {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t leading = 0;  ///< item by which the trial was published: observed, and with the least error
    std::uint32_t name = 0;     ///< in Evidence::trials
  };
  std::vector<Item> items;
  double mean_size = 0.0;  ///< log size, of all whose size is known
  std::vector<Trial> trials;
  std::vector<std::uint32_t> trial_of;  ///< by item
  std::vector<Group> columns;
  std::map<std::pair<Group, std::uint32_t>, std::uint32_t> column_of;  ///< of a level of a group
  std::set<std::pair<Group, std::uint32_t>> sole;  ///< the level of a group that all outcomes have: part of the mean
  /// Groups whose spread is inferred, and whether one is.
  std::vector<Group> grouped() const;
  bool is_grouped(Group group) const;
  bool several = false;  ///< whether a trial has two outcomes: else the spread within trials is none
};
/// A group of which the outcomes have one level has no column. @throws std::invalid_argument where an outcome's
/// standard error is not above 0 though it is said to be there, an index is out of range, or a trial has too many
Frame make_frame(const Evidence& evidence);
/// Level of an outcome in a group; nothing where it is the reference, which adds nothing.
std::optional<std::uint32_t> level_of(const Outcome& outcome, Group group);
/// What is foretold of a row, kind and crime type alone: randomised, in a demonstration, told by records.
Outcome reference_outcome(const Outcome& of);

/// The law of errors that were not published.
struct ErrorLine {
  double level = 0.0;
  double slope = 0.0;
  double spread = 0.0;

  bool operator==(const ErrorLine&) const = default;
};

/// Everything unknown.
struct State {
  std::vector<double> beta;  ///< by column; the slope last where there is one
  model::EnumArray<double, Group> spread{};
  double tau = 0.0;
  double omega = 0.0;
  double wide_share = 0.0;
  model::EnumArray<ErrorLine, Origin> errors{};
  WeightLine line{};
  Weights weights = no_selection;
  std::vector<std::uint8_t> wide;  ///< by trial
  std::vector<double> log_rr;      ///< by item: as published, or drawn
  std::vector<double> error;       ///< by item: the standard error
  std::vector<double> sum;         ///< by item: its coefficients but for the slope, kept up by `set_sums`

  bool operator==(const State&) const = default;
};

/// Error by which the significance of an item was reckoned: the published one where clustering was ignored.
double published_error(const Frame::Item& item, double error);
/// Where the log relative risk of an item that has no size may be.
std::pair<double, double> bounds_of(const Frame::Item& item, double error);
/// Mean and sd of the log error of an item.
std::pair<double, double> error_law(const Frame::Item& item, const State& state);
void set_sums(const Frame& frame, State& state);
/// Mean of an item, without its place. @pre `set_sums`
inline double mean_of(const State& state, Selection selection, std::uint32_t item) {
  return state.sum[item] + (selection == Selection::slope ? state.beta.back() * state.error[item] : 0.0);
}

/// Covariance of the outcomes of a trial, factored.
class TrialLaw {
 public:
  /// @param wide of the trial, in place of the state's
  void set(const Frame& frame, const Priors& priors, const State& state, std::uint32_t trial, bool wide);
  std::uint32_t size() const { return size_; }
  double root_determinant() const { return root_determinant_; }
  /// r' V^-1 r
  double square(const double* residuals) const;
  /// x = V^-1 x
  void solve(double* x) const;

 private:
  std::uint32_t size_ = 0;
  double root_determinant_ = 1.0;
  std::vector<double> factor_;  ///< empty for one outcome
  double variance_ = 0.0;       ///< of one outcome
};

/// Draws everything from the prior; estimates and errors of the items stay unset where they are published.
State draw_state(const Frame& frame, const Priors& priors, Selection selection, Stream& random);
double half_normal(double x, double scale);  ///< log density but for a constant; -infinity below 0

}  // namespace salus::calibration::synthesis
