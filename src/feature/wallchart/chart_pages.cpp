// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "feature/wallchart/chart_paper.hpp"

namespace guatu::wallchart {
namespace {

constexpr int kMonthsMax = 60;
constexpr int kMargin = 1000;
constexpr std::string_view kMark = "※";  // of a light that has one; the foot says what it means
constexpr int kTitleHeight = 2000;
constexpr int kHeadHeight = 1150;
constexpr int kFootHeight = 1000;
constexpr int kRowHeight = 860;
constexpr int kGroupHeight = 600;
constexpr int kColumnGap = 1200;
constexpr int kMonthWidthMin = 450;
constexpr int kLeftWidth = 14200;  // number, project, unit, progress, light
constexpr int kNameAt = 900;
constexpr int kUnitAt = 6700;
constexpr int kProgressAt = 9300;
constexpr int kLightAt = 12300;

struct Line {  // a group heading or a row
  const Row* row = nullptr;
  std::string group;
  int number = 0;
};
using Page = std::vector<Line>;

const std::string& group_of(const Row& row, GroupBy by) {
  static const std::string kNone;
  switch (by) {
    case GroupBy::none:
      return kNone;
    case GroupBy::sector:
      return row.sector;
    case GroupBy::cluster:
      return row.cluster;
    case GroupBy::unit:
      return row.unit;
  }
  return kNone;
}

// Rows of one group stand together, groups in the order in which they first appear.
std::vector<Line> lines_of(const Chart& chart, GroupBy by) {
  std::vector<std::string> groups;
  for (const auto& row : chart.rows)
    if (std::ranges::find(groups, group_of(row, by)) == groups.end()) groups.push_back(group_of(row, by));
  std::vector<Line> lines;
  int number = 0;
  for (const auto& group : groups) {
    if (by != GroupBy::none) lines.push_back({nullptr, group.empty() ? "未分组" : group, 0});
    for (const auto& row : chart.rows)
      if (group_of(row, by) == group) lines.push_back({&row, group, ++number});
  }
  return lines;
}

int height_of(const Line& line) { return line.row == nullptr ? kGroupHeight : kRowHeight; }

// Heights are for scale 100. A heading never stands alone at the foot, and a group that goes on says so.
std::vector<Page> pages_of(const std::vector<Line>& lines, int room) {
  std::vector<Page> pages(1);
  int used = 0;
  std::string group;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (line.row == nullptr) group = line.group;
    const int needed = height_of(line) + (line.row == nullptr ? kRowHeight : 0);
    if (used + needed > room && !pages.back().empty()) {
      pages.emplace_back();
      used = 0;
      if (line.row != nullptr && !group.empty()) {
        pages.back().push_back({nullptr, group + "（续）", 0});
        used = kGroupHeight;
      }
    }
    pages.back().push_back(line);
    used += height_of(line);
  }
  return pages;
}

// Height for rows, and width of one chart, at scale 100.
int room_of(const Sheet& sheet) {
  return sheet.page.height * 100 / sheet.scale - 2 * kMargin - kTitleHeight - kHeadHeight - kFootHeight;
}

int width_of(const Sheet& sheet) {
  const int whole = sheet.page.width * 100 / sheet.scale - 2 * kMargin;
  return (whole - (sheet.columns - 1) * kColumnGap) / sheet.columns;
}

// On A0 the letters grow as far as all rows still fit on one sheet, in two charts side by side where that is larger.
Sheet sheet_for(PageSize size, const std::vector<Line>& lines, int months) {
  if (size == PageSize::a3) return {{42000, 29700}, 100, 1};
  Sheet sheet{{118900, 84100}, 100, 2};
  for (sheet.scale = 220; sheet.scale > 100; sheet.scale -= 2) {
    for (sheet.columns = 1; sheet.columns <= 2; ++sheet.columns) {
      if (width_of(sheet) < kLeftWidth + months * kMonthWidthMin) continue;
      if (pages_of(lines, room_of(sheet)).size() <= static_cast<std::size_t>(sheet.columns)) return sheet;
    }
  }
  sheet.columns = 2;
  if (width_of(sheet) < kLeftWidth + months * kMonthWidthMin) sheet.columns = 1;
  return sheet;
}

class PageDrawer {
 public:
  PageDrawer(const Chart& chart, const Paper& paper, const Sheet& sheet)
      : chart_(chart), sheet_(sheet), inks_{paper.ink, &chart}, svg_(sheet.page) {
    stand(sheet.size(kMargin), sheet.page.width - sheet.size(kMargin));
  }

  std::string draw(std::span<const Page> columns, std::size_t number, std::size_t of) {
    draw_title();
    draw_foot(number, of);
    const int width = sheet_.size(width_of(sheet_));
    int left = sheet_.size(kMargin);
    for (const auto& column : columns) {
      stand(left, left + width);
      draw_column(column);
      left += width + sheet_.size(kColumnGap);
    }
    return svg_.finish();
  }

 private:
  void stand(int left, int right) {
    left_ = left;
    right_ = right;
    const int start = left_ + sheet_.size(kLeftWidth);
    time_ = {chart_.months.first.first_day(), chart_.months.last.last_day(), start, right_ - start - sheet_.size(150)};
  }

  void draw_column(const Page& page) {
    const int head = sheet_.size(kMargin + kTitleHeight);
    int bottom = head + sheet_.size(kHeadHeight);
    for (const auto& line : page) bottom += sheet_.size(height_of(line));
    draw_grid(head, bottom);
    draw_head(head);
    int top = head + sheet_.size(kHeadHeight);
    for (const auto& line : page) {
      if (line.row == nullptr)
        draw_group(line.group, top);
      else
        draw_row(line, top);
      top += sheet_.size(height_of(line));
    }
    draw_today(head, bottom);
    svg_.line({left_, bottom}, {right_, bottom}, {"#14253c", sheet_.size(25)});
  }

  void draw_title() {
    const int top = sheet_.size(kMargin);
    svg_.text({left_, top + sheet_.size(800)}, chart_.title,
              {.size = sheet_.size(820), .colour = "#0a1b33", .face = Face::song});
    svg_.text({left_, top + sheet_.size(1480)}, chart_.subtitle, {.size = sheet_.size(320), .colour = "#41505f"});
    int x = right_;
    for (auto count = chart_.counts.rbegin(); count != chart_.counts.rend(); ++count) {
      const auto* light = light_of(count->light);
      const std::string words = fmt::format("{} {}", light->word, count->rows);
      x -= text_width(words, sheet_.size(420));
      svg_.text({x, top + sheet_.size(760)}, words, {.size = sheet_.size(420), .face = Face::sans_bold});
      x -= sheet_.size(300);
      draw_light(svg_, {x, top + sheet_.size(610)}, sheet_.size(190), *light, inks_.light(light->code));
      x -= sheet_.size(650);
    }
    svg_.text({right_, top + sheet_.size(1480)}, fmt::format("共 {} 个项目", chart_.rows.size()),
              {.size = sheet_.size(320), .colour = "#41505f", .anchor = Anchor::end});
  }

  const Light* light_of(const std::string& code) const {
    return &*std::ranges::find(chart_.lights, code, &Light::code);
  }

  void draw_grid(int top, int bottom) {
    const Month now = Month::of(chart_.today);
    for (Month month = chart_.months.first; month <= chart_.months.last; month = month + 1) {
      const int x = time_.x(month.first_day());
      if (month == now)
        svg_.rect({x, top + sheet_.size(550)},
                  {time_.x(month.last_day() + std::chrono::days(1)) - x, bottom - top - sheet_.size(550)},
                  inks_.ink == Ink::colour ? "#fdf6e6" : "#efefef");
      const bool is_year = month.number() == 1;
      svg_.line({x, is_year ? top : top + sheet_.size(550)}, {x, bottom},
                {is_year                   ? "#7d8b99"
                 : month.number() % 3 == 1 ? "#ccd4dc"
                                           : "#e6eaee",
                 sheet_.size(is_year ? 20 : 12)});
    }
    svg_.line({time_.left, top}, {time_.left, bottom}, {"#14253c", sheet_.size(18)});
  }

  void draw_head(int top) {
    const int base = top + sheet_.size(760);
    const TextForm form{.size = sheet_.size(290), .colour = "#14253c", .face = Face::sans_bold};
    svg_.line({left_, top}, {right_, top}, {"#14253c", sheet_.size(40)});
    svg_.line({left_, top + sheet_.size(kHeadHeight)}, {right_, top + sheet_.size(kHeadHeight)},
              {"#14253c", sheet_.size(18)});
    svg_.text({left_ + sheet_.size(kNameAt), base}, "项目", form);
    svg_.text({left_ + sheet_.size(kUnitAt), base}, "责任单位", form);
    svg_.text({left_ + sheet_.size(kProgressAt), base}, "年度进度", form);
    svg_.text({left_ + sheet_.size(kLightAt), base}, "灯", form);
    for (Month month = chart_.months.first; month <= chart_.months.last; month = month + 1) {
      const int x = time_.x(month.first_day());
      const int end = time_.x(month.last_day() + std::chrono::days(1));
      if (month.number() == 1 || month == chart_.months.first)
        svg_.text({x + sheet_.size(100), top + sheet_.size(430)}, fmt::format("{}年", month.year()), form);
      const std::string word =
          end - x > sheet_.size(600) ? fmt::format("{}月", month.number()) : std::to_string(month.number());
      svg_.text({(x + end) / 2, top + sheet_.size(970)}, word,
                {.size = sheet_.size(250),
                 .colour = "#33404d",
                 .anchor = Anchor::middle,
                 .face = month == Month::of(chart_.today) ? Face::sans_bold : Face::sans});
    }
  }

  void draw_group(const std::string& group, int top) {
    const int height = sheet_.size(kGroupHeight);
    svg_.rect({left_, top}, {right_ - left_, height}, "#e9edf2");
    svg_.text({left_ + sheet_.size(200), top + height - sheet_.size(190)}, group,
              {.size = sheet_.size(300), .face = Face::sans_bold});
  }

  void draw_row(const Line& line, int top) {
    const auto& row = *line.row;
    const int height = sheet_.size(kRowHeight);
    const int middle = top + sheet_.size(390);
    const TextForm small{.size = sheet_.size(215), .colour = "#52606f"};
    svg_.line({left_, top + height}, {right_, top + height}, {"#d9dfe6", sheet_.size(10)});
    svg_.text({left_ + sheet_.size(650), middle + sheet_.size(100)}, std::to_string(line.number),
              {.size = sheet_.size(240), .colour = "#52606f", .anchor = Anchor::end});
    const int name_room = sheet_.size(kUnitAt - kNameAt - 150);
    svg_.text({left_ + sheet_.size(kNameAt), middle}, shortened(row.name, sheet_.size(290), name_room),
              {.size = sheet_.size(290)});
    const std::string second =
        row.cluster.empty() || row.stage.empty() ? row.cluster + row.stage : row.cluster + " · " + row.stage;
    svg_.text({left_ + sheet_.size(kNameAt), middle + sheet_.size(330)}, shortened(second, small.size, name_room),
              small);
    svg_.text({left_ + sheet_.size(kUnitAt), middle + sheet_.size(100)},
              shortened(row.unit, sheet_.size(260), sheet_.size(kProgressAt - kUnitAt - 150)),
              {.size = sheet_.size(260), .colour = "#33404d"});
    draw_progress(row, top);
    const auto* light = light_of(row.light);
    draw_light(svg_, {left_ + sheet_.size(kLightAt + 150), middle + sheet_.size(10)}, sheet_.size(145), *light,
               inks_.light(row.light));
    svg_.text({left_ + sheet_.size(kLightAt + 400), middle + sheet_.size(110)},
              row.light_mark.empty() ? light->word : light->word + std::string(kMark), {.size = sheet_.size(280)});
    draw_bars(svg_, row, {top, height}, time_, inks_, sheet_);
  }

  void draw_progress(const Row& row, int top) {
    const int x = left_ + sheet_.size(kProgressAt);
    const int width = sheet_.size(kLightAt - kProgressAt - 400);
    svg_.text({x, top + sheet_.size(400)}, row.progress_text, {.size = sheet_.size(260)});
    if (row.progress && row.expected && *row.progress < *row.expected) {
      const int gap = (*row.expected - *row.progress + 5) / 10;
      svg_.text({x + width, top + sheet_.size(400)}, fmt::format("欠 {}.{}", gap / 10, gap % 10),
                {.size = sheet_.size(215), .colour = "#52606f", .anchor = Anchor::end});
    }
    const int y = top + sheet_.size(540);
    svg_.rect({x, y}, {width, sheet_.size(110)}, "#e3e8ee");
    const auto share = [&](int points) {
      return static_cast<int>(static_cast<std::int64_t>(width) * std::clamp(points, 0, 10000) / 10000);
    };
    if (row.progress) svg_.rect({x, y}, {share(*row.progress), sheet_.size(110)}, inks_.light(row.light));
    if (row.expected)
      svg_.rect({x + share(*row.expected) - sheet_.size(15), y - sheet_.size(60)}, {sheet_.size(30), sheet_.size(230)},
                "#000000");
  }

  void draw_today(int top, int bottom) {
    if (chart_.today < time_.first || chart_.today > time_.last) return;
    const int x = time_.x(chart_.today);
    svg_.line({x, top + sheet_.size(450)}, {x, bottom},
              {inks_.strong(), sheet_.size(30), inks_.ink == Ink::grey ? "180 70" : ""});
    const std::string words = fmt::format("今日 {}月{}日", month_of(chart_.today), day_of(chart_.today));
    const int half = text_width(words, sheet_.size(250)) / 2 + sheet_.size(120);
    const int middle = std::clamp(x, time_.left + half, right_ - half);
    svg_.rect({middle - half, top + sheet_.size(90)}, {2 * half, sheet_.size(400)}, inks_.strong());
    svg_.text({middle, top + sheet_.size(380)}, words,
              {.size = sheet_.size(250), .colour = "#ffffff", .anchor = Anchor::middle, .face = Face::sans_bold});
  }

  void draw_foot(std::size_t number, std::size_t of) {
    const int y = sheet_.page.height - sheet_.size(kMargin + 120);
    const TextForm form{.size = sheet_.size(240), .colour = "#41505f"};
    int x = left_;
    const auto words = [&](std::string_view text) {
      svg_.text({x, y}, text, form);
      x += text_width(text, form.size) + sheet_.size(420);
    };
    const int middle = y - sheet_.size(85);
    svg_.rect({x, middle - sheet_.size(28)}, {sheet_.size(700), sheet_.size(55)}, inks_.baseline());
    x += sheet_.size(820);
    words("基线");
    svg_.rect({x, middle - sheet_.size(95)}, {sheet_.size(700), sheet_.size(190)}, "#f1f4f7",
              {"#9aa7b5", sheet_.size(12)});
    x += sheet_.size(820);
    words("现计划");
    svg_.rect({x, middle - sheet_.size(95)}, {sheet_.size(700), sheet_.size(190)}, "#52606f");
    x += sheet_.size(820);
    words("实际（按灯着色）");
    for (const auto& [state, word] :
         {std::pair{MilestoneState::done, "节点已完成"}, std::pair{MilestoneState::open, "节点未到期"},
          std::pair{MilestoneState::late, "节点逾期"}}) {
      draw_milestone(svg_, {x + sheet_.size(125), middle}, sheet_.size(125), state, inks_.strong());
      x += sheet_.size(350);
      words(word);
    }
    for (const auto& light : chart_.lights) {
      draw_light(svg_, {x + sheet_.size(125), middle}, sheet_.size(125), light, inks_.light(light.code));
      x += sheet_.size(350);
      words(light.word);
    }
    if (const auto marked = std::ranges::find_if(chart_.rows, [](const Row& row) { return !row.light_mark.empty(); });
        marked != chart_.rows.end())
      words(std::string(kMark) + marked->light_mark);
    svg_.text({right_, y}, fmt::format("{}　第 {} 页，共 {} 页", chart_.footnote, number, of),
              {.size = form.size, .colour = form.colour, .anchor = Anchor::end});
  }

  const Chart& chart_;
  const Sheet& sheet_;
  Inks inks_;
  SvgWriter svg_;
  Timescale time_;
  int left_ = 0;
  int right_ = 0;
};

Result<void> check(const Chart& chart) {
  const int months = chart.months.months();
  if (months < 1) return refuse(ErrorKind::invalid, "months", "wallchart.no_months");
  if (months > kMonthsMax)
    return refuse(ErrorKind::invalid, "months", "wallchart.too_many_months",
                  {{"months", std::to_string(months)}, {"months_max", std::to_string(kMonthsMax)}});
  std::set<std::string_view> codes;
  for (const auto& light : chart.lights) codes.insert(light.code);
  for (const auto& row : chart.rows)
    if (!codes.contains(row.light))
      return refuse(ErrorKind::invalid, row.id, "wallchart.unknown_light", {{"value", row.light}});
  for (const auto& count : chart.counts)
    if (!codes.contains(count.light))
      return refuse(ErrorKind::invalid, "counts", "wallchart.unknown_light", {{"value", count.light}});
  return {};
}

}  // namespace

Result<std::vector<std::string>> render_svg_pages(const Chart& chart, const Paper& paper) {
  GUATU_CHECK(check(chart));
  const auto lines = lines_of(chart, paper.group);
  const auto sheet = sheet_for(paper.size, lines, chart.months.months());
  const auto columns = pages_of(lines, room_of(sheet));
  const auto a_sheet = static_cast<std::size_t>(sheet.columns);
  const auto sheets = (columns.size() + a_sheet - 1) / a_sheet;
  std::vector<std::string> documents;
  for (std::size_t i = 0; i < sheets; ++i) {
    const auto begin = i * a_sheet;
    const std::span<const Page> on_sheet(columns.data() + begin, std::min(a_sheet, columns.size() - begin));
    documents.push_back(PageDrawer(chart, paper, sheet).draw(on_sheet, i + 1, sheets));
  }
  return documents;
}

}  // namespace guatu::wallchart
