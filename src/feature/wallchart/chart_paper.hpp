// SPDX-License-Identifier: Apache-2.0
// How the printed chart is laid out: sizes that grow with the sheet, the scale of days, inks for colour and for grey,
// and the drawing of one row. Everything in hundredths of a millimetre.
#pragma once

#include <string>

#include "feature/wallchart/svg_writer.hpp"
#include "feature/wallchart/wallchart.hpp"

namespace guatu::wallchart {

struct Sheet {
  Extent page;
  int scale = 100;  // percent of the sizes that are written for A3
  int columns = 1;  // charts side by side

  int size(int hundredths) const { return hundredths * scale / 100; }
};

struct Timescale {
  Date first;
  Date last;
  int left = 0;
  int width = 0;

  int x(Date day) const;  // the day's beginning; clipped to the sheet's months by the caller
};

struct Inks {
  Ink ink = Ink::colour;
  const Chart* chart = nullptr;

  std::string light(const std::string& wanted) const;
  std::string_view strong() const { return ink == Ink::colour ? "#b3261e" : "#000000"; }
  std::string_view baseline() const { return ink == Ink::colour ? "#8fa0b3" : "#8a8a8a"; }
};

void draw_light(SvgWriter& svg, Point centre, int radius, const Light& light, std::string_view colour);
void draw_milestone(SvgWriter& svg, Point centre, int radius, MilestoneState state, std::string_view strong);

struct RowPlace {
  int top = 0;
  int height = 0;
};
void draw_bars(SvgWriter& svg, const Row& row, const RowPlace& place, const Timescale& time, const Inks& inks,
               const Sheet& sheet);

}  // namespace guatu::wallchart
