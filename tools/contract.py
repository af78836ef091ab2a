#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes api/openapi.yaml as JSON, for the tests that judge replies by it.

    tools/contract.py api/openapi.yaml OUT.json
"""

import json
import sys
from pathlib import Path

import yaml


def main() -> int:
    source, target = map(Path, sys.argv[1:])
    document = yaml.safe_load(source.read_text(encoding="utf-8"))
    target.write_text(json.dumps(document, ensure_ascii=False, default=str), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
