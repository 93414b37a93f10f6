"""What the parts of the assessment document are made of: strict structs and bounded texts."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from desktop.base.typed import LINES, ONE_LINE

Line = Annotated[str, Meta(max_length=500, pattern=ONE_LINE)]
Long = Annotated[str, Meta(max_length=50_000, pattern=LINES)]
Reason = Annotated[str, Meta(min_length=1, max_length=5000, pattern=LINES)]
Key = Annotated[str, Meta(min_length=1, max_length=80, pattern=ONE_LINE)]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


# Nothing here leads back to itself, so the collector need not look: of thousands of pieces a pass holds every thread for 50 ms.
class Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True, gc=False):
    """Unknown keys are refused; what is not set is not written."""
