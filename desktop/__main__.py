"""`fieldaudit` and `python -m desktop`: the command line; without a command, the window."""

from __future__ import annotations

import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run the words of a command line; the exit code is returned (see desktop.cli.main)."""
    from desktop.cli.main import run

    return run(sys.argv[1:] if argv is None else argv, _open_window)


def gui() -> int:
    """Start the window without a console."""
    return main(sys.argv[1:])


def _open_window(store: Path | None, audit: str | None) -> int:
    from desktop.app import run_window

    return run_window(store, audit)


if __name__ == "__main__":
    sys.exit(main())
