// SPDX-License-Identifier: Apache-2.0
#include "platform/resource/resource.hpp"

#include <span>

#include "platform/resource/resource_table.hpp"

namespace guatu::resource {
namespace {

std::span<const EmbeddedFile> files() { return {kEmbeddedFiles, kEmbeddedFileCount}; }

}  // namespace

std::optional<std::string_view> find(std::string_view name) {
  for (const auto& file : files())
    if (name == file.name) return std::string_view(file.begin, static_cast<std::size_t>(file.end - file.begin));
  return std::nullopt;
}

std::vector<std::string_view> names_under(std::string_view folder) {
  std::vector<std::string_view> names;
  for (const auto& file : files()) {
    const std::string_view name = file.name;
    if (name.starts_with(folder) && name.size() > folder.size() && name[folder.size()] == '/') names.push_back(name);
  }
  return names;
}

}  // namespace guatu::resource
