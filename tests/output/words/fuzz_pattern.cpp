/// Any bytes as a catalogue: read or refused; what is read is said.
#include <cstdint>
#include <stdexcept>

#include "output/words/catalogue_file.hpp"
#include "output/words/words.hpp"

namespace words = salus::output::words;

namespace {

words::Value value_for(const words::Slot& slot) {
  switch (slot.sort) {
    case words::Sort::text:
      return {words::Text(words::Verbatim(std::string("<a> & b")))};
    case words::Sort::number:
      return {words::Number(1234.5)};
    case words::Sort::money:
      return {salus::model::Cents(123456)};
    case words::Sort::list:
      return {words::verbatim({"a", "i", "c"})};
    case words::Sort::truth:
      return {words::Choice{"yes"}};
    case words::Sort::choice:
      return {words::Choice{"x"}};
  }
  return {words::Choice{"other"}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto file = words::parse_catalogue(text);
  for (const auto& entry : file.entries) {
    std::vector<words::Value> values;
    for (const auto& slot : entry.pattern.slots) values.push_back(value_for(slot));
    (void)words::english().text(entry.pattern, values);
  }
  for (const auto& language : words::languages()) try {
      const words::Words in(language, text);
    } catch (const std::invalid_argument&) {
    }
  return 0;
}
