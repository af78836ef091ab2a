// SPDX-License-Identifier: Apache-2.0
// Numbers as text: the shortest digits that read back as the same double, in plain notation between 10^−7
// and 10^21. The same double always gives the same bytes, which is what a bundle's comparison rests on.
#pragma once

#include <string>
#include <string_view>

#include "base/json_writer.hpp"

namespace guatu::score {

void append_number(std::string& out, double value);  // nothing for NaN
std::string number_text(double value);
std::string fixed_text(double value, int places);  // at published precision; places −1: as it is

JsonWriter& write_number(JsonWriter& json, double value);  // null for NaN and infinity
JsonWriter& write_number(JsonWriter& json, std::string_view name, double value);

void append_csv(std::string& out, std::string_view cell);  // in quotes where it needs them

}  // namespace guatu::score
