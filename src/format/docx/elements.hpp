// SPDX-License-Identifier: Apache-2.0
// The elements of an official document in their order: head (份号 … red rule), title and addressees, annex note,
// signature with date, note, and the imprint (版记).
#pragma once

#include <string>

#include "base/document.hpp"
#include "format/docx/docx.hpp"

namespace guatu::docx {

std::string head_xml(const document::Official& document, const HouseStyle& style);
std::string letter_header_xml(const document::Official& document, const HouseStyle& style);  // 信函: mark and rules
std::string letter_footer_xml();
std::string title_xml(const std::string& title, const HouseStyle& style);
std::string addressees_xml(const std::string& addressees);
std::string annex_note_xml(const std::vector<document::Annex>& annexes);
std::string signature_xml(const document::Official& document);
std::string note_xml(const std::string& note);
std::string imprint_xml(const document::Imprint& imprint);
std::string annex_mark_xml(std::size_t number, std::size_t of, const HouseStyle& style);  // 附件1

// Characters from the right edge in hundredths, by the standard's rule for 署名 over 成文日期.
struct SignaturePlace {
  int name_right = 0;
  int date_right = 0;
};
SignaturePlace signature_place(int name_halves, int date_halves, document::Sealing sealing);

}  // namespace guatu::docx
