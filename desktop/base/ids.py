"""Ids that never clash between laptops: UUIDv7 (RFC 9562), increasing within a process."""

from __future__ import annotations

import os
import re
import threading
import time

_lock = threading.Lock()
_last = 0
_FORM = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_id() -> str:
    """A UUIDv7 as text: 48 bits of milliseconds, then a counter in rand_a so that ids made in one process sort by age."""
    global _last
    with _lock:
        # 12 bits below the millisecond keep the order of ids made within the same millisecond.
        stamp = max((time.time_ns() // 1_000_000) << 12, _last + 1)
        _last = stamp
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_id(text: str) -> bool:
    """Whether the text is a UUID in its usual lower-case form."""
    return _FORM.fullmatch(text) is not None
