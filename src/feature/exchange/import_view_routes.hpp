// SPDX-License-Identifier: Apache-2.0
// Imports as JSON (导入的展示): summaries, tables with their columns and what is known of them, rows before and after,
// marked cells. Money is in 元, telephone numbers are masked.
#pragma once

#include "base/json_writer.hpp"
#include "feature/exchange/import_run_actions.hpp"
#include "platform/message/message.hpp"

namespace guatu::exchange {

enum class Samples { all, of_known_tables };

struct ShownImport {
  const ImportRun* run = nullptr;
  std::int64_t version = 0;
  const std::vector<ImportPart>* parts = nullptr;
  const Preview* preview = nullptr;  // none: not read yet
  Samples samples = Samples::all;
};

void write_summary(JsonWriter& json, const ShownImport& import);
void write_import(JsonWriter& json, const ShownImport& import, message::Language language);
void write_row(JsonWriter& json, const PreviewRow& row);
void write_cell(JsonWriter& json, const PreviewCell& cell, const std::vector<ImportPart>& parts,
                message::Language language);
void write_layouts(JsonWriter& json, const std::vector<Layout>& layouts);

}  // namespace guatu::exchange
