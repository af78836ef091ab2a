// SPDX-License-Identifier: Apache-2.0
// Opens a rendered docx and answers questions about its XML.
#pragma once

#include <zip.h>

#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace guatu::testing {

inline std::map<std::string, std::string> parts_of_zip(const std::string& bytes) {
  std::map<std::string, std::string> parts;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) return parts;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
    std::string text(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    zip_fread(file, text.data(), text.size());
    zip_fclose(file);
    parts[stat.name] = text;
  }
  zip_discard(archive);
  return parts;
}

inline std::string text_of_paragraph(const pugi::xml_node& paragraph) {
  std::string text;
  for (const auto& found : paragraph.select_nodes(".//w:t")) text += found.node().text().get();
  return text;
}

struct DocxView {
  std::map<std::string, std::string> parts;
  pugi::xml_document document;

  explicit DocxView(const std::string& bytes) : parts(parts_of_zip(bytes)) {
    document.load_string(parts["word/document.xml"].c_str());
  }

  // The first paragraph whose text begins so.
  pugi::xml_node paragraph(const std::string& beginning) const {
    for (const auto& found : document.select_nodes("//w:p"))
      if (text_of_paragraph(found.node()).rfind(beginning, 0) == 0) return found.node();
    return {};
  }
  std::string attribute(const std::string& beginning, const std::string& path) const {
    return paragraph(beginning).select_node(path.c_str()).attribute().value();
  }
  // How many empty paragraphs stand right before the one that begins so.
  int empty_lines_before(const std::string& beginning) const {
    int lines = 0;
    for (auto node = paragraph(beginning).previous_sibling();
         node && text_of_paragraph(node).empty() && !node.child("w:pPr"); node = node.previous_sibling())
      ++lines;
    return lines;
  }
  std::string value(const std::string& path) const { return document.select_node(path.c_str()).attribute().value(); }
  std::size_t count(const std::string& path) const { return document.select_nodes(path.c_str()).size(); }
};

}  // namespace guatu::testing
