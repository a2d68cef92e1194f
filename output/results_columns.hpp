#pragma once
/// Columns of results.h5: one field of every record of a list, named once for writing and reading. Internal to the
/// results_*.cpp files.
#include "output/results_layout.hpp"

namespace salus::output::layout {

enum class RangeEnd : std::uint8_t { low, high };  ///< ends of an interval

template <class Record>
struct TextColumn {
  const char* name;
  std::string Record::*field;
  const char* what;
};
template <class Record>
struct NumberColumn {
  const char* name;
  double Record::*field;
  About about;
};
template <class Record>
struct FlagColumn {
  const char* name;
  bool Record::*field;
  const char* what;
};
template <class Record>
struct PriorColumn {
  const char* name;
  model::Prior Record::*field;
  About about;
};

/// A group of equal records along one dimension.
template <class Record>
struct Columns {
  std::string group;
  std::string dimension;
  std::vector<TextColumn<Record>> texts;
  std::vector<NumberColumn<Record>> numbers;
  std::vector<FlagColumn<Record>> flags;
  std::vector<PriorColumn<Record>> priors;
  std::string path(const char* name) const { return group + "/" + name; }
};

inline constexpr std::size_t prior_numbers = 5;
inline const Strings prior_number_names{"a", "b", "lower", "upper", "spike"};

/// `a` and bounds are in the unit of the variable; what `b` is says the family (model/parameters/prior.hpp).
inline void write_prior(Hdf5Writer& file, const std::string& path, const std::string& dimension,
                        const std::vector<model::Prior>& priors, const About& about) {
  std::vector<double> numbers;
  for (const auto& p : priors) append(numbers, std::array{p.a, p.b, p.lower, p.upper, p.spike});
  file.variable(path, {dimension, "prior_number"}, numbers, {about.unit, "prior of " + about.description});
  file.variable(
      path + "_family", {dimension},
      each<std::string>(priors, [](const auto& p) { return std::string(model::prior_family_names[p.family]); }),
      {"1", "family of the prior of " + about.description});
}

inline std::vector<model::Prior> read_prior(const Hdf5Reader& file, const std::string& path, std::size_t size) {
  const auto numbers = of_size(file.doubles(path), size * prior_numbers, path);
  const Strings families = of_size(file.strings(path + "_family"), size, path + "_family");
  std::vector<model::Prior> priors;
  for (std::size_t i = 0; i < size; ++i) {
    const double* n = &numbers[i * prior_numbers];
    priors.push_back({named(families[i], model::prior_family_names, path + "_family"), n[0], n[1], n[2], n[3], n[4]});
  }
  return priors;
}

template <class Record>
void write_columns(Hdf5Writer& file, const Columns<Record>& c, const std::vector<Record>& records) {
  for (const auto& one : c.texts)
    file.variable(c.path(one.name), {c.dimension},
                  each<std::string>(records, [&](const auto& r) { return r.*one.field; }), {"1", one.what});
  for (const auto& one : c.numbers)
    file.variable(c.path(one.name), {c.dimension}, each<double>(records, [&](const auto& r) { return r.*one.field; }),
                  one.about);
  for (const auto& one : c.flags)
    file.variable(c.path(one.name), {c.dimension},
                  each<std::int64_t>(records, [&](const auto& r) { return r.*one.field ? 1 : 0; }), {"1", one.what});
  for (const auto& one : c.priors)
    write_prior(file, c.path(one.name), c.dimension,
                each<model::Prior>(records, [&](const auto& r) { return r.*one.field; }), one.about);
}

/// As many records as the first column of texts has.
template <class Record>
std::vector<Record> read_columns(const Hdf5Reader& file, const Columns<Record>& c) {
  std::vector<Record> records(file.strings(c.path(c.texts.front().name)).size());
  const std::size_t n = records.size();
  for (const auto& one : c.texts) {
    const Strings values = of_size(file.strings(c.path(one.name)), n, c.path(one.name));
    for (std::size_t i = 0; i < n; ++i) records[i].*one.field = values[i];
  }
  for (const auto& one : c.numbers) {
    const auto values = of_size(file.doubles(c.path(one.name)), n, c.path(one.name));
    for (std::size_t i = 0; i < n; ++i) records[i].*one.field = values[i];
  }
  for (const auto& one : c.flags) {
    const Integers values = of_size(file.integers(c.path(one.name)), n, c.path(one.name));
    for (std::size_t i = 0; i < n; ++i) records[i].*one.field = flag(values[i], c.path(one.name));
  }
  for (const auto& one : c.priors) {
    const auto values = read_prior(file, c.path(one.name), n);
    for (std::size_t i = 0; i < n; ++i) records[i].*one.field = values[i];
  }
  return records;
}

/// A field whose values have names.
template <class Enum, class Record>
void write_named(Hdf5Writer& file, const std::string& path, const std::string& dimension,
                 const std::vector<Record>& records, Enum Record::*field, const model::Names<Enum>& names,
                 const char* what) {
  file.variable(path, {dimension},
                each<std::string>(records, [&](const auto& r) { return std::string(names[r.*field]); }), {"1", what});
}

template <class Enum, class Record>
void read_named(const Hdf5Reader& file, const std::string& path, std::vector<Record>& records, Enum Record::*field,
                const model::Names<Enum>& names) {
  const Strings values = of_size(file.strings(path), records.size(), path);
  for (std::size_t i = 0; i < values.size(); ++i) records[i].*field = named(values[i], names, path);
}

}  // namespace salus::output::layout
