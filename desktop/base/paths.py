"""Where the program's own files lie, and where a person's store lies unless told otherwise."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def _top() -> Path:
    """The folder that holds `resources` and `schemes`: of the frozen program, of the checkout, or of the installation."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return checkout
    return Path(__file__).resolve().parents[1] / "_files"


def resources() -> Path:
    """Fonts, icons, translations and report artwork."""
    return _top() / "resources"


def schemes() -> Path:
    """The scheme files that ship with the program."""
    return _top() / "schemes"


def scheme_folders() -> list[Path]:
    """Where schemes are looked for: those that ship, then the folders that `FIELDAUDIT_SCHEMES` names; a later file wins."""
    own = os.environ.get("FIELDAUDIT_SCHEMES", "")
    return [schemes(), *(Path(folder) for folder in own.split(os.pathsep) if folder)]


def default_store() -> Path:
    """The store of this person on this machine; the folder is not made here."""
    from platformdirs import user_data_path

    return user_data_path("fieldaudit", appauthor=False)
