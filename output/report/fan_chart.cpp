#include "output/report/fan_chart.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/number.hpp"

namespace salus::output {

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else out += c;
  }
  return out;
}

namespace {

/// 1, 2 or 5 times a power of ten, such that about `count` steps cover `range`.
double nice_step(double range, int count) {
  const double raw = range / count;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  const double lead = raw / power;
  return power * (lead < 1.5 ? 1.0 : lead < 3.5 ? 2.0 : lead < 7.5 ? 5.0 : 10.0);
}

/// Places on the picture.
class Frame {
 public:
  explicit Frame(const FanChart& c) : chart_(c), first_(c.years.front()), last_(c.years.back()) {
    for (const auto& dot : c.history) {
      first_ = std::min(first_, dot.year);
      top_ = std::max(top_, dot.value);
    }
    for (const auto& q : c.quantiles) top_ = std::max(top_, q.back());
    if (!(top_ > 0.0)) top_ = 1.0;
    top_ *= 1.05;
  }
  std::string x(double year) const {
    return model::format_fixed(left + (year - first_) / std::max(1, last_ - first_) * (chart_.width - left - right), 1);
  }
  std::string y(double value) const {
    return model::format_fixed(above + (1.0 - value / top_) * (chart_.height - above - below), 1);
  }
  int first() const { return first_; }
  int last() const { return last_; }
  double top() const { return top_; }
  static constexpr double left = 46;
  static constexpr double right = 10;
  static constexpr double above = 10;
  static constexpr double below = 24;

 private:
  const FanChart& chart_;
  int first_;
  int last_;
  double top_ = 0.0;
};

std::string axes(const Frame& f, const FanChart& c) {
  std::string out;
  const double step = nice_step(f.top(), c.height > 200 ? 5 : 3);
  for (double v = 0.0; v <= f.top(); v += step) {
    const std::string y = f.y(v);
    const std::string right = model::format_fixed(c.width - Frame::right, 0);
    out += "<line class=grid x1=\"46\" x2=\"" + right + "\" y1=\"" + y + "\" y2=\"" + y + "\"/><text x=\"41\" y=\"" +
           y + "\" class=\"tick end\">" + model::format_number(std::round(v * 1e6) / 1e6) + "</text>";
  }
  const int years = f.last() - f.first();
  const int every = years > 25 ? 10 : years > 12 ? 5 : 2;
  for (int year = (f.first() + every - 1) / every * every; year <= f.last(); year += every)
    out += "<text x=\"" + f.x(year) + "\" y=\"" + std::to_string(c.height - 8) + "\" class=\"tick " +
           (year == f.last() ? "last" : "mid") + "\">" + std::to_string(year) + "</text>";
  return out;
}

std::string band(const Frame& f, const FanChart& c, std::size_t low, std::size_t high, const char* name) {
  std::string path;
  for (std::size_t i = 0; i < c.years.size(); ++i)
    path += (i ? " " : "") + f.x(c.years[i]) + "," + f.y(c.quantiles[i][high]);
  for (std::size_t i = c.years.size(); i-- > 0;) path += " " + f.x(c.years[i]) + "," + f.y(c.quantiles[i][low]);
  return std::string("<polygon class=\"") + name + "\" points=\"" + path + "\"/>";
}

}  // namespace

std::string svg(const FanChart& c) {
  const Frame f(c);
  std::string out = "<svg role=img viewBox=\"0 0 " + std::to_string(c.width) + " " + std::to_string(c.height) +
                    "\"><title>" + escaped(c.title) + "</title><desc>" + escaped(c.description) + "</desc>" +
                    axes(f, c);
  out += band(f, c, 0, 6, "b95") + band(f, c, 1, 5, "b80") + band(f, c, 2, 4, "b50");
  const auto line = [&](const char* name, auto value) {
    std::string points;
    for (std::size_t i = 0; i < c.years.size(); ++i) points += (i ? " " : "") + f.x(c.years[i]) + "," + f.y(value(i));
    out += std::string("<polyline class=") + name + " points=\"" + points + "\"/>";
  };
  if (!c.ghost.empty()) line("ghost", [&](std::size_t i) { return c.ghost[i]; });
  line("median", [&](std::size_t i) { return c.quantiles[i][3]; });
  for (const auto& dot : c.history)
    out += "<circle class=\"" +
           std::string(dot.held_out   ? "held"
                       : dot.modelled ? "model"
                                      : "dot") +
           "\" cx=\"" + f.x(dot.year) + "\" cy=\"" + f.y(dot.value) + "\" r=\"" + (c.height > 200 ? "2.6" : "1.8") +
           "\"/>";
  return out + "</svg>";
}

}  // namespace salus::output
