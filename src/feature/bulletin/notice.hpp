// SPDX-License-Identifier: Apache-2.0
// The notice (通报) of a cycle as an official document: 推进情况 → 存在问题 → 下一阶段举措 with sentences bound to the
// snapshot's figures, tables as annexes. The document number is the office's own; none is made up.
#pragma once

#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "engine/report/report.hpp"
#include "feature/bulletin/pack_page.hpp"

namespace guatu::bulletin {

struct Notice {
  document::Official document;
  report::Text text;  // the body before it was laid out, with the fact behind every number
};

// `notice_template` is data/template/notice.md or the office's own. Refuses report.*.
Result<Notice> make_notice(const cycle::Snapshot& snapshot, const PackFacts& facts, const Masthead& masthead,
                           std::string_view notice_template);

}  // namespace guatu::bulletin
