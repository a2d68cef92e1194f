#pragma once
/// What is said, free of any language: the id of a sentence and the values that it names. A language says it
/// (`words.hpp`). The structs made from the catalogue turn into messages by themselves:
///     Message m = words::headline::CityCount{.cities = 12};
/// A value that is left out, named wrongly or of the wrong sort is an error of the compiler.
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "model/core/money.hpp"
#include "output/words/estimate.hpp"
#include "output/words/pattern.hpp"

namespace salus::output::words {

/// The sentences of the catalogue; the enumerators stand in output/words/sentences/ids.hpp, made at build.
enum class Id : std::uint16_t;

/// Any number that a sentence counts or shows; a figure over draws has its error with it, which says how many of its
/// digits are said.
class Number {
 public:
  template <class T>
  requires std::is_arithmetic_v<T> Number(T value) : figure_{static_cast<double>(value), 0.0} {}
  Number(const Estimate& figure) : figure_(figure) {}
  double value() const { return figure_.value; }
  const Estimate& figure() const { return figure_; }

 private:
  Estimate figure_;
};

/// A number whose style the code chooses.
struct Figure {
  Number value;
  Style style;
};

/// Two figures of one unit, which is said once: `1.2 to 3.4 million $`.
struct Range {
  Number low;
  Number high;
  Style style;
};

struct Value;

class Message {
 public:
  Message(Id id, std::vector<Value> values);
  Message(const Message&);
  Message(Message&&) noexcept;
  Message& operator=(const Message&);
  Message& operator=(Message&&) noexcept;
  ~Message();
  Id id() const { return id_; }
  const std::vector<Value>& values() const { return values_; }

 private:
  Id id_;
  std::vector<Value> values_;
};

/// A sentence without values.
struct Plain {
  Id id;
  operator Message() const;
};

/// The structs made from the catalogue, `Plain` and `Message` itself.
template <class T>
concept Saying = std::convertible_to<const T&, Message>;

/// A text that is shown as it stands in every language: a name in the data, a file's name, an id, a hash, a number in a
/// notation of its own; and what records of parameters and evidence say of themselves (meaning, source, title), which
/// is kept with the figure, in the language it was written in. Made where it enters, by name, so that English put
/// together in code does not pass for one.
class Verbatim {
 public:
  explicit Verbatim(std::string text) : text_(std::move(text)) {}
  explicit Verbatim(std::string_view text) : text_(text) {}
  explicit Verbatim(const char*) = delete;  // words stand in the catalogue
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// A text inside a sentence or a cell: a text from outside, a figure, or another sentence.
class Text {
 public:
  using Content = std::variant<Verbatim, Figure, Range, Message>;

  Text(Verbatim text) : content_(std::move(text)) {}
  Text(Figure figure) : content_(figure) {}
  Text(Range range) : content_(range) {}
  template <Saying M>
  Text(const M& said) : content_(Message(said)) {}
  const Content& content() const { return content_; }

 private:
  Content content_;
};

/// A value that cannot be left out.
template <class T>
struct Given {
  Given(T given) : value(std::move(given)) {}
  T value;
};

/// One of the keys of a choice.
struct Choice {
  std::string_view key;  ///< of static storage
};

struct Value {
  std::variant<Number, model::Cents, Text, std::vector<Text>, Choice> content;
};

}  // namespace salus::output::words
