// SPDX-License-Identifier: Apache-2.0
// `guatu docx FILE.md [--out FILE.docx]`: a Markdown text becomes an official document in Word's format, and what a
// careful reader would mark in it is listed. The file's time is the document's date: the same text gives the same
// bytes.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::bulletin {

void add_docx_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::bulletin
