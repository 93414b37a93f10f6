"""A keyring for measuring: the key of the one store lies in the file that FIELDAUDIT_BENCH_KEYS names."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class FileKeyring(KeyringBackend):
    """Reads and writes a JSON file; stands for a keyring of the system that is unlocked."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        held: dict[str, str] = json.loads(_file().read_text(encoding="utf-8")) if _file().exists() else {}
        return held.get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        _file().write_text(json.dumps({f"{service}/{username}": password}), encoding="utf-8")


def _file() -> Path:
    return Path(os.environ["FIELDAUDIT_BENCH_KEYS"])
