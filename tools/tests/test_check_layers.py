# SPDX-License-Identifier: Apache-2.0
"""Plants one violation of each rule and expects exactly that one to be reported."""

import unittest

from planted import PlantedTree

import check_layers

# Every line is permitted; together they use each right of each place.
CLEAN = {
    "base/result.hpp": "#include <expected>\n#include <fmt/format.h>\n",
    "base/money.cpp": '#include "base/result.hpp"\n',
    "engine/calendar/workdays.hpp": '#include "base/result.hpp"\n',
    "engine/light/evaluate.hpp": '#include "engine/calendar/workdays.hpp"\n#include "engine/light/clause.hpp"\n',
    "engine/light/rule_set_toml.cpp": "#include <toml++/toml.h>\n",
    "engine/score/scheme_toml.cpp": "#include <toml++/toml.h>\n#include <Eigen/Dense>\n",
    "engine/forecast/holt.cpp": "#include <Eigen/Dense>\ndouble level = 0.5;\n",
    "engine/schedule/parallel.hpp": "#include <thread>\nstd::thread worker;\n",
    "engine/score/robustness_parallel.cpp": "#include <mutex>\nstd::jthread worker;\n",
    "engine/light/evaluate_test.cpp": '#include <gtest/gtest.h>\n#include <fstream>\n'
                                      '#include "engine/light/evaluate.hpp"\n#include "tests/support/golden.hpp"\n',
    "format/package/reader.cpp": "#include <zip.h>\n#include <zlib.h>\n",
    "format/xlsx/sheet.cpp": '#include "format/package/reader.hpp"\n#include <expat.h>\n#include <xlsxwriter.h>\n',
    "format/csv/csv.cpp": "#include <unicode/ucnv.h>\n",
    "format/xlsx/xlsx_writer.cpp": "#include <xlsxwriter.h>\n#include <sys/mman.h>\n",
    "format/spreadsheet/spreadsheet.cpp": '#include "format/csv/csv.hpp"\n#include "format/xlsx/sheet.hpp"\n',
    "platform/db/tx.cpp": 'auto q = "SELECT 1";\n',
    "platform/db/sqlite_session.cpp": "#include <sqlite3.h>\n",
    "platform/db/postgres_link.hpp": "#include <libpq-fe.h>\n",
    "platform/db/tx_test.hpp": "#include <gtest/gtest.h>\n",
    "platform/message/message.cpp": "#include <toml++/toml.h>\n",
    "platform/crypto/hash.cpp": "#include <openssl/evp.h>\n#include <sodium.h>\n",
    "platform/json/read.cpp": "#include <boost/json.hpp>\n#include <boost/json/src.hpp>\n",
    "platform/http/server.cpp": "#include <boost/asio/io_context.hpp>\n#include <boost/asio.hpp>\n"
                                '#include "platform/json/read.hpp"\nthrow 1;\n',
    "platform/log/log.cpp": "#include <spdlog/spdlog.h>\n",
    "platform/config/config.cpp": '#include <toml++/toml.h>\nauto home = std::getenv("HOME");\n',
    "platform/clock/clock.cpp": "auto t = std::chrono::system_clock::now();\n",
    "feature/unit/unit.hpp": '#include "base/result.hpp"\nbool is_open();\nstd::function<bool(int)> f;\n',
    "feature/matter/matter.hpp": '#include "feature/unit/unit.hpp"\n#include "engine/light/evaluate.hpp"\n',
    "feature/matter/letter.cpp": '#include "feature/matter/letter.hpp"\n#include "feature/matter/matter.hpp"\n',
    "feature/matter/matter_test.cpp": '#include "feature/matter/matter.hpp"\n#include "platform/db/tx_test.hpp"\n',
    "feature/matter/matter_store.hpp": '#include "platform/db/tx.hpp"\n#include "feature/matter/matter.hpp"\n',
    "feature/matter/matter_store.cpp": '#include "feature/matter/matter_store.hpp"\n'
                                       '#include "platform/journal/entry.hpp"\nauto q = "SELECT id FROM matter";\n',
    "feature/matter/matter_store_test.cpp": '#include "feature/matter/matter_store.hpp"\n'
                                            'auto q = "DELETE FROM matter";\n',
    "feature/matter/matter_actions.cpp": '#include "feature/matter/matter_store.hpp"\n'
                                         '#include "feature/unit/unit_actions.hpp"\n'
                                         '#include "engine/split/notice.hpp"\n#include "format/docx/letter.hpp"\n'
                                         '#include "platform/clock/clock.hpp"\n#include "platform/blob/blob.hpp"\n',
    "feature/matter/matter_routes.cpp": '#include "feature/matter/matter_actions.hpp"\n'
                                        '#include "platform/api/fields.hpp"\n#include "platform/db/database.hpp"\n'
                                        '#include "feature/unit/unit.hpp"\n'
                                        '#include "platform/http/router.hpp"\n#include "platform/json/read.hpp"\n',
    "feature/matter/matter_command.cpp": '#include <CLI/CLI.hpp>\n#include "feature/unit/unit_actions.hpp"\n'
                                         '#include "platform/ui/table.hpp"\n#include "platform/config/config.hpp"\n'
                                         '#include "format/csv/csv.hpp"\n#include "engine/split/notice.hpp"\n',
    "feature/system/system_routes.cpp": '#include "platform/job/runner.hpp"\n'
                                        '#include "platform/log/log.hpp"\n',
    "main/main.cpp": '#include <CLI/CLI.hpp>\n#include "feature/matter/matter_routes.hpp"\n'
                     '#include "platform/http/server.hpp"\n#include "format/csv/csv.hpp"\n',
}

# (what is planted, where, the text, the line and rule expected)
FAULTS = [
    ("base knows no engine", "base/a.hpp", '#include "engine/light/clause.hpp"', 1, "include"),
    ("base knows no platform", "base/a.cpp", '\n#include "platform/db/tx.hpp"', 2, "include"),
    ("engines do not know each other", "engine/score/a.cpp", '#include "engine/light/clause.hpp"', 1, "include"),
    ("engines know no feature", "engine/score/a.cpp", '#include "feature/unit/unit.hpp"', 1, "include"),
    ("engines know no platform", "engine/score/a.cpp", '#include "platform/log/log.hpp"', 1, "include"),
    ("calendar knows no engine", "engine/calendar/a.cpp", '#include "engine/light/clause.hpp"', 1, "include"),
    ("formats share only package", "format/docx/a.cpp", '#include "format/xlsx/sheet.hpp"', 1, "include"),
    ("the door knows no engine", "format/spreadsheet/a.cpp", '#include "engine/split/notice.hpp"', 1, "include"),
    ("formats know no engine", "format/docx/a.cpp", '#include "engine/split/notice.hpp"', 1, "include"),
    ("platform knows no engine", "platform/job/a.cpp", '#include "engine/split/notice.hpp"', 1, "include"),
    ("platform knows no feature", "platform/job/a.cpp", '#include "feature/unit/unit.hpp"', 1, "include"),
    ("the system knows no register", "feature/system/a_routes.cpp", '#include "feature/unit/unit.hpp"', 1, "include"),
    ("rules know no store", "feature/unit/a.cpp", '#include "feature/unit/unit_store.hpp"', 1, "include"),
    ("rules know no actions", "feature/unit/a.cpp", '#include "feature/unit/unit_actions.hpp"', 1, "include"),
    ("rules know no platform", "feature/unit/a.cpp", '#include "platform/db/tx.hpp"', 1, "include"),
    ("rules know no format", "feature/unit/a.cpp", '#include "format/csv/csv.hpp"', 1, "include"),
    ("stores know no other store", "feature/unit/a_store.cpp", '#include "feature/matter/matter_store.hpp"', 1,
     "include"),
    ("stores know no actions", "feature/unit/a_store.cpp", '#include "feature/unit/unit_actions.hpp"', 1, "include"),
    ("stores know no engine", "feature/unit/a_store.cpp", '#include "engine/split/notice.hpp"', 1, "include"),
    ("actions know no other store", "feature/unit/a_actions.cpp", '#include "feature/matter/matter_store.hpp"', 1,
     "include"),
    ("actions know no http", "feature/unit/a_actions.cpp", '#include "platform/http/router.hpp"', 1, "include"),
    ("actions know no routes", "feature/unit/a_actions.cpp", '#include "feature/unit/unit_routes.hpp"', 1, "include"),
    ("routes know no store", "feature/unit/a_routes.cpp", '#include "feature/unit/unit_store.hpp"', 1, "include"),
    ("routes know no other actions", "feature/unit/a_routes.cpp", '#include "feature/matter/matter_actions.hpp"', 1,
     "include"),
    ("routes know no journal", "feature/unit/a_routes.cpp", '#include "platform/journal/proof.hpp"', 1, "include"),
    ("routes hold no SQL", "feature/unit/a_routes.cpp", 'const char* k = "SELECT id FROM unit";', 1, "sql"),
    ("commands know no store", "feature/unit/a_command.cpp", '#include "feature/unit/unit_store.hpp"', 1, "include"),
    ("commands know no http", "feature/unit/a_command.cpp", '#include "platform/http/router.hpp"', 1, "include"),
    ("tests know what their subject knows", "feature/unit/a_test.cpp", '#include "platform/http/router.hpp"', 1,
     "include"),
    ("only tests include test support", "platform/db/a.cpp", '#include "platform/db/tx_test.hpp"', 1, "include"),
    ("test support is for tests", "base/a.cpp", '#include "tests/support/golden.hpp"', 1, "include-path"),
    ("paths start at src", "base/a.cpp", '#include "result.hpp"', 1, "include-path"),
    ("unknown place", "shared/a.hpp", "", 1, "place"),
    ("file outside a feature folder", "feature/a.hpp", "", 1, "place"),
    ("library on no list", "base/a.hpp", "#include <boost/hana.hpp>", 1, "third-party"),
    ("Asio outside http", "feature/unit/a_routes.cpp", "#include <boost/asio.hpp>", 1, "third-party"),
    ("libpq beside its session", "platform/db/tx.cpp", "#include <libpq-fe.h>", 1, "third-party"),
    ("sqlite outside db", "feature/unit/a_store.cpp", "#include <sqlite3.h>", 1, "third-party"),
    ("Eigen outside its engines", "engine/light/a.cpp", "#include <Eigen/Dense>", 1, "third-party"),
    ("toml outside _toml.cpp", "engine/light/a.cpp", "#include <toml++/toml.h>", 1, "third-party"),
    ("gtest outside tests", "base/a.cpp", "#include <gtest/gtest.h>", 1, "third-party"),
    ("zip in another format", "format/svg/a.cpp", "#include <zip.h>", 1, "third-party"),
    ("posix in an engine", "engine/light/a.cpp", "#include <unistd.h>", 1, "third-party"),
    ("command line in actions", "feature/unit/a_actions.cpp", "#include <CLI/CLI.hpp>", 1, "third-party"),
    ("clock", "engine/light/a.cpp", "auto now = std::chrono::steady_clock::now();", 1, "clock"),
    ("C clock", "feature/unit/a.cpp", "\n\nauto now = time(nullptr);", 3, "clock"),
    ("random device", "engine/draw/a.cpp", "std::random_device seed;", 1, "random"),
    ("random header is fine, rand is not", "engine/draw/a.cpp", "#include <random>\nint n = std::rand();", 2, "random"),
    ("stream header", "base/a.cpp", "#include <iostream>", 1, "stream"),
    ("file stream", "format/csv/a.cpp", 'std::ifstream in("a");', 1, "stream"),
    ("print to a file", "feature/unit/a.cpp", 'std::fprintf(file, "a");', 1, "stream"),
    ("thread", "engine/score/a.cpp", "\nstd::thread worker;", 2, "thread"),
    ("thread header", "engine/light/parallel.hpp", "#include <thread>", 1, "thread"),
    ("throw", "feature/unit/a.cpp", "if (wrong) throw std::runtime_error(\"a\");", 1, "throw"),
    ("environment", "base/a.cpp", 'auto today = std::getenv("TODAY");', 1, "environment"),
    ("double in a feature", "feature/unit/a_actions.cpp", "double share = 0;", 1, "floating-point"),
    ("double in platform", "platform/job/a.hpp", "void wait(double seconds);", 1, "floating-point"),
    ("double in main", "main/a.cpp", "float share = 0;", 1, "floating-point"),
    ("bool parameter", "feature/unit/a.hpp", "void open(int unit,\n          const bool& strict);", 2,
     "bool-parameter"),
    ("SQL in actions", "feature/unit/a_actions.cpp", 'auto q = R"(\n  UPDATE unit SET name = :name)";', 1, "sql"),
    ("SQL in main", "main/a.cpp", 'auto q = "INSERT INTO unit VALUES (1)";', 1, "sql"),
]

INNOCENT = """
// throw, double and std::thread may be talked about; time(nullptr) too
auto text = "#include <iostream> throw std::cout double";
int time(int day);           // a name of our own
auto n = 1'000'000; auto c = '"'; auto later = finish.time(0);
/* #include "platform/db/tx.hpp"
   random_device */
Span between(Date first, Date last);
auto raw = R"x(
#include "engine/light/clause.hpp"
getenv("HOME"))x";
bool ready() const; Result<bool> parse(std::map<int, bool> seen);
inline int pick() { if (bool found = ready(); found) return 1; return 0; }
"""


class CheckLayers(PlantedTree):
    def check(self):
        return check_layers.check_tree(self.tree())

    def plant_clean(self):
        for path, text in CLEAN.items():
            self.plant(f"src/{path}", text)

    def test_clean_tree_passes(self):
        self.plant_clean()
        self.assert_reports(self.check())

    def test_each_fault_alone(self):
        for about, path, text, line, rule in FAULTS:
            with self.subTest(about):
                self.plant(f"src/{path}", text + "\n")
                self.assert_reports(self.check(), (f"src/{path}", line, rule))
                (self.root / "src" / path).unlink()

    def test_fault_among_clean_files(self):
        self.plant_clean()
        self.plant("src/engine/score/a.cpp", '#include "engine/light/evaluate.hpp"\n')
        self.assert_reports(self.check(), ("src/engine/score/a.cpp", 1, "include"))

    def test_words_in_comments_and_strings_are_innocent(self):
        self.plant("src/feature/unit/unit.hpp", INNOCENT)
        self.assert_reports(self.check())

    def test_circle_of_platform_folders(self):
        self.plant("src/platform/db/a.cpp", '#include "platform/log/a.hpp"\n')
        self.plant("src/platform/log/a.cpp", '\n#include "platform/config/a.hpp"\n')
        self.plant("src/platform/config/a.cpp", '#include "platform/db/a.hpp"\n')
        self.assert_reports(self.check(), ("src/platform/config/a.cpp", 1, "cycle"))
        self.assertIn("platform/config -> platform/db -> platform/log -> platform/config", self.check()[0].advice)

    def test_circle_of_features(self):
        self.plant("src/feature/unit/unit_actions.cpp", '#include "feature/matter/matter_actions.hpp"\n')
        self.plant("src/feature/matter/matter.hpp", '#include "feature/unit/unit.hpp"\n')
        self.assert_reports(self.check(), ("src/feature/matter/matter.hpp", 1, "cycle"))

    def test_tests_close_no_circle(self):
        self.plant("src/feature/unit/unit_test.cpp", '#include "feature/matter/matter.hpp"\n')
        self.plant("src/feature/matter/matter.hpp", '#include "feature/unit/unit.hpp"\n')
        self.assert_reports(self.check())

    def test_every_rule_has_a_planted_fault(self):
        planted = {rule for *_, rule in FAULTS} | {"cycle"}
        rules = {ban.rule for ban in check_layers.purity.PURE} | {
            "floating-point", "sql", "bool-parameter", "place", "include", "include-path", "third-party", "cycle"}
        self.assertEqual(planted, rules)


if __name__ == "__main__":
    unittest.main()
