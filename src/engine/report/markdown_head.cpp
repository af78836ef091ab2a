// SPDX-License-Identifier: Apache-2.0
#include "engine/report/markdown_head.hpp"

#include <functional>
#include <map>

#include "base/text.hpp"

namespace guatu::report {
namespace {

using document::Official;

struct Field {
  Official& document;
  std::string value;
  const std::string& place;
};
using Reader = Result<void> (*)(const Field&);

template <class T>
Result<T> choose(const Field& field, std::initializer_list<std::pair<std::string_view, T>> choices) {
  std::string accepted;
  for (const auto& [word, choice] : choices) {
    if (word == field.value) return choice;
    accepted += (accepted.empty() ? "" : "、") + std::string(word);
  }
  return refuse(ErrorKind::invalid, field.place, "markdown.bad_choice",
                {{"value", field.value}, {"accepted", accepted}});
}

// 2026-09-21 or 2026年9月21日.
Result<Date> read_date(const Field& field) {
  std::string text = field.value;
  if (text.contains("年")) {
    const auto parts = split(text, "年月日");
    if (parts.size() == 3) {
      const auto padded = [](const std::string& part) { return part.size() == 1 ? "0" + part : part; };
      text = parts[0] + "-" + padded(parts[1]) + "-" + padded(parts[2]);
    }
  }
  auto date = parse_date(text);
  if (!date) date.error().problems.at(0).place = field.place;
  return date;
}

document::Imprint& imprint_of(Official& document) {
  if (!document.imprint) document.imprint.emplace();
  return *document.imprint;
}

std::vector<std::string> names_of(const std::string& value) {
  std::vector<std::string> names;
  std::string text = value;
  if (text.ends_with("。")) text.resize(text.size() - std::string_view("。").size());
  for (const auto& name : split(text, "，、；,;"))
    if (const auto trimmed = trim(name); !trimmed.empty()) names.emplace_back(trimmed);
  return names;
}

Result<void> read_layout(const Field& field) {
  using enum document::Layout;
  GUATU_TRY(field.document.layout,
            choose<document::Layout>(
                field, {{"文件", paper}, {"命令", order}, {"信函", letter}, {"纪要", minutes}, {"简报", bulletin}}));
  return {};
}

Result<void> read_direction(const Field& field) {
  using enum document::Direction;
  GUATU_TRY(field.document.direction,
            choose<document::Direction>(field, {{"下行", downward}, {"平行", downward}, {"上行", upward}}));
  return {};
}

Result<void> read_urgency(const Field& field) {
  using enum document::Urgency;
  GUATU_TRY(field.document.urgency,
            choose<document::Urgency>(field, {{"特急", most_urgent}, {"加急", urgent}, {"无", none}}));
  return {};
}

Result<void> read_sealing(const Field& field) {
  using enum document::Sealing;
  GUATU_TRY(field.document.sealing, choose<document::Sealing>(field, {{"加盖", sealed}, {"不加盖", unsealed}}));
  return {};
}

Result<void> read_dated(const Field& field) {
  GUATU_TRY(field.document.dated, read_date(field));
  return {};
}

Result<void> read_printed_on(const Field& field) {
  GUATU_TRY(imprint_of(field.document).printed_on, read_date(field));
  return {};
}

template <std::string Official::*Member>
Result<void> read_text(const Field& field) {
  field.document.*Member = field.value;
  return {};
}

Result<void> read_addressees(const Field& field) {
  field.document.addressees = field.value;
  for (const std::string_view colon : {"：", ":"})
    if (field.document.addressees.ends_with(colon))
      field.document.addressees.resize(field.document.addressees.size() - colon.size());
  return {};
}

Result<void> read_issuers(const Field& field) {
  field.document.issuers = names_of(field.value);
  return {};
}

Result<void> read_signatures(const Field& field) {
  field.document.signatures = names_of(field.value);
  return {};
}

Result<void> read_copies(const Field& field) {
  imprint_of(field.document).copies_to = names_of(field.value);
  return {};
}

Result<void> read_printed_by(const Field& field) {
  imprint_of(field.document).printed_by = field.value;
  return {};
}

Result<void> refuse_secrecy(const Field& field) {
  return refuse(ErrorKind::forbidden, field.place, "markdown.secrecy");
}

const std::map<std::string, Reader, std::less<>>& readers() {
  static const std::map<std::string, Reader, std::less<>> kReaders{{"版式", read_layout},
                                                                   {"行文方向", read_direction},
                                                                   {"份号", read_text<&Official::copy_number>},
                                                                   {"紧急程度", read_urgency},
                                                                   {"发文机关", read_issuers},
                                                                   {"发文字号", read_text<&Official::number>},
                                                                   {"签发人", read_text<&Official::signer>},
                                                                   {"主送", read_addressees},
                                                                   {"署名", read_signatures},
                                                                   {"成文日期", read_dated},
                                                                   {"印章", read_sealing},
                                                                   {"附注", read_text<&Official::note>},
                                                                   {"抄送", read_copies},
                                                                   {"印发机关", read_printed_by},
                                                                   {"印发日期", read_printed_on},
                                                                   {"密级", refuse_secrecy},
                                                                   {"保密期限", refuse_secrecy},
                                                                   {"密级和保密期限", refuse_secrecy}};
  return kReaders;
}

}  // namespace

bool has_secrecy_mark(std::string_view line) {
  for (const std::string_view grade : {"绝密", "机密", "秘密"})
    for (auto at = line.find(grade); at != std::string_view::npos; at = line.find(grade, at + 1))
      if (trim(line.substr(at + grade.size())).starts_with("★")) return true;
  return false;
}

Result<void> read_head_field(Official& document, std::string_view line, const std::string& place) {
  const auto full = line.find("：");
  const auto half = line.find(':');
  const auto at = std::min(full, half);
  if (at == std::string_view::npos)
    return refuse(ErrorKind::invalid, place, "markdown.not_a_field", {{"value", std::string(line)}});
  const auto name = trim(line.substr(0, at));
  const auto value = trim(line.substr(at + (at == full ? std::string_view("：").size() : 1)));
  const auto reader = readers().find(name);
  if (reader == readers().end())
    return refuse(ErrorKind::invalid, place, "markdown.unknown_field", {{"value", std::string(name)}});
  if (value.empty() && reader->second != refuse_secrecy) return {};
  return reader->second({document, std::string(value), place});
}

}  // namespace guatu::report
