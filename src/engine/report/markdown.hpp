// SPDX-License-Identifier: Apache-2.0
// The Markdown in which offices write official documents: a head of `字段: 值` lines between two lines `---`, then
// `# 标题`, `##`…`#####` for the four levels, `- ` lists, tables with `|`, and `# 附件：标题` or `# 附件（横向）：标题`
// for annexes. Each line is a paragraph. A heading that ends with 。 and is followed at once by a line runs on into it;
// a heading that brings its own 一、 keeps it. `*…*` is 楷体, `**…**` 黑体: a 公文 has no bold. Refuses unknown fields,
// skipped levels, secrecy marks and raw HTML, each with its line: markdown.*.
#pragma once

#include <string_view>

#include "base/document.hpp"
#include "base/result.hpp"

namespace guatu::report {

Result<document::Official> parse_markdown(std::string_view text, std::string_view name);

}  // namespace guatu::report
