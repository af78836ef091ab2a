#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks whether the tests would notice: changes the code in one place, builds, runs the tests, repeats.

A mutation that survives is a row missing in a table of tests, or code that does nothing. Weekly and
over pure rules, where a file compiles in a second.

    tools/mutate.py src/feature/matter/matter.cpp --build build --test 'build/test_feature_matter'
    tools/mutate.py src/engine --build build --test 'ctest --test-dir build -R engine' --limit 50 --seed 7

Exit status: 0 all killed, 1 some survived, 2 could not measure.
"""

import argparse
import difflib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guard.mutations import Mutation, apply, choose, mutations_of
from guard.tree import Tree, is_test

# A mutation may loop for ever: a test run this much slower than the sound one counts as noticed.
PATIENCE = 10
PATIENCE_SECONDS_MIN = 10.0


class CannotMeasure(Exception):
    """The sound code does not build or pass, so nothing can be learned from spoiling it."""


def run(command: str, root: Path, seconds: float | None = None) -> bool:
    """Whether a command succeeds in time; what it started is ended with it."""
    child = subprocess.Popen(command, shell=True, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             start_new_session=True)
    try:
        return child.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


@contextmanager
def spoiled(path: Path, text: str) -> Iterator[None]:
    """The file holds `text` inside the block and its own bytes after it, whatever ends the block."""
    sound = path.read_bytes()
    try:
        path.write_text(text, encoding="utf-8", newline="")
        yield
    finally:
        path.write_bytes(sound)


@contextmanager
def signals_unwind() -> Iterator[None]:
    """Lets termination end the run as Ctrl-C does: through the blocks that restore files."""
    def unwind(*_):
        raise KeyboardInterrupt
    kept = {number: signal.signal(number, unwind) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def sources_of(tree: Tree, paths: list[str]) -> list[str]:
    """C++ sources below the given files and folders, without tests."""
    found = set()
    for path in paths:
        relative = Path(path).resolve().relative_to(tree.root) if Path(path).is_absolute() else Path(path)
        plain = relative.as_posix()
        found |= {plain} & set(tree.files) or set(tree.below("" if plain == "." else plain, ".cpp", ".hpp"))
    if not found:
        raise CannotMeasure(f"no C++ source in {', '.join(paths)}: name files or folders of the checkout")
    return sorted(path for path in found if not is_test(path))


def all_mutations(tree: Tree, paths: list[str]) -> list[Mutation]:
    return [mutation for path in sources_of(tree, paths) for mutation in mutations_of(path, tree.text(path))]


def sound_seconds(root: Path, build: str, test: str) -> float:
    """How long the tests of the unspoiled code take; they must pass."""
    if not run(build, root):
        raise CannotMeasure(f"the unspoiled code does not build: {build}")
    start = time.monotonic()
    if not run(test, root):
        raise CannotMeasure(f"the tests fail on the unspoiled code: {test}")
    return time.monotonic() - start


def verdict(tree: Tree, mutation: Mutation, build: str, test: str, seconds: float) -> str:
    """killed, survived, or unbuildable: a change the compiler refuses says nothing about the tests."""
    with spoiled(tree.root / mutation.path, apply(mutation, tree.text(mutation.path))):
        if not run(build, tree.root):
            return "unbuildable"
        return "survived" if run(test, tree.root, seconds) else "killed"


def described(tree: Tree, mutation: Mutation) -> str:
    old = " ".join(tree.text(mutation.path)[mutation.start:mutation.end].split())
    return f"{mutation.kind} {old} -> {mutation.new or 'nothing'}"


def difference(tree: Tree, mutation: Mutation) -> str:
    before = tree.text(mutation.path)
    sides = (before.splitlines(), apply(mutation, before).splitlines())
    lines = difflib.unified_diff(*sides, mutation.path, mutation.path, n=1, lineterm="")
    return "\n".join(f"    {line}" for line in lines)


def measure(tree: Tree, mutations: list[Mutation], build: str, test: str) -> Counter:
    """Tries every mutation and prints its fate; the differences of survivors follow their line."""
    seconds = max(PATIENCE_SECONDS_MIN, PATIENCE * sound_seconds(tree.root, build, test))
    fates: Counter = Counter()
    for mutation in mutations:
        fate = verdict(tree, mutation, build, test, seconds)
        fates[fate] += 1
        print(f"{mutation.path}:{mutation.line}: {fate}: {described(tree, mutation)}", flush=True)
        if fate == "survived":
            print(difference(tree, mutation), flush=True)
    run(build, tree.root)  # no spoiled program stays behind
    return fates


def parse_options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description="tells which small faults the tests would not notice")
    options.add_argument("paths", nargs="+", metavar="PATH", help="sources or folders to spoil")
    options.add_argument("--build", metavar="DIR", help="build folder; rebuilt by cmake --build DIR")
    options.add_argument("--rebuild", metavar="CMD", help="command that builds, instead of cmake --build")
    options.add_argument("--test", metavar="CMD", required=True, help="command that fails when a test fails")
    options.add_argument("--limit", type=int, metavar="N", help="try N mutations, chosen by the seed")
    options.add_argument("--seed", type=int, default=1, metavar="S", help="same seed, same choice (default 1)")
    options.add_argument("--root", type=Path, default=Path(__file__).parents[1], help="checkout to work in")
    chosen = options.parse_args()
    if not chosen.build and not chosen.rebuild:
        options.error("say how to build: --build DIR or --rebuild CMD")
    return chosen


def main() -> int:
    chosen = parse_options()
    tree = Tree(chosen.root)
    build = chosen.rebuild or f'cmake --build "{chosen.build}"'
    try:
        with signals_unwind():
            mutations = choose(all_mutations(tree, chosen.paths), chosen.limit, chosen.seed)
            fates = measure(tree, mutations, build, chosen.test)
    except CannotMeasure as fault:
        print(f"mutate: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("mutate: interrupted; the sources are as they were", file=sys.stderr)
        return 2
    print(f"mutate: {fates['killed']} killed, {fates['survived']} survived, {fates['unbuildable']} did not build")
    return 1 if fates["survived"] else 0


if __name__ == "__main__":
    sys.exit(main())
