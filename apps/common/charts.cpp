#include "apps/common/charts.hpp"

#include <algorithm>

#include "model/core/number.hpp"
#include "output/report/fan_chart.hpp"

namespace salus::apps {
namespace {

constexpr double left = 46;
constexpr double right = 12;
constexpr double above = 10;
constexpr double below = 24;

std::string place(double v) { return model::format_fixed(v, 1); }

std::string head(const std::string& title, const std::string& description, double width, double height) {
  return "<svg role=img viewBox=\"0 0 " + place(width) + " " + place(height) + "\"><title>" + output::escaped(title) +
         "</title><desc>" + output::escaped(description) + "</desc>";
}

std::string line(double x1, double y1, double x2, double y2) {
  return "<line class=grid x1=\"" + place(x1) + "\" y1=\"" + place(y1) + "\" x2=\"" + place(x2) + "\" y2=\"" +
         place(y2) + "\"/>";
}

std::string tick(double x, double y, const char* kind, const std::string& text) {
  return "<text x=\"" + place(x) + "\" y=\"" + place(y) + "\" class=\"tick " + kind + "\">" + output::escaped(text) +
         "</text>";
}

}  // namespace

std::string figure(const std::string& caption, const std::string& chart) {
  return "<figure><figcaption>" + output::escaped(caption) + "</figcaption>" + chart + "</figure>";
}

std::string words_of(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string lorenz_chart(const std::string& title, const Curve& observed, const Curve& chance, double shown) {
  constexpr double width = 420;
  constexpr double height = 380;
  const auto x = [&](double share) { return left + share / shown * (width - left - right); };
  const auto y = [&](double share) { return above + (1.0 - share) * (height - above - below); };
  std::string out = head(title,
                         "Share of crime on the hottest cells, by share of all cells: as recorded (line), by chance "
                         "(dashes), if every cell had the same (thin line).",
                         width, height);
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0})
    out += line(left, y(share), width - right, y(share)) +
           tick(left - 5, y(share), "end", model::format_fixed(100.0 * share, 0) + " %");
  for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0})
    out += tick(x(part * shown), height - 8, part == 1.0 ? "last" : "mid",
                model::format_number(100.0 * part * shown) + " %");
  // The end of a curve outside the picture is cut on its last straight piece.
  const auto path = [&](const char* kind, const Curve& curve) {
    std::string points;
    for (std::size_t i = 0; i < curve.size(); ++i) {
      std::array<double, 2> at = curve[i];
      const bool beyond = at[0] > shown && i > 0;
      if (beyond)
        at = {shown,
              curve[i - 1][1] + (shown - curve[i - 1][0]) / (at[0] - curve[i - 1][0]) * (at[1] - curve[i - 1][1])};
      points += (i ? " " : "") + place(x(at[0])) + "," + place(y(at[1]));
      if (beyond) break;
    }
    return std::string("<polyline class=") + kind + " points=\"" + points + "\"/>";
  };
  return out + "<line x1=\"" + place(x(0)) + "\" y1=\"" + place(y(0)) + "\" x2=\"" + place(x(shown)) + "\" y2=\"" +
         place(y(shown)) + "\" stroke=\"var(--soft)\"/>" + path("ghost", chance) + path("median", observed) + "</svg>";
}

std::string bar_chart(const std::string& title, const std::vector<std::size_t>& counts,
                      const std::vector<std::string>& labels) {
  constexpr double width = 420;
  constexpr double height = 110;
  constexpr double label_above = 12;
  const double most = static_cast<double>(std::max<std::size_t>(1, *std::max_element(counts.begin(), counts.end())));
  double sum = 0.0;
  for (const std::size_t count : counts) sum += static_cast<double>(count);
  const double step = (width - left - right) / static_cast<double>(counts.size());
  const auto y = [&](double count) { return label_above + (1.0 - count / most) * (height - label_above - below); };
  std::string out = head(title, "Events, a bar each; the line is where all would be equal.", width, height);
  for (const double count : {0.0, most})
    out += line(left, y(count), width - right, y(count)) +
           tick(left - 5, y(count), "end", model::format_fixed(count, 0, true));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double x = left + step * static_cast<double>(i);
    const double top = y(static_cast<double>(counts[i]));
    out += "<rect class=b50 x=\"" + place(x + 0.12 * step) + "\" y=\"" + place(top) + "\" width=\"" +
           place(0.76 * step) + "\" height=\"" + place(y(0.0) - top) + "\"><title>" + output::escaped(labels[i]) +
           ": " + std::to_string(counts[i]) + "</title></rect>";
    if (counts.size() <= 12 || i % 3 == 0) out += tick(x + 0.5 * step, height - 8, "mid", labels[i]);
  }
  const double mean = y(sum / static_cast<double>(counts.size()));
  return out + "<line x1=\"" + place(left) + "\" y1=\"" + place(mean) + "\" x2=\"" + place(width - right) + "\" y2=\"" +
         place(mean) + "\" class=ghost /></svg>";
}

}  // namespace salus::apps
