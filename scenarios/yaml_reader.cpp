#include "scenarios/yaml_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "model/core/csv.hpp"

namespace salus::scenarios {
namespace {

constexpr std::size_t depth_limit = 32;
constexpr std::size_t node_limit = 100000;
constexpr std::size_t size_limit = std::size_t{1} << 20;

/// A count of the parser, which is below 0 where it knows none.
std::uint32_t known(int count) { return static_cast<std::uint32_t>(std::max(0, count)); }

/// From 1.
model::TextPlace place_of(const YAML::Mark& mark) { return {known(mark.line) + 1, known(mark.column) + 1}; }

/// Ends the reading; the finding is already noted.
struct Stop {};

/// Builds the tree from events.
class Builder final : public YAML::EventHandler {
 public:
  Builder(std::string_view text, const std::string& file, model::Diagnostics& findings)
      : text_(text), file_(file), findings_(findings) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add(node(YamlNode::Kind::scalar, mark));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "an alias (*name) is not allowed", "write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    refuse_open_quote(mark);
    YamlNode scalar = node(YamlNode::Kind::scalar, mark);
    scalar.text = value;
    add(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  std::optional<YamlNode> take() { return std::move(root_); }

 private:
  struct Frame {
    YamlNode node;
    std::optional<YamlKey> key;  ///< of a map: the key that waits for its value
  };

  static YamlNode node(YamlNode::Kind kind, const YAML::Mark& mark) {
    YamlNode made;
    made.kind = kind;
    const model::TextPlace place = place_of(mark);
    made.line = place.line;
    made.column = place.column;
    return made;
  }

  void note(std::uint32_t line, std::uint32_t column, std::string key, std::string what, std::string fix) {
    findings_.push_back({file_, line, column, std::move(key), std::move(what), "", "", std::move(fix)});
  }

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string what, std::string fix) {
    const YamlNode place = node(YamlNode::Kind::scalar, mark);
    note(place.line, place.column, "", std::move(what), std::move(fix));
    throw Stop{};
  }
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) refuse(mark, "an anchor (&name) is not allowed", "write the value out where it is used");
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(mark, "a tag (" + tag + ") is not allowed", "remove it; values are read by their key");
  }

  /// The parser takes a quoted text that is never closed as if it ended with the file.
  void refuse_open_quote(const YAML::Mark& mark) {
    std::size_t at = known(mark.pos);
    if (at >= text_.size() || (text_[at] != '"' && text_[at] != '\'')) return;
    const char quote = text_[at];
    for (++at; at < text_.size(); ++at) {
      if (quote == '"' && text_[at] == '\\') ++at;
      else if (quote == '\'' && text_.substr(at, 2) == "''") ++at;
      else if (text_[at] == quote) return;
    }
    refuse(mark, "a quote is never closed", std::string("close it with ") + quote);
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (frames_.size() >= depth_limit) refuse(mark, "values are nested more than 32 deep", "flatten the file");
    if (!frames_.empty() && frames_.back().node.kind == YamlNode::Kind::map && !frames_.back().key)
      refuse(mark, "a key must be plain text, not a list or a map", "write `key: value`");
    frames_.push_back({node(kind, mark), std::nullopt});
  }

  void close() {
    YamlNode done = std::move(frames_.back().node);
    frames_.pop_back();
    add(std::move(done));
  }

  void add(YamlNode value) {
    if (++count_ > node_limit) {
      note(value.line, value.column, "", "the file has more than 100,000 values", "split it");
      throw Stop{};
    }
    if (frames_.empty()) {
      root_ = std::move(value);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.kind == YamlNode::Kind::sequence) {
      frame.node.items.push_back(std::move(value));
    } else if (!frame.key) {
      add_key(frame, value);
    } else {
      frame.node.entries.push_back({std::move(*frame.key), std::move(value)});
      frame.key.reset();
    }
  }

  void add_key(Frame& frame, const YamlNode& key) {
    if (key.text == "<<") {
      note(key.line, key.column, "", "a merge key (<<) is not allowed", "write the values out");
      throw Stop{};
    }
    // The first of two equal keys wins in the tree, and the second is a finding: nothing is lost silently.
    const auto same = std::find_if(frame.node.entries.begin(), frame.node.entries.end(),
                                   [&](const auto& e) { return e.key.name == key.text; });
    if (same != frame.node.entries.end())
      findings_.push_back({file_, key.line, key.column, key.text, "the key stands twice", "a second '" + key.text + "'",
                           "each key once; the first is on line " + std::to_string(same->key.line),
                           "remove one of the two"});
    frame.key = YamlKey{key.text, key.line, key.column};
  }

  std::string_view text_;
  const std::string& file_;
  model::Diagnostics& findings_;
  std::vector<Frame> frames_;
  std::optional<YamlNode> root_;
  std::size_t count_ = 0;
};

/// What usually causes an error, by the library's own constants; what follows them in a message is left out.
std::string fix_for(const std::string& message, std::string_view text, std::size_t line) {
  std::size_t at = 0;
  for (std::size_t i = 1; i < line && at != std::string_view::npos; ++i)
    at = text.find('\n', at) == std::string_view::npos ? std::string_view::npos : text.find('\n', at) + 1;
  const std::string_view here =
      at == std::string_view::npos ? std::string_view{} : text.substr(at, text.find('\n', at) - at);
  if (here.find('\t') != std::string_view::npos) return "replace the tab by blanks";
  const std::string unfinished = "check the indentation of this line and the one above, and close brackets and quotes";
  const std::string alias =
      "write the value out: aliases (*name) are not allowed, and a text that begins with * is quoted";
  const std::string colon = "quote a text that contains ': ', or check the indentation";
  const std::pair<std::string_view, const std::string&> usual[] = {
      {YAML::ErrorMsg::END_OF_MAP, unfinished}, {YAML::ErrorMsg::END_OF_MAP_FLOW, unfinished},
      {YAML::ErrorMsg::END_OF_SEQ, unfinished}, {YAML::ErrorMsg::END_OF_SEQ_FLOW, unfinished},
      {YAML::ErrorMsg::UNKNOWN_ANCHOR, alias},  {YAML::ErrorMsg::ANCHOR_NOT_FOUND, alias},
      {YAML::ErrorMsg::CHAR_IN_ANCHOR, alias},  {YAML::ErrorMsg::MULTIPLE_ANCHORS, alias},
      {YAML::ErrorMsg::MAP_VALUE, colon}};
  for (const auto& [error, fix] : usual)
    if (message.starts_with(error)) return fix;
  return "check quotes, brackets and indentation here";
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [name, value] : entries)
    if (name.name == key) return &value;
  return nullptr;
}

std::optional<YamlNode> read_yaml(std::string_view text, const std::string& file, model::Diagnostics& findings) {
  text = model::without_byte_order_mark(text);
  const auto refuse = [&](model::TextPlace place, std::string what, std::string found, std::string fix) {
    findings.push_back({file, place.line, place.column, "", std::move(what), std::move(found), "", std::move(fix)});
    return std::nullopt;
  };
  if (text.size() > size_limit)
    return refuse({0, 0}, "the file is larger than 1 MiB", std::to_string(text.size()) + " bytes",
                  "a scenario is a few kilobytes: check that this is the right file");
  if (const std::size_t bad = model::find_bad_text(text); bad != std::string_view::npos) {
    const auto value = static_cast<unsigned char>(text[bad]);
    return refuse(model::place_in(text, bad), "a byte is not plain UTF-8 text", "byte " + std::to_string(value),
                  "save the file as UTF-8 without control or bidirectional characters");
  }
  Builder builder(text, file, findings);
  std::istringstream in{std::string(text)};
  try {
    YAML::Parser parser(in);
    if (!parser.HandleNextDocument(builder))
      return refuse({1, 1}, "the file is empty", "", "write a scenario; scenarios/README.md shows one");
    auto root = builder.take();
    Builder second(text, file, findings);
    if (parser.HandleNextDocument(second)) {
      const auto extra = second.take();
      return refuse({extra ? extra->line : 1, 1}, "the file holds a second document", "",
                    "one scenario a file: remove '---' and what follows");
    }
    return root;
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& e) {
    const model::TextPlace place = place_of(e.mark);
    return refuse(place, "the file is not valid YAML (" + e.msg + ")", "", fix_for(e.msg, text, place.line));
  }
}

}  // namespace salus::scenarios
