// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "feature/wallchart/chart_paper.hpp"

namespace guatu::wallchart {
namespace {

constexpr int kRadius = 125;
constexpr int kLabelSize = 215;

struct Bar {
  int left = 0;
  int right = 0;
};

std::optional<Bar> clipped(const std::optional<Span>& span, const Timescale& time) {
  if (!span || span->last < time.first || span->first > time.last) return std::nullopt;
  return Bar{time.x(std::max(span->first, time.first)), time.x(std::min(span->last, time.last) + std::chrono::days(1))};
}

std::optional<Date> shown_day(const Milestone& milestone) {
  if (milestone.state == MilestoneState::done && milestone.actual) return milestone.actual;
  return milestone.entered ? milestone.entered : milestone.baseline;
}

struct Label {
  int x = 0;
  int rank = 2;  // late 0, the next one due 1
  const Milestone* milestone = nullptr;
};

// Names are set where they fit: late ones first, then the next one due, then from left to right.
void draw_labels(SvgWriter& svg, std::vector<Label> labels, const RowPlace& place, const Timescale& time,
                 const Inks& inks, const Sheet& sheet) {
  std::ranges::stable_sort(labels, {}, &Label::rank);
  const int size = sheet.size(kLabelSize);
  std::vector<Bar> taken;
  for (const auto& label : labels) {
    const int half = text_width(label.milestone->name, size) / 2;
    const int x = std::clamp(label.x, time.left + half, std::max(time.left + half, time.left + time.width - half));
    const Bar room{x - half - sheet.size(60), x + half + sheet.size(60)};
    if (std::ranges::any_of(taken,
                            [&](const Bar& other) { return room.left < other.right && room.right > other.left; }))
      continue;
    taken.push_back(room);
    const bool is_late = label.milestone->state == MilestoneState::late;
    svg.text({x, place.top + place.height - sheet.size(90)}, label.milestone->name,
             {.size = size,
              .colour = is_late ? inks.strong() : "#33404d",
              .anchor = Anchor::middle,
              .face = is_late ? Face::sans_bold : Face::sans});
  }
}

std::string diamond(Point centre, int radius) {
  return fmt::format("M{} {}l{} {}l{} {}l{} {}z", centre.x, centre.y - radius, radius, radius, -radius, radius, -radius,
                     -radius);
}

}  // namespace

int Timescale::x(Date day) const {
  const auto days = (last - first).count() + 1;
  return left + static_cast<int>((day - first).count() * width / days);
}

// In grey the worst light is darkest: its red and the green of the best would print alike.
std::string Inks::light(const std::string& wanted) const {
  const auto found = std::ranges::find(chart->lights, wanted, &Light::code);
  if (found == chart->lights.end()) return "#888888";
  if (ink == Ink::colour) return found->colour;
  const auto at = static_cast<int>(found - chart->lights.begin());
  const auto steps = std::max(1, static_cast<int>(chart->lights.size()) - 1);
  const int level = 0x30 + (0xC0 - 0x30) * at / steps;
  return fmt::format("#{0:02x}{0:02x}{0:02x}", level);
}

void draw_light(SvgWriter& svg, Point centre, int radius, const Light& light, std::string_view colour) {
  const auto [x, y] = centre;
  const int r = radius;
  const auto polygon = [&](std::initializer_list<Point> points) {
    std::string commands;
    for (const auto& point : points)
      commands += fmt::format("{}{} {}", commands.empty() ? "M" : "L", x + point.x, y + point.y);
    svg.path(commands + "z", colour);
  };
  const int c = r * 41 / 100;
  switch (light.shape) {
    case Shape::disc:
      svg.circle(centre, r, colour);
      break;
    case Shape::triangle:
      polygon({{0, -r}, {r * 112 / 100, r * 86 / 100}, {-r * 112 / 100, r * 86 / 100}});
      break;
    case Shape::square:
      svg.rect({x - r * 9 / 10, y - r * 9 / 10}, {r * 18 / 10, r * 18 / 10}, colour);
      break;
    case Shape::diamond:
      polygon({{0, -r}, {r, 0}, {0, r}, {-r, 0}});
      break;
    case Shape::octagon:
      polygon({{-c, -r}, {c, -r}, {r, -c}, {r, c}, {c, r}, {-c, r}, {-r, c}, {-r, -c}});
      svg.rect({x - r * 55 / 100, y - r * 18 / 100}, {r * 11 / 10, r * 36 / 100}, "#fff");
      break;
    case Shape::ring:
      svg.circle(centre, r * 78 / 100, "#fff", {colour, r * 36 / 100});
      break;
    case Shape::tick:
      svg.circle(centre, r, colour);
      svg.path(fmt::format("M{} {}L{} {}L{} {}", x - r / 2, y, x - r / 10, y + r * 4 / 10, x + r / 2, y - r * 4 / 10),
               "none", {"#fff", r * 28 / 100});
      break;
    case Shape::bar:
      svg.rect({x - r, y - r * 35 / 100}, {2 * r, r * 7 / 10}, colour);
      break;
  }
}

void draw_milestone(SvgWriter& svg, Point centre, int radius, MilestoneState state, std::string_view strong) {
  if (state == MilestoneState::done) {
    svg.path(diamond(centre, radius), "#14253c", {"#fff", radius / 6});
    return;
  }
  if (state == MilestoneState::open) {
    svg.path(diamond(centre, radius), "#fff", {"#14253c", radius / 4});
    return;
  }
  svg.path(diamond(centre, radius), "#fff", {strong, radius * 4 / 10});
  svg.path(fmt::format("M{} {}V{}M{} {}V{}", centre.x, centre.y - radius * 42 / 100, centre.y + radius * 8 / 100,
                       centre.x, centre.y + radius * 28 / 100, centre.y + radius * 48 / 100),
           "none", {strong, radius * 26 / 100});
}

void draw_bars(SvgWriter& svg, const Row& row, const RowPlace& place, const Timescale& time, const Inks& inks,
               const Sheet& sheet) {
  const int middle = place.top + sheet.size(350);
  const int half = sheet.size(95);
  if (const auto bar = clipped(row.baseline, time))
    svg.rect({bar->left, place.top + sheet.size(120)}, {bar->right - bar->left, sheet.size(55)}, inks.baseline());
  if (const auto bar = clipped(row.entered, time))
    svg.rect({bar->left, middle - half}, {bar->right - bar->left, 2 * half}, "#f1f4f7", {"#9aa7b5", sheet.size(12)});
  if (const auto bar = clipped(row.actual, time))
    svg.rect({bar->left, middle - half}, {bar->right - bar->left, 2 * half}, inks.light(row.light));
  std::vector<Label> labels;
  const auto next = std::ranges::find(row.milestones, MilestoneState::open, &Milestone::state);
  for (const auto& milestone : row.milestones) {
    const auto day = shown_day(milestone);
    if (!day || *day < time.first || *day > time.last) continue;
    const int x = time.x(*day);
    if (milestone.baseline && *day - *milestone.baseline > std::chrono::days(6) && *milestone.baseline >= time.first) {
      const int from = time.x(*milestone.baseline);
      const int y = place.top + sheet.size(147);
      svg.path(fmt::format("M{} {}V{}M{} {}H{}", from, y - sheet.size(70), y + sheet.size(70), from, y, x), "none",
               {inks.strong(), sheet.size(25)});
    }
    draw_milestone(svg, {x, middle}, sheet.size(kRadius), milestone.state, inks.strong());
    const int rank = milestone.state == MilestoneState::late                ? 0
                     : next != row.milestones.end() && &milestone == &*next ? 1
                                                                            : 2;
    labels.push_back({x, rank, &milestone});
  }
  draw_labels(svg, std::move(labels), place, time, inks, sheet);
}

}  // namespace guatu::wallchart
