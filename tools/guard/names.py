# SPDX-License-Identifier: Apache-2.0
"""Words that say nothing, and Chinese spelled in Latin letters, in the names we choose ourselves."""

import re
from collections.abc import Iterator

from guard.finding import Finding
from guard.symbols import Symbol
from guard.tree import Tree

BANNED = {
    "util": "name the topic it serves", "utils": "name the topic it serves", "utility": "name the topic it serves",
    "helper": "name what it does", "helpers": "name what it does",
    "manager": "name what it holds or decides", "managers": "name what it holds or decides",
    "process": "name the step: parse, decide, render", "processor": "name the step: parser, renderer",
}
# These two are banned where they are what the name is about: its last word.
BANNED_LAST = {
    "data": "name what it holds: bytes, rows, figures", "info": "name what it tells: summary, detail, status",
}
# Words that standards and operating systems gave to things; process here means the running program.
STANDARD = re.compile(r"process_(?:id|group)|(?:child|second|sub)_?process|in_process|cross_process")
# Containers offer data(), loggers info(): a function of exactly that name is a convention, not a lack of one.
STANDARD_FUNCTIONS = ("data", "info")

PINYIN = frozenset("""
banjie bumen caiwu chengban danwei diaodu duban ducha fankui fenlei gongcheng guapai guihua hongdeng
huangdeng huiyi jiaoban jiedao jiedian jindu jihua kaohe kaoping lvdeng mubiao niandu paiming pingjia qiye qianshou
quxian renwu renyuan rizhi shebei shenhe shenpi shijian shixiang shouxu shuju tianbao tongbao tongji touzi wancheng
wenjian wenti xiangmu xiaohao xinxi yanqi yonghu yuedu yujing zerenren zhengce zhibiao zhuangtai zongjie zuzhi
""".split())

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_OUR_FOLDERS = ("src/", "web/src/", "tools/", "tests/", "bench/")


def words_of(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def fault_of(name: str) -> str | None:
    """What is wrong with a name, or None."""
    words = words_of(STANDARD.sub("", name))
    for word in words:
        if word in BANNED:
            return f'"{word}" says nothing: {BANNED[word]}'
        if word in PINYIN:
            return f'"{word}" is pinyin: use the code word of docs/glossary.md'
    if words and words[-1] in BANNED_LAST:
        return f'"{words[-1]}" says nothing: {BANNED_LAST[words[-1]]}'
    return None


def check_file_names(tree: Tree) -> Iterator[Finding]:
    for path in tree.files:
        if not path.startswith(_OUR_FOLDERS):
            continue
        for part in path.split("/"):
            fault = fault_of(part.split(".")[0])
            if fault:
                yield Finding(path, 1, "file-name", fault)


def check_identifiers(symbols: list[Symbol]) -> Iterator[Finding]:
    for symbol in symbols:
        fault = fault_of(symbol.name)
        if fault and not _is_convention(symbol):
            yield Finding(symbol.path, symbol.line, "identifier", f"{symbol.kind} {symbol.name}: {fault}")


def _is_convention(symbol: Symbol) -> bool:
    return symbol.name in STANDARD_FUNCTIONS and symbol.kind in ("function", "prototype")
