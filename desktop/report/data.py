"""What a report is made from: a snapshot of the audit, its grade, its rules, and a way to the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.assessment import Assessment
from desktop.domain.grade import Grade
from desktop.domain.rules import Rules
from desktop.domain.scheme import Scheme


@dataclass(frozen=True, kw_only=True)
class ReportData:
    """All that is printed. Nothing else is asked while a report is made, so the same data give the same bytes."""

    document: Assessment
    rules: Rules
    grade: Grade
    # The picture to print (JPEG or PNG, redacted where this copy must not show all) by its original's SHA-256; None when it is not here.
    photo: Callable[[str], bytes | None]
    version: str  # the content hash of the document, shown in watermark and foot
    generated_at: str = ""  # a stamp (desktop.base.clock); empty: not printed
    draft: bool = True
    client_copy: bool = False
    left_out: int = 0  # pieces of evidence that the audit has and this report does not print

    @property
    def scheme(self) -> Scheme:
        return self.rules.scheme

    @property
    def short_version(self) -> str:
        return self.version[:8]
