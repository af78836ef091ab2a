# SPDX-License-Identifier: Apache-2.0
"""A toy project whose "compiler" is Python: the tool works with any command that builds and tests.

The toy translates a few lines of C++ to Python word by word, so that a mutation of the source
really changes what the tests see.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from planted import SPDX, PlantedTree

import mutate
from guard.mutations import apply, choose, mutations_of

SOURCE = SPDX + """// 1 < 2 in a comment, and "a < b" below, are no code
#define LIMIT 7
Result grade(int score) {
  const char* text = "a < b && 1";
  if (score < 0) return refuse("score < 0");
  if (score >= 60 && score <= 100) return good;
  return poor;
}
"""
COMPILER = """
import re
text = re.sub(r'//.*|#.*', '', open('grade.cpp').read())
text = text.replace('Result grade(int score) {', 'def grade(score):').replace('\\n}', '')
text = text.replace('const char* ', '').replace('&&', 'and').replace('||', 'or').replace(';', '')
text = re.sub(r'if \\((.*?)\\) ', r'if \\1: ', text)
compile(text, 'grade.cpp', 'exec')
open('grade.py', 'w').write('refuse, good, poor = str, "good", "poor"\\n' + text)
"""
TESTS = """
from grade import grade
assert grade(-1).startswith('score')
assert grade(0) == grade(59) == 'poor'
assert grade(60) == 'good'
"""
GOOD_TESTS = TESTS + "assert grade(100) == 'good'\nassert grade(101) == 'poor'\n"


class Mutations(PlantedTree):
    def all(self, text):
        return [(one.kind, text[one.start:one.end], one.new) for one in mutations_of("a", text)]

    def test_every_kind(self):
        self.assertEqual(self.all("a < b"), [("relation", "<", "<="), ("relation", "<", ">")])
        self.assertEqual(self.all("a == b"), [("relation", "==", "!=")])
        self.assertEqual(self.all("a && b"), [("logic", "&&", "||")])
        self.assertEqual(self.all("a + b"), [("arithmetic", "+", "-")])
        self.assertEqual(self.all("a -= b"), [("arithmetic", "-=", "+=")])
        self.assertEqual(self.all("f(true)"), [("truth", "true", "false")])
        self.assertEqual(self.all("if (!found)"), [("negation", "!", "")])
        self.assertEqual(self.all("std::min(a, b)"), [("extreme", "std::min", "std::max")])
        self.assertEqual(self.all("return 0;"), [("figure", "0", "1")])
        self.assertEqual(self.all("f(1'000)"), [("figure", "1'000", "1001"), ("figure", "1'000", "999")])
        refusal = "return refuse(kind,\n  place(b), \"a;b\");"
        self.assertEqual(self.all(f"if (x) {refusal}"), [("refusal", refusal, "{}")])

    def test_what_is_left_alone(self):
        for text in ("std::vector<int> rows;", "int&& row", "a << b", "a <=> b", "p->next", "#if A < 2 \\\n  && B",
                     "// a < b", '"a < b"', "x1 = y_2;", "static_assert(sizeof(a) == b);", "template <class T = A>",
                     "GUATU_ASSERT(a < b);", "u8 = 0x10;", "2.5"):
            self.assertEqual(self.all(text), [], text)

    def test_apply_and_choose(self):
        mutations = mutations_of("grade.cpp", SOURCE)
        self.assertIn("if (score <= 0)", apply(mutations[0], SOURCE))
        self.assertEqual(choose(mutations, None, 1), mutations)
        self.assertEqual(choose(mutations, 3, 7), choose(mutations, 3, 7))
        self.assertEqual(choose(mutations, 3, 7), sorted(choose(mutations, 3, 7)))
        self.assertGreater(len({tuple(choose(mutations, 3, seed)) for seed in range(9)}), 1)


class Mutate(PlantedTree):
    def setUp(self):
        super().setUp()
        self.plant("grade.cpp", SOURCE)
        self.plant("grade_test.cpp", "a < b")
        self.plant("compiler.py", COMPILER)
        self.plant("good.py", GOOD_TESTS)
        self.plant("lazy.py", TESTS)

    def command(self, test, *more):
        python = f'"{sys.executable}" -B'
        return [sys.executable, mutate.__file__, ".", "--root", str(self.root), "--rebuild", f"{python} compiler.py",
                "--test", test if " " in test else f"{python} {test}", *more]

    def mutate(self, test, *more):
        run = subprocess.run(self.command(test, *more), capture_output=True, text=True, check=False)
        self.assertEqual((self.root / "grade.cpp").read_text(), SOURCE, "the source is restored")
        return run

    def test_good_tests_kill_all(self):
        run = self.mutate("good.py")
        self.assertEqual((run.returncode, "survived:" in run.stdout), (0, False), run.stdout + run.stderr)
        self.assertIn("grade.cpp:6: killed: refusal return refuse(\"score < 0\"); -> {}\n", run.stdout)
        self.assertRegex(run.stdout, r"mutate: \d+ killed, 0 survived, 0 did not build\n$")

    def test_survivors_are_shown_with_line_and_difference(self):
        run = self.mutate("lazy.py")
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("grade.cpp:7: survived: relation <= -> <\n", run.stdout)
        self.assertIn("    -  if (score >= 60 && score <= 100) return good;\n"
                      "    +  if (score >= 60 && score < 100) return good;\n", run.stdout)

    def test_limit_and_seed_repeat(self):
        first, again, other = (self.mutate("good.py", "--limit", "2", "--seed", seed).stdout for seed in "113")
        self.assertEqual(first, again)
        self.assertNotEqual(first, other)
        self.assertIn("mutate: 2 killed", first)

    def test_red_tests_measure_nothing(self):
        run = self.mutate("exit 1 #")
        self.assertEqual(run.returncode, 2)
        self.assertIn("the tests fail on the unspoiled code", run.stderr)

    def test_unbuildable_is_no_kill(self):
        self.plant("compiler.py", COMPILER + "assert 'score <= 100' in text\n")
        self.assertIn("grade.cpp:7: unbuildable: relation <= -> <", self.mutate("good.py").stdout)

    def test_interrupt_restores(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                # The first (sound) test run passes; the one after the first mutation hangs.
                command = self.command("if [ -e once ]; then touch hangs; sleep 60; fi; touch once")
                child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                self.wait_for(self.root / "hangs")
                self.assertNotEqual((self.root / "grade.cpp").read_text(), SOURCE)
                os.kill(child.pid, number)
                _, told = child.communicate(timeout=10)
                self.assertEqual((self.root / "grade.cpp").read_text(), SOURCE)
                self.assertEqual((child.returncode, told), (2, "mutate: interrupted; the sources are as they were\n"))
                for name in ("hangs", "once"):
                    (self.root / name).unlink()

    def wait_for(self, path: Path):
        end = time.monotonic() + 10
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.01)
        self.assertTrue(path.exists(), f"{path} did not come")
