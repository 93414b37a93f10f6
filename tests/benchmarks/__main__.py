"""Run the benchmarks named (all without a name), print one table, write it as JSON."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

PARTS = (
    "starting",
    "editing",
    "planning",
    "window",
    "plan_window",
    "intake",
    "loop",
    "many",
    "packaging",
    "reporting",
    "survey_rows",
    "grading",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.benchmarks")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which (default: all)")
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"))
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("FIELDAUDIT_PASSPHRASE", "bench")
    from tests.benchmarks.measure import Row, table

    rows: list[Row] = []
    for part in args.parts or PARTS:
        print(f"… {part}", file=sys.stderr)
        rows += importlib.import_module(f"tests.benchmarks.{part}").run()
    print(table(rows))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(
        json.dumps([asdict(row) | {"ratio": row.ratio, "held": row.held} for row in rows], ensure_ascii=False, indent=2) + "\n",
        encoding="utf-8",
    )
    return 1 if any(row.held == "NO" for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
