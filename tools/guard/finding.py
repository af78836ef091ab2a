# SPDX-License-Identifier: Apache-2.0
"""One complaint of a guard tool, in the form editors can jump to."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """`advice` says what to do instead; a reader should not have to look the rule up."""

    path: str
    line: int
    rule: str
    advice: str
    warning: bool = False

    def __str__(self) -> str:
        mark = "warning: " if self.warning else ""
        return f"{self.path}:{self.line}: {mark}{self.rule}: {self.advice}"


class MissingTool(Exception):
    """A program the tools stand on is absent; the text says how to get it."""


def report(name: str, findings: list[Finding]) -> int:
    """Prints all findings in file order and returns the exit status: warnings alone do not fail."""
    for finding in sorted(set(findings)):
        print(finding)
    faults = {finding for finding in findings if not finding.warning}
    if faults:
        print(f"{name}: {len(faults)} to repair", file=sys.stderr)
    return 1 if faults else 0
