// SPDX-License-Identifier: Apache-2.0
// Rules of figures that two people bring in: rows, transcriptions, corrections, releases.
#include <gtest/gtest.h>

#include "feature/indicator/correction.hpp"
#include "feature/indicator/transcription.hpp"

namespace guatu::indicator {
namespace {

const Date kMonday = date_of(2026, 9, 21);

struct Registers {
  std::vector<Indicator> indicators;
  std::vector<unit::Unit> units;
  std::vector<Observation> observations;
  FigureRegister all() const { return {indicators, units, observations}; }
};

Registers registers() {
  Registers all;
  Indicator indicator;
  indicator.id.value = "I01";
  indicator.source = "统计局";
  all.indicators = {indicator, indicator};
  all.indicators[1].id.value = "I02";
  all.indicators[1].measure = Measure::share;
  all.units.resize(2);
  all.units[0].id.value = "U01";
  all.units[0].name = "云汀区统计局";
  all.units[0].short_name = "统计局";
  all.units[1].id.value = "U02";
  all.units[1].aliases = {"税务"};
  return all;
}

FigureRow august(const char* value) {
  return {{"I01"},           {"U01"},        Month(2026, 1),        Month(2026, 8),
          Basis::cumulative, Measure::level, *parse_decimal(value), ""};
}

const ReleaseNote kRelease{"U01", "初步", date_of(2026, 9, 18), {}};

std::string codes(const Result<void>& result) {
  std::string all;
  if (!result)
    for (const auto& problem : result.error().problems) all += problem.place + " " + problem.code + "; ";
  return all;
}

template <class T>
std::string code(const Result<T>& result) {
  return result ? "" : result.error().problems.front().code;
}

TEST(FigureRowTest, accepts) {
  const Registers all = registers();
  EXPECT_EQ(source_unit("统计局", all.units), "U01");
  EXPECT_EQ(source_unit("税务", all.units), "U02");
  EXPECT_EQ(source_unit("海关", all.units), "海关");
  EXPECT_EQ(codes(check_figures({august("85.2")}, kRelease, all.all())), "");
  FigureRow growth = august("-5.4");
  growth.measure = Measure::growth;
  FigureRow month = august("12");
  month.basis = Basis::current;
  month.first = month.last;
  EXPECT_EQ(codes(check_figures({august("85.2"), growth, month}, kRelease, all.all())), "");
  ReleaseNote by_name = kRelease;
  by_name.source = "云汀区统计局";
  by_name.released_time = "23:59";
  EXPECT_EQ(codes(check_figures({august("1")}, by_name, all.all())), "");
}

TEST(FigureRowTest, refuses) {
  Registers all = registers();
  const auto with = [&](auto change) {
    FigureRow row = august("85.2");
    change(row);
    return codes(check_figures({row}, kRelease, all.all()));
  };
  EXPECT_EQ(with([](auto& row) { row.indicator.value = "I99"; }), "rows[0].indicator indicator.unknown; ");
  EXPECT_EQ(with([](auto& row) { row.unit.value = "U99"; }), "rows[0].unit indicator.unknown_unit; ");
  EXPECT_EQ(with([](auto& row) { row.measure = Measure::share; }), "rows[0].measure indicator.other_measure; ");
  EXPECT_EQ(with([](auto& row) { row.indicator.value = "I02"; }), "rows[0].measure indicator.other_measure; ");
  EXPECT_EQ(with([](auto& row) { row.first = Month(2026, 9); }), "rows[0].last_month indicator.months_reversed; ");
  EXPECT_EQ(with([](auto& row) { row.first = Month(2025, 12); }), "rows[0].last_month indicator.months_of_two_years; ");
  EXPECT_EQ(with([](auto& row) { row.last = Month(2026, 10); }),
            "rows[0].last_month indicator.released_before_month; ");
  EXPECT_EQ(with([](auto& row) { row.value = *parse_decimal("100000000000"); }),
            "rows[0].value indicator.figure_too_large; ");
  EXPECT_EQ(codes(check_figures({august("1"), august("2")}, kRelease, all.all())),
            "rows[1].indicator indicator.figure_twice; ");
  ReleaseNote other = kRelease;
  other.source = "U02";
  EXPECT_EQ(codes(check_figures({august("1")}, other, all.all())), "rows[0].indicator indicator.other_source; ");
  for (const char* time : {"24:00", "9:30", "09:60", "0930", "09-30", "ab:cd"}) {
    ReleaseNote at = kRelease;
    at.released_time = time;
    EXPECT_EQ(codes(check_figures({august("1")}, at, all.all())), "released_time indicator.bad_time; ") << time;
  }
  all.observations = {observation_of(august("85.2"), kRelease, "")};
  EXPECT_EQ(codes(check_figures({august("85.2")}, kRelease, all.all())), "rows[0].vintage indicator.vintage_taken; ");
  ReleaseNote revised = kRelease;
  revised.vintage = "修订";
  EXPECT_EQ(codes(check_figures({august("85.2")}, revised, all.all())), "");
}

TEST(ReleaseTest, is_by_day_and_hour_in_china) {
  Observation figure = observation_of(august("1"), kRelease, "");
  const auto at = [](int day, int hour, int minute) {
    return Instant(date_of(2026, 9, day)) + std::chrono::hours(hour) + std::chrono::minutes(minute) - kChinaOffset;
  };
  EXPECT_FALSE(is_released(figure, at(17, 23, 59)));
  EXPECT_TRUE(is_released(figure, at(18, 0, 0)));
  figure.released_time = "10:00";
  EXPECT_FALSE(is_released(figure, at(18, 9, 59)));
  EXPECT_TRUE(is_released(figure, at(18, 10, 0)));
  // As of its own day it is seen from the hour on; as of the day before never.
  EXPECT_FALSE(is_visible(figure, {date_of(2026, 9, 18), at(18, 9, 59)}));
  EXPECT_TRUE(is_visible(figure, {date_of(2026, 9, 18), at(18, 10, 0)}));
  EXPECT_FALSE(is_visible(figure, {date_of(2026, 9, 17), at(20, 0, 0)}));
  figure.released_on.reset();
  EXPECT_FALSE(is_released(figure, at(30, 0, 0)));
  figure.status = ObservationStatus::not_applicable;
  EXPECT_TRUE(is_visible(figure, {date_of(2026, 9, 1), at(1, 0, 0)}));
}

KeyedTranscription typed_once() {
  FigureRow second = august("-5.40");
  second.measure = Measure::growth;
  FigureRow third = august("0");
  third.last = Month(2026, 1);
  third.value.reset();
  return begin({}, {august("85.2"), second, third}, "linyan", kMonday);
}

KeyedValues values(std::optional<const char*> first, std::optional<const char*> second,
                   std::optional<const char*> third) {
  KeyedValues all;
  for (const auto& one : {first, second, third})
    all.push_back(one ? std::optional(*parse_decimal(*one)) : std::nullopt);
  return all;
}

TEST(TranscriptionTest, is_stored_when_two_people_typed_the_same) {
  EXPECT_TRUE(differences(typed_once()).empty());
  const auto stored = type_second(typed_once(), values("85.2", "-5.40", {}), "guning", kMonday);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->transcription.state, TranscriptionState::stored);
  EXPECT_EQ(stored->transcription.second_by, "guning");
  EXPECT_EQ(stored->transcription.typings, 2);
}

TEST(TranscriptionTest, names_the_rows_that_differ) {
  using Places = std::vector<std::int64_t>;
  const auto differing = [](const KeyedValues& second) {
    const auto keyed = type_second(typed_once(), second, "guning", kMonday);
    EXPECT_EQ(keyed->transcription.state, TranscriptionState::differs);
    return differences(*keyed);
  };
  EXPECT_EQ(differing(values("85.3", "-5.40", {})), Places{0});
  EXPECT_EQ(differing(values("85.20", "-5.40", {})), Places{0});  // another precision
  EXPECT_EQ(differing(values("85.2", "5.40", "0")), (Places{1, 2}));
  EXPECT_EQ(differing(values({}, "-5.40", {})), Places{0});
}

TEST(TranscriptionTest, the_first_person_may_type_again) {
  auto differs = *type_second(typed_once(), values("85.3", "-5.40", {}), "guning", kMonday);
  const auto stored = type_first_again(differs, values("85.3", "-5.40", {}), "linyan");
  EXPECT_EQ(stored->transcription.state, TranscriptionState::stored);
  EXPECT_EQ(stored->transcription.typings, 3);
  EXPECT_EQ(type_second(differs, values("85.2", "-5.40", {}), "someone", kMonday)->transcription.state,
            TranscriptionState::stored);
  // Before the second typing there is nothing to agree with.
  EXPECT_EQ(type_first_again(typed_once(), values("1", "2", "3"), "linyan")->transcription.state,
            TranscriptionState::keyed);
}

TEST(TranscriptionTest, refuses) {
  EXPECT_EQ(code(type_second(typed_once(), values("85.2", "-5.40", {}), "linyan", kMonday)),
            "indicator.second_is_first");
  EXPECT_EQ(code(type_first_again(typed_once(), values("85.2", "-5.40", {}), "guning")), "indicator.first_is_another");
  EXPECT_EQ(code(type_second(typed_once(), {}, "guning", kMonday)), "indicator.count_of_values");
  EXPECT_EQ(code(type_first_again(typed_once(), {}, "linyan")), "indicator.count_of_values");
  const auto stored = *type_second(typed_once(), values("85.2", "-5.40", {}), "guning", kMonday);
  EXPECT_EQ(code(type_second(stored, values("1", "1", "1"), "guning", kMonday)), "indicator.transcription_over");
  EXPECT_EQ(code(type_first_again(stored, values("1", "1", "1"), "linyan")), "indicator.transcription_over");
  EXPECT_EQ(code(withdraw(stored, "x")), "indicator.transcription_over");
  const auto withdrawn = withdraw(typed_once(), "录错了文件");
  EXPECT_EQ(withdrawn->transcription.reason, "录错了文件");
  EXPECT_EQ(code(type_second(*withdrawn, values("85.2", "-5.40", {}), "guning", kMonday)),
            "indicator.transcription_over");
}

TEST(ScanTest, is_what_its_bytes_say) {
  EXPECT_EQ(*scan_type_of("%PDF-1.7\n"), "application/pdf");
  EXPECT_EQ(*scan_type_of("\xFF\xD8\xFF\xE0"), "image/jpeg");
  EXPECT_EQ(*scan_type_of("\x89PNG\r\n\x1A\n...."), "image/png");
  for (const char* bytes : {"", "PDF-1.7", "<html>", "GIF89a", "\x89PNG"})
    EXPECT_EQ(code(scan_type_of(bytes)), "indicator.scan_of_other_kind") << bytes;
}

Correction revision() {
  Correction correction;
  correction.source = "U01";
  correction.vintage = "修订";
  correction.released_on = date_of(2026, 9, 20);
  return correction;
}

TEST(CorrectionTest, is_confirmed_by_another) {
  Registers all = registers();
  all.observations = {observation_of(august("85.2"), kRelease, "")};
  const auto proposed = propose(revision(), {august("86.1")}, all.all(), "linyan", kMonday);
  ASSERT_TRUE(proposed);
  EXPECT_EQ(proposed->correction.state, CorrectionState::proposed);
  EXPECT_EQ(proposed->rows.front().value, *parse_decimal("86.1"));
  const auto confirmed = confirm(proposed->correction, "guning", kMonday);
  EXPECT_EQ(confirmed->state, CorrectionState::confirmed);
  EXPECT_EQ(confirmed->decided_by, "guning");
  const auto back = turn_down(proposed->correction, "打错了", "linyan", kMonday);
  EXPECT_EQ(back->state, CorrectionState::refused);
  EXPECT_EQ(back->refusal, "打错了");
}

TEST(CorrectionTest, refuses) {
  Registers all = registers();
  const auto propose_of = [&](const Correction& correction) {
    return code(propose(correction, {august("86.1")}, all.all(), "linyan", kMonday));
  };
  EXPECT_EQ(propose_of(revision()), "indicator.nothing_to_correct");
  ReleaseNote final_release = kRelease;
  final_release.vintage = "最终核实";
  all.observations = {observation_of(august("85.2"), kRelease, ""), observation_of(august("87.0"), final_release, "")};
  EXPECT_EQ(propose_of(revision()), "indicator.earlier_vintage");
  Correction same = revision();
  same.vintage = "初步";
  EXPECT_EQ(propose_of(same), "indicator.vintage_taken");
  Correction correction = revision();
  correction.proposed_by = "linyan";
  EXPECT_EQ(code(confirm(correction, "linyan", kMonday)), "indicator.confirmed_by_proposer");
  const Correction confirmed = *confirm(correction, "guning", kMonday);
  EXPECT_EQ(code(confirm(confirmed, "shen", kMonday)), "indicator.correction_decided");
  EXPECT_EQ(code(turn_down(confirmed, "x", "shen", kMonday)), "indicator.correction_decided");
}

TEST(CorrectionTest, finds_the_vintage_that_counts) {
  const Registers all = registers();
  ReleaseNote revised = kRelease;
  revised.vintage = "修订";
  const std::vector<Observation> both{observation_of(august("86.1"), revised, ""),
                                      observation_of(august("85.2"), kRelease, "")};
  EXPECT_EQ(corrected_by(august("0"), both)->vintage, "修订");
  FigureRow july = august("0");
  july.last = Month(2026, 7);
  EXPECT_EQ(corrected_by(july, both), nullptr);
}

}  // namespace
}  // namespace guatu::indicator
