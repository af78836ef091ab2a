#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the running server, logged in, with the load generator on the same machine (`./dev bench server`).

bench/server.py [--build DIR] [--seconds N] [--on sqlite|postgres] [--todos]

Fills a store with 100,000 projects (bench_server_store), starts `guatu serve` and prints one table for each database:
lists at 64 connections, lists beside raw SQL of the same answer, 304 answers, durable writes, idle connections, start.
`--todos` measures to-do lists out of 1,000,000 matters instead. wrk makes the load. PostgreSQL runs as
tests/postgres/server starts it, but waits for the disk as a real one does.
"""

import argparse
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILTERS = {"sector": "交通", "stage": "continuing"}
SEARCH = "第77号"
REPEATS = 200

# One new enterprise a request, each with an idempotency key.
WRITES = """
local serial = tonumber(os.getenv("BENCH_FIRST_SERIAL"))
function request()
  serial = serial + 1
  local id = string.format("91440101%%09dX", serial)
  local body = string.format('{"id":"%%s","name":"厂 %%d","accept_check_digit":true}', id, serial)
  local headers = {["Content-Type"] = "application/json", ["Cookie"] = "%(cookie)s", ["X-Guatu-Token"] = "%(token)s",
                   ["Origin"] = "http://127.0.0.1:%(port)d", ["Idempotency-Key"] = "bench-" .. serial}
  return wrk.format("POST", "/api/v1/enterprises", headers, body)
end
"""


class Server:
    """`guatu serve` on a free port."""

    def __init__(self, program, store):
        begin = time.perf_counter()
        self.log = pathlib.Path(f"{store}.log")
        self.process = subprocess.Popen(
            [program, "serve", "--data", store, "--listen", "127.0.0.1:0", "--log-file", self.log],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.port = 0
        self.cookie = self.token = ""
        for line in self.process.stdout:
            found = re.search(r"127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found[1])
                break
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        assert self.get("/healthz")[0] == 200
        self.start_seconds = time.perf_counter() - begin

    def request(self, method, path, body=None, headers=None):
        given = {"Cookie": self.cookie, **(headers or {})}
        if body is not None:
            given |= {"Content-Type": "application/json", "X-Guatu-Token": self.token,
                      "Origin": f"http://127.0.0.1:{self.port}"}
            body = json.dumps(body)
        self.connection.request(method, path, body, given)
        reply = self.connection.getresponse()
        return reply.status, reply.headers, reply.read()

    def get(self, path, headers=None):
        return self.request("GET", path, None, headers)

    def log_in(self, account, password):
        for body in (None, {"account": account, "password": password}):
            method = "GET" if body is None else "POST"
            status, headers, text = self.request(method, "/api/v1/session", body)
            assert status in (200, 201), (status, text)
            if headers["Set-Cookie"]:
                self.cookie = headers["Set-Cookie"].split(";")[0]
            self.token = json.loads(text)["token"]

    def wait_for_search(self):
        """The index of a store that was just filled is made once, and takes a processor meanwhile."""
        while not re.search(r'"event":"job.done","job":"search"', self.log.read_text()):
            time.sleep(0.5)

    def memory_kib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


class Load:
    """What wrk told, and what the requests cost: CPU time does not depend on who else uses the machine."""

    def __init__(self, server, path, seconds, *more, script=None):
        command = ["wrk", "-t1", "-c64", f"-d{seconds}s", "--latency", "-H", f"Cookie: {server.cookie}", *more]
        if script:
            command += ["-s", script]
        before = server.cpu_seconds()
        text = subprocess.run([*command, f"http://127.0.0.1:{server.port}{path}"], check=True, capture_output=True,
                              text=True).stdout
        requests = int(re.search(r"(\d+) requests in", text)[1])
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
        self.median, self.p99 = (milliseconds(re.search(rf"^ +{share}% +(\S+)", text, re.M)[1]) for share in (50, 99))
        self.cpu_us = (server.cpu_seconds() - before) * 1e6 / max(requests, 1)
        self.wrong = int(wrong[1]) if wrong else 0

    def __str__(self):
        told = (f"{self.rate:,.0f}/s, median {self.median:.1f} ms, p99 {self.p99:.1f} ms, "
                f"{self.cpu_us:,.0f} µs of the server's CPU each")
        return told + (f", {self.wrong} WRONG" if self.wrong else "")


def median_ms(action):
    times = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        action()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def address(**query):
    return "/api/v1/projects?" + urllib.parse.urlencode(query)


def raw_statements(**query):
    """The rows and the total of a list, as somebody would write them by hand."""
    if "q" in query:
        text = query["q"]
        where = " OR ".join(f"instr({column}, '{text}') > 0" for column in ("name", "id", "national_code"))
    else:
        where = " AND ".join(f"{column} = '{value}'" for column, value in FILTERS.items())
    return (f"SELECT * FROM project WHERE {where} ORDER BY sequence, id LIMIT 50",
            f"SELECT count(*) FROM project WHERE {where}")


def raw_ms_sqlite(store, **query):
    database = sqlite3.connect(f"file:{store}/guatu.db?mode=ro", uri=True)
    database.execute("PRAGMA mmap_size = 268435456")
    statements = raw_statements(**query)
    return median_ms(lambda: [database.execute(statement).fetchall() for statement in statements])


def raw_ms_postgres(url, **query):
    lines = []
    for statement in raw_statements(**query):
        statement = re.sub(r"instr\((\w+), ('[^']+')\)", r"strpos(\1, \2)", statement)
        name = f"q{len(lines)}"
        lines.append((name, f"PREPARE {name} AS {statement};"))
    text = "\\o /dev/null\n" + "\n".join(line for _, line in lines) + "\n\\timing on\n"
    text += "".join(f"EXECUTE {name};\n" for name, _ in lines) * REPEATS
    told = subprocess.run(["psql", "-qX", url], input=text, check=True, capture_output=True, text=True).stdout
    times = [float(one) for one in re.findall(r"Time: ([\d.]+) ms", told)]
    return sum(statistics.median(times[first::len(lines)]) for first in range(len(lines)))


def idle_kib(server):
    """What 1,000 connections cost that have asked once and stay."""
    before = server.memory_kib()
    request = f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
    idle = []
    for _ in range(1000):
        idle.append(socket.create_connection(("127.0.0.1", server.port)))
        idle[-1].sendall(request)
        assert b" 200 " in idle[-1].recv(4096)
    cost = server.memory_kib() - before
    for one in idle:
        one.close()
    return cost


class Table:
    def __init__(self, title):
        print(f"\n{title}\n\n| what | figure | bar | |\n|---|---|---|---|")

    def row(self, what, figure, bar, is_met):
        print(f"| {what} | {figure} | {bar} | {'' if is_met is None else 'met' if is_met else 'MISSED'} |", flush=True)


def measure_lists(server, table, seconds):
    for sort in ("sequence", "name", "-total_investment"):
        load = Load(server, address(sort=sort), seconds)
        table.row(f"50 of 100,000 projects by {sort}, 64 connections", load, "3,000/s, p99 40 ms",
                  load.rate >= 3000 and load.p99 <= 40 and not load.wrong)
    tag = server.get(address(sort="name"))[1]["ETag"]
    load = Load(server, address(sort="name"), seconds, "-H", f"If-None-Match: {tag}")
    table.row("304 answers, 64 connections", load, "15,000/s", load.rate >= 15000 and not load.wrong)


def measure_beside_sql(server, table, raw_ms):
    for what, query in (("two filters", FILTERS), ("name search", {"q": SEARCH})):
        status, _, body = server.get(address(**query))
        assert status == 200, body
        own = median_ms(lambda: server.get(address(**query)))
        raw = raw_ms(**query)
        table.row(f"{what}, {json.loads(body)['total']:,} found, one at a time",
                  f"{own:.2f} ms; raw SQL {raw:.2f} ms: {own / raw:.1f}×", "3×", own <= 3 * raw)


def measure_past(server, table):
    """The list as it was before every project was reported on once more."""
    query = {"sort": "name", "as_of": "1", **FILTERS}
    begin = time.perf_counter()
    assert server.get(address(**query))[0] == 200
    first = time.perf_counter() - begin
    for what, filters in (("the whole", {}), ("two filters", FILTERS)):
        then = median_ms(lambda: server.get(address(sort="name", as_of="1", **filters)))
        now = median_ms(lambda: server.get(address(sort="name", **filters)))
        table.row(f"as of an earlier entry, {what}, one at a time",
                  f"{then:.2f} ms; now {now:.2f} ms: {then / now:.1f}×", "3×", then <= 3 * now)
    table.row("the first question about that past", f"{first:.2f} s", "", None)


def measure_writes(server, table, seconds, folder):
    script = pathlib.Path(folder, "writes.lua")
    script.write_text(WRITES % {"cookie": server.cookie, "token": server.token, "port": server.port})
    for turn in range(2):
        os.environ["BENCH_FIRST_SERIAL"] = str(10_000_000 * (turn + 1))
        load = Load(server, "/", seconds, script=str(script))
        table.row("durable single writes, 64 connections" + (" (again)" if turn else ""), load, "1,500/s",
                  load.rate >= 1500 and not load.wrong)


def measure_todos(title, build, folder, seconds, connection):
    store = str(pathlib.Path(folder, "store"))
    begin = time.perf_counter()
    password = subprocess.run([build / "bench/bench_server_store", store, *([connection] if connection else [])],
                              check=True, capture_output=True, text=True,
                              env=os.environ | {"GUATU_BENCH_MATTERS": "1000000"}).stdout.strip()
    table = Table(f"{title}: filled with 1,000,000 matters in {time.perf_counter() - begin:.1f} s")
    server = Server(build / "guatu", store)
    try:
        server.wait_for_search()
        for account in ("contact", "clerk"):
            server.cookie = server.token = ""
            server.log_in(account, password)
            for path in ("/api/v1/todos", "/api/v1/todos?page=20", "/api/v1/todos?box=done"):
                total = json.loads(server.get(path)[2])["total"]
                load = Load(server, path, seconds)
                table.row(f"{path} of a {account}, {total:,} in all, 64 connections", load, "p99 20 ms",
                          load.p99 <= 20 and not load.wrong)
        table.row("resident memory at the end", f"{server.memory_kib() / 1024:.0f} MiB", "", None)
    finally:
        server.stop()


def measure(title, build, folder, seconds, connection):
    store = str(pathlib.Path(folder, "store"))
    begin = time.perf_counter()
    password = subprocess.run([build / "bench/bench_server_store", store, *([connection] if connection else [])],
                              check=True, capture_output=True, text=True).stdout.strip()
    table = Table(f"{title}: filled in {time.perf_counter() - begin:.1f} s")
    starts = []
    for _ in range(5):
        server = Server(build / "guatu", store)
        starts.append(server.start_seconds)
        server.stop()
    table.row("start until /healthz answers, median of 5", f"{statistics.median(starts):.3f} s", "0.3 s",
              statistics.median(starts) <= 0.3)
    server = Server(build / "guatu", store)
    try:
        server.log_in("clerk", password)
        measure_lists(server, table, seconds)
        measure_beside_sql(server, table, lambda **query: raw_ms_postgres(connection, **query)
                           if connection else raw_ms_sqlite(store, **query))
        measure_past(server, table)
        measure_writes(server, table, seconds, folder)
        idle = idle_kib(server)
        table.row("1,000 idle connections", f"+{idle / 1024:.1f} MiB", "20 MiB", idle <= 20 * 1024)
        table.row("resident memory at the end", f"{server.memory_kib() / 1024:.0f} MiB", "", None)
    finally:
        server.stop()


class Postgres:
    """A server of its own that waits for the disk."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="guatu-bench-postgres-")
        os.rmdir(self.folder)
        self.url = self.command("start")
        for setting in ("fsync = on", "full_page_writes = on"):
            subprocess.run(["psql", "-qX", self.url, "-c", f"ALTER SYSTEM SET {setting}"], check=True)
        subprocess.run(["psql", "-qX", self.url, "-c", "SELECT pg_reload_conf()"], check=True, capture_output=True)
        return self.url

    def __exit__(self, *_):
        self.command("stop")

    def command(self, what):
        return subprocess.run([ROOT / "tests/postgres/server", what, self.folder], check=True, capture_output=True,
                              text=True).stdout.strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--on", choices=["sqlite", "postgres"])
    parser.add_argument("--todos", action="store_true")
    given = parser.parse_args()
    chosen = measure_todos if given.todos else measure
    print(f"load {os.getloadavg()[0]:.1f} before it began, {os.cpu_count()} cores", file=sys.stderr)
    if given.on != "postgres":
        folder = tempfile.mkdtemp(prefix="guatu-bench-")
        try:
            chosen("SQLite", given.build, folder, given.seconds, None)
        finally:
            shutil.rmtree(folder)
    if given.on != "sqlite":
        folder = tempfile.mkdtemp(prefix="guatu-bench-")
        try:
            with Postgres() as url:
                chosen("PostgreSQL", given.build, folder, given.seconds, url)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
