#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the search of the running server over 1,000,000 texts, with the load generator on the same machine.

bench/search.py [--build DIR] [--seconds N] [--store DIR]

Fills a store (bench_search_store) unless one is given, starts `guatu serve`, waits until the index is there, and prints
how long that took, what an import of 100,000 rows costs, and 64 connections with words of all kinds: one character that
is everywhere, two, rare names, several words, codes.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
import time
import urllib.parse

from server import ROOT, Load, Server

QUESTIONS = {
    "one character that is everywhere": ["项", "工", "完"],
    "two characters that are everywhere": ["项目", "协调", "资金"],
    "one rare character": ["梧", "棠", "枣"],
    "two rare characters": ["澄梧", "柳桥", "沙兰"],
    "longer words": ["责任单位", "澄梧路", "签订竣工验收"],
    "several words": ["项目 桥梁", "拆迁 补偿 梧桐", "资金 拨付 学校 医院"],
    "numbers and codes": ["117", "2026-004711", "899号"],
    "what nobody wrote": ["鑫鑫", "路路路", "项目 龘"],
}

# Each request another question.
SCRIPT = """
local paths = {%s}
local at = 0
function request()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
"""


def address(question):
    return "/api/v1/search?" + urllib.parse.urlencode({"q": question, "page_size": 20})


def wait_for_index(server):
    begin = time.perf_counter()
    while not json.loads(server.get(address("梧"))[2])["is_current"]:
        time.sleep(1)
    return time.perf_counter() - begin


def script_of(folder, questions):
    path = pathlib.Path(folder) / "questions.lua"
    path.write_text(SCRIPT % ", ".join(f'"{address(one)}"' for one in questions))
    return str(path)


def measure(server, folder, seconds):
    print("\n| what | figure |\n|---|---|")
    for what, questions in QUESTIONS.items():
        print(f"| {what} | {Load(server, '/', seconds, script=script_of(folder, questions))} |", flush=True)
    everything = [question for questions in QUESTIONS.values() for question in questions]
    load = Load(server, "/", seconds, script=script_of(folder, everything))
    print(f"| all of them, bar p99 50 ms | {load}, {'met' if load.p99 <= 50 and not load.wrong else 'MISSED'} |")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--build", default=str(ROOT / "build/release"))
    options.add_argument("--seconds", type=int, default=10)
    options.add_argument("--store")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or f"{folder}/store"
        build = pathlib.Path(given.build)
        password = "Tuoche-lu47-Qiao"
        if not pathlib.Path(store).exists():
            password = subprocess.run([build / "bench/bench_search_store", store], check=True, capture_output=True,
                                      text=True).stdout.strip()
        server = Server(str(build / "guatu"), store)
        try:
            server.log_in("clerk", password)
            waited = wait_for_index(server)
            size = sum(file.stat().st_size for file in pathlib.Path(store, "search").iterdir()) / 1e6
            print(f"index of 1,000,000 texts: {waited:.0f} s after the start, {server.cpu_seconds():.0f} s of CPU, "
                  f"{size:.0f} MB")
            measure(server, folder, given.seconds)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
