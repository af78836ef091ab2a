// SPDX-License-Identifier: Apache-2.0
// The page of GB/T 9704-2012 in twips (1/1440 inch): A4, text area 156 × 225 mm, 22 lines of 28 characters, and the
// distances of the elements on it. Sizes are half-points, as Word writes them.
#pragma once

namespace guatu::docx {

inline constexpr int kPageWidth = 11906;
inline constexpr int kPageHeight = 16838;
inline constexpr int kMarginTop = 2098;   // 37 mm
inline constexpr int kMarginLeft = 1588;  // 28 mm
inline constexpr int kMarginRight = 1474;
inline constexpr int kMarginBottom = 1984;
inline constexpr int kTextWidth = kPageWidth - kMarginLeft - kMarginRight;    // 8844 = 156 mm
inline constexpr int kTextHeight = kPageHeight - kMarginTop - kMarginBottom;  // 12756 = 225 mm
inline constexpr int kHeaderDistance = 851;
inline constexpr int kFooterDistance = 1307;  // page number 7 mm below the text area

// 579 twips a line gives 22 lines (580 = 29 pt gives 21); −849 = (8844/20/28 − 16)·4096 gives 28 characters of 三号.
inline constexpr int kLinePitch = 579;
inline constexpr int kCharacterSpace = -849;
inline constexpr int kLetterSpacing = -5;  // twips: 28 characters of 三号 without a character grid
inline constexpr int kCharactersPerLine = 28;
inline constexpr int kLetterCharacter = 320;  // one character of 三号 as the twips beside …Chars

inline constexpr int kSizeTitle = 44;        // 二号
inline constexpr int kSizeBody = 32;         // 三号
inline constexpr int kSizeImprint = 28;      // 四号
inline constexpr int kSmallCharacter = 280;  // one character of 四号

inline constexpr int kMarkBelowTextTop = 1984;       // 35 mm
inline constexpr int kOrderMarkBelowTextTop = 1134;  // 命令: 20 mm
inline constexpr int kLetterMarkFromEdge = 1701;     // 信函: 30 mm from the paper's edge
inline constexpr int kRuleBelowNumber = 227;         // 4 mm
inline constexpr int kLetterRuleOverhang = 397;      // 信函: 170 mm rules, 7 mm beyond the text on both sides
inline constexpr int kImprintRuleOuter = 8;          // 0.35 mm in eighths of a point
inline constexpr int kImprintRuleInner = 6;          // 0.25 mm
inline constexpr int kImprintLine = 500;             // 25 pt
inline constexpr int kImprintRule = 60;
inline constexpr int kTitleCharactersMax = 19;  // 二号 in 156 mm, with room for the gaps that some set beside figures

}  // namespace guatu::docx
