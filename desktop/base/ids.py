"""Ids that never clash between laptops: UUIDv7 (RFC 9562), increasing within a process."""

from __future__ import annotations

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A UUIDv7 as text: 48 bits of milliseconds, then a counter in rand_a so that ids made in one process sort by age."""
    global _last
    with _lock:
        # 12 bits below the millisecond keep the order of ids made within the same millisecond.
        stamp = max((time.time_ns() // 1_000_000) << 12, _last + 1)
        _last = stamp
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    return str(UUID(int=value))


def is_id(text: str) -> bool:
    """Whether the text is a UUID in its usual lower-case form."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
