"""Names of files inside a package: what may be written on every system, and nothing that could leave the folder."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200  # characters of a whole name
DEEPEST = 8  # folders and the file
_FORBIDDEN = re.compile(r'[\\:*?"<>|%]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def is_safe(name: str) -> bool:
    """Whether the name (parts joined by `/`) is relative, plain, and the same file on Linux, Windows and macOS."""
    if not name or len(name) > LONGEST or unicodedata.normalize("NFC", name) != name:
        return False
    if _FORBIDDEN.search(name) or any(unicodedata.category(sign)[0] == "C" or sign in "\u2028\u2029" for sign in name):
        return False
    parts = name.split("/")
    return len(parts) <= DEEPEST and all(map(_is_part, parts))


def folded(name: str) -> str:
    """The same for two names that one system or another takes for the same file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def clash(names: list[str]) -> str | None:
    """The first name that is there twice, in any spelling, or that is a folder of another."""
    seen: set[str] = set()
    folders: set[str] = set()
    for name in names:
        plain = folded(name)
        above = [plain[:at] for at, sign in enumerate(plain) if sign == "/"]
        if plain in seen or plain in folders or not seen.isdisjoint(above):
            return name
        seen.add(plain)
        folders.update(above)
    return None


def _is_part(part: str) -> bool:
    if part in ("", ".", "..") or part != part.strip() or part.endswith("."):
        return False
    return not _RESERVED.fullmatch(part) and len(part.encode("utf-8")) <= 255
