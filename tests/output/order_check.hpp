#pragma once
/// No output orders countries by a value (concept note, para 8). The checkers find every list of countries in a page, a
/// JSON text or a table, and say where one is not in the order of names (of cities: then of codes).
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "model/run/results.hpp"
#include "output/words/words.hpp"

namespace salus::tests {

class OrderCheck {
 public:
  explicit OrderCheck(const model::Results& r) {
    for (std::size_t i = 0; i < r.countries.size(); ++i) {
      const auto& c = r.countries[i];
      for (const auto& name : {std::string(c.code.name()), c.name, output::words::escape(c.name)}) position_[name] = i;
      for (const auto& u : c.cities) city_[output::words::escape(u.name)] = city_[u.name] = {i, u.code};
    }
  }

  /// Tables (first cell of each body row), summaries of details, headings of figures, each list by itself.
  std::vector<std::string> page(const std::string& html) const {
    std::vector<std::string> faults;
    for (const auto& table : between(html, "<tbody>", "</tbody>")) {
      std::vector<std::string> firsts;
      for (const auto& row : between(table, "<tr>", "</tr>"))
        if (const auto cells = between(row, "<th scope=row>", "</th>"); !cells.empty())
          firsts.push_back(text_of(cells.front()));
      judge(firsts, "table", faults);
    }
    for (const auto& section : between(html, "<section", "</section>")) {
      judge(between(section, "<summary>", "</summary>"), "details", faults);
      judge(between(section, "<h3>", "</h3>"), "headings", faults);
      judge(between(section, "<li>", "</li>"), "list", faults);
    }
    return faults;
  }

  /// Arrays whose elements name a country or city by a member (id, country, iso3, name, code), or are such a name;
  /// objects keyed by country.
  std::vector<std::string> json(const nlohmann::ordered_json& value) const {
    std::vector<std::string> faults;
    walk(value, "$", faults);
    return faults;
  }

  /// Rows of a table, by its first column and, where there is a column `code`, by that within a country.
  std::vector<std::string> csv(const std::string& text) const {
    std::vector<std::string> faults;
    std::vector<std::string> names;
    std::istringstream in(text);
    std::string line;
    std::getline(in, line);
    const bool codes = line.find(",code,") != std::string::npos;
    std::pair<std::size_t, unsigned long> before{};
    while (std::getline(in, line)) {
      const auto comma = line.find(',');
      const auto at = position_.find(line.substr(0, comma));
      if (at == position_.end()) continue;
      const std::pair now{at->second, codes ? std::stoul(line.substr(comma + 1)) : 0ul};
      if (now < before) faults.push_back("row out of order: " + line);
      before = now;
    }
    return faults;
  }

 private:
  using Place = std::pair<std::size_t, std::uint32_t>;  ///< country, then city code

  static std::vector<std::string> between(const std::string& text, const std::string& open, const std::string& close) {
    std::vector<std::string> all;
    for (std::size_t at = 0; (at = text.find(open, at)) != std::string::npos;) {
      const std::size_t start = at + open.size();
      const std::size_t end = text.find(close, start);
      if (end == std::string::npos) break;
      all.push_back(text.substr(start, end - start));
      at = end;
    }
    return all;
  }
  /// Without the small print that follows a name.
  static std::string text_of(const std::string& cell) { return cell.substr(0, cell.find(" <span")); }

  std::optional<Place> place(const std::string& name) const {
    if (const auto at = position_.find(name); at != position_.end()) return Place{at->second, 0};
    if (const auto at = city_.find(name); at != city_.end()) return at->second;
    return std::nullopt;
  }
  void judge(const std::vector<std::string>& names, const std::string& where, std::vector<std::string>& faults) const {
    std::optional<Place> before;
    for (const auto& name : names) {
      const auto now = place(name);
      if (now && before && *now < *before) faults.push_back(where + ": '" + name + "' stands too late");
      if (now) before = now;
    }
  }
  void walk(const nlohmann::ordered_json& value, const std::string& path, std::vector<std::string>& faults) const {
    std::vector<std::string> names;
    if (value.is_array())
      for (const auto& element : value) {
        std::string name = element.is_string() ? element.get<std::string>() : "";
        if (element.is_object())
          for (const char* key : {"id", "country", "iso3", "name"})
            if (name.empty() && element.contains(key) && element[key].is_string() &&
                place(element[key].get<std::string>()))
              name = element[key].get<std::string>();
        names.push_back(name);
      }
    if (value.is_object())
      for (const auto& [key, inner] : value.items()) names.push_back(key);
    judge(names, path, faults);
    if (value.is_structured())
      for (const auto& [key, inner] : value.items()) walk(inner, path + "." + key, faults);
  }

  std::map<std::string, std::size_t> position_;
  std::map<std::string, Place> city_;
};

}  // namespace salus::tests
