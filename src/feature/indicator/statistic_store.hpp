// SPDX-License-Identifier: Apache-2.0
// Statistics on their way in, and what stands beside them, as tables (双人录入、更正、目标调整、预计、对比单位).
// Columns are added at the end; none changes its meaning.
#pragma once

#include "feature/indicator/correction.hpp"
#include "feature/indicator/indicator_check.hpp"
#include "feature/indicator/target_edit.hpp"
#include "feature/indicator/transcription.hpp"
#include "platform/db/table.hpp"

namespace guatu::indicator {

const db::Table<Transcription>& transcription_table();
const db::Table<TranscriptionRow>& transcription_row_table();
const db::Table<Correction>& correction_table();
const db::Table<CorrectionRow>& correction_row_table();
const db::Table<TargetAdjustment>& target_adjustment_table();
const db::Table<Estimate>& estimate_table();
const db::Table<PeerSet>& peer_set_table();

}  // namespace guatu::indicator
