#include "output/words/message.hpp"

namespace salus::output::words {

Message::Message(Id id, std::vector<Value> values) : id_(id), values_(std::move(values)) {}
Message::Message(const Message&) = default;
Message::Message(Message&&) noexcept = default;
Message& Message::operator=(const Message&) = default;
Message& Message::operator=(Message&&) noexcept = default;
Message::~Message() = default;

Plain::operator Message() const { return {id, {}}; }

}  // namespace salus::output::words
