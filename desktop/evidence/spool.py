"""Small pictures on their way to the store: on the disk, so that thousands cost no memory, under a key that only memory holds."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO


class Spool:
    """Texts of bytes put away and fetched by number. Nothing of it outlives `close`, or can be read without this object."""

    def __init__(self, folder: Path) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(AESGCM.generate_key(256))
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._places: list[tuple[int, int, int]] = []  # where, how long, under which nonce
        self._used = 0

    def put(self, data: bytes) -> int | None:
        """The number to fetch it by; None when the disk takes no more."""
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 # closed by close
            at = self._file.seek(0, 2)
            self._used += 1
            sealed = self._cipher.encrypt(_nonce(self._used), data, None)
            self._file.write(sealed)
            self._file.flush()
        except OSError:
            return None
        self._places.append((at, len(sealed), self._used))
        return len(self._places) - 1

    def get(self, number: int) -> bytes:
        """What was put away."""
        assert self._file is not None
        at, length, used = self._places[number]
        self._file.seek(at)
        return self._cipher.decrypt(_nonce(used), self._file.read(length), None)

    def close(self) -> None:
        """Forget everything."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()


def _nonce(number: int) -> bytes:
    # Counted under a key of its own: never twice the same.
    return number.to_bytes(12, "big")
