#pragma once
/// What the parts of results.h5 share: columns out of value types, and checks of what is read. Internal to the
/// results_*.cpp files.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "model/run/results.hpp"
#include "output/error.hpp"
#include "output/grid_file.hpp"

namespace salus::output::layout {

using Strings = std::vector<std::string>;
using Integers = std::vector<std::int64_t>;
using About = Hdf5Writer::About;

template <class Enum>
Strings names_of(const model::Names<Enum>& names) {
  return {names.begin(), names.end()};
}

inline std::string joined(const Strings& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

inline Strings lines_of(const std::string& text) {
  Strings lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// One value of every element.
template <class T, class Items, class Get>
std::vector<T> each(const Items& items, Get get) {
  std::vector<T> values;
  for (const auto& item : items) values.push_back(get(item));
  return values;
}

/// Refuses a variable whose shape is not what the rest of the file says.
template <class T>
std::vector<T> of_size(std::vector<T> values, std::size_t size, const std::string& what) {
  if (values.size() != size)
    throw CorruptStore("'" + what + "' has " + std::to_string(values.size()) + " values where " + std::to_string(size) +
                       " are expected");
  return values;
}

/// Names of a file that ours are looked up among.
using Named = model::Position<struct NamedAxis>;
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

inline std::optional<Named> position_of(const Strings& names, std::string_view name) {
  for (const auto at : model::Positions<Named>(names.size()))
    if (names[at] == name) return at;
  return std::nullopt;
}

/// Refuses a number of a file that is none of 0 up to the limit. @param limit at most 2^32
inline void check_range(std::int64_t value, std::size_t limit, const std::string& what) {
  if (value < 0 || static_cast<std::size_t>(value) >= limit)
    throw CorruptStore("'" + what + "' holds " + std::to_string(value) + ", which is out of range");
}

/// A count or a code of a file.
inline std::uint32_t number_below(std::size_t limit, std::int64_t value, const std::string& what) {
  check_range(value, limit, what);
  return static_cast<std::uint32_t>(value);
}

/// A position of a file on an axis of ours.
template <class Axis>
Axis position_on(model::Positions<Axis> axis, std::int64_t value, const std::string& what) {
  check_range(value, axis.size(), what);
  return Axis(static_cast<std::uint32_t>(value));
}

/// A year, or a number of years.
inline int years(std::int64_t value, std::size_t limit, const std::string& what) {
  check_range(value, limit, what);
  return static_cast<int>(value);
}

inline bool flag(std::int64_t value, const std::string& what) {
  check_range(value, 2, what);
  return value == 1;
}

/// An enumerator by its place.
template <class Enum>
Enum enumerator(std::int64_t value, const std::string& what) {
  check_range(value, model::count_of<Enum>, what);
  return static_cast<Enum>(value);
}

/// Limits of counts and of calendar years.
inline constexpr std::size_t many = std::size_t{1} << 32;
inline constexpr std::size_t last_year = 10000;

template <class Enum>
Enum named(const std::string& name, const model::Names<Enum>& names, const std::string& what) {
  const auto found = model::find(names, name);
  if (!found) throw CorruptStore("'" + what + "' holds '" + name + "', which is not known");
  return *found;
}

/// Words apart by one space.
inline std::string spaced(const Strings& words) {
  std::string text;
  for (const auto& w : words) text += (text.empty() ? "" : " ") + w;
  return text;
}

inline Strings words_of(const std::string& text) {
  Strings words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

/// The values of a variable by the axes that it has. @throws CorruptStore where they do not fit
template <class T, class... Axes>
model::Grid<T, Axes...> shaped(const std::vector<T>& values, const std::string& what, model::Positions<Axes>... axes) {
  return {of_size(values, (std::size_t{1} * ... * axes.size()), what), axes...};
}

/// The `row`th part of a matrix stored by rows.
template <class T>
std::vector<T> row_of(const std::vector<T>& values, std::size_t row, std::size_t size) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(row * size);
  return {at, at + static_cast<std::ptrdiff_t>(size)};
}

template <class T>
void append(std::vector<T>& to, const auto& values) {
  to.insert(to.end(), values.begin(), values.end());
}

// The parts. Those from the programme on may be missing in files of format 1, and start, evidence and back-test stand
// in files from format 3 on, be they empty; older files have them in words.
void write_inputs(Hdf5Writer& file, const model::Results& r);
void read_inputs(const Hdf5Reader& file, model::Results& r);
void write_programme(Hdf5Writer& file, const model::Results& r);
void read_programme(const Hdf5Reader& file, std::int64_t format, model::Results& r);
void write_start(Hdf5Writer& file, const model::Results& r);
void read_start(const Hdf5Reader& file, model::Results& r);
void write_evidence(Hdf5Writer& file, const model::Results& r);
void read_evidence(const Hdf5Reader& file, model::Results& r);
/// The trials behind interventions, a part of the evidence; nothing is read where a file is from before they were kept.
void write_trials(Hdf5Writer& file, const std::vector<model::Intervention>& all);
void read_trials(const Hdf5Reader& file, std::vector<model::Intervention>& all);
void write_backtest(Hdf5Writer& file, const model::Results& r);
void read_backtest(const Hdf5Reader& file, model::Results& r);
void write_oracle(Hdf5Writer& file, const model::Results& r);  ///< after the back-test, which names ends of intervals
void read_oracle(const Hdf5Reader& file, model::Results& r);
/// Start, back-test, failures and titles as files before format 3 say them, in words, and before result version 3 not
/// at all. After the other parts. @throws CorruptStore for other words.
std::optional<model::ProjectionStart> start_of_words(const std::string& text);
model::DrawFault fault_of_words(const std::string& text);
/// Notes began with what the page says of the kind already.
void shorten_notes(std::vector<model::Initiative>& initiatives);
void read_older_words(const Hdf5Reader& file, std::int64_t result_version, model::Results& r);
void write_agents(Hdf5Writer& file, const model::Results& r);
void read_agents(const Hdf5Reader& file, model::Results& r);
void write_omissions(Hdf5Writer& file, const model::Results& r);
void read_omissions(const Hdf5Reader& file, model::Results& r);
void write_spreads(Hdf5Writer& file, const model::Results& r);
void read_spreads(const Hdf5Reader& file, model::Results& r);
void write_cities(Hdf5Writer& file, const model::Results& r);
void read_cities(const Hdf5Reader& file, model::Results& r);

}  // namespace salus::output::layout
