"""Which of several sites are visited: how many the scheme asks, and a draw anybody can repeat."""

from __future__ import annotations

from hashlib import sha256
from heapq import nsmallest
from math import isqrt
from typing import Any

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.scheme import AuditKind, Scheme

MOST_SITES = 100_000
LONGEST_SEED = 500


def site_sample(scheme: Scheme, sites: int, kind: AuditKind, seed: str = "") -> dict[str, Any]:
    """How many of `sites` (the head office not counted) are visited and which numbers from 1 (CONTRACT.md, `sample`).

    The draw is the n smallest by SHA-256 of "seed:number". BadInput: sites out of 0..100,000, or a seed too long.
    """
    if not 0 <= sites <= MOST_SITES:
        raise BadInput(_("分场所数 {n} 应在 0 到 {most} 之间（不含总部），请改正。").format(n=sites, most=MOST_SITES))
    if len(seed) > LONGEST_SEED:
        raise BadInput(_("抽样种子超过 {most} 个字符，请缩短。").format(most=LONGEST_SEED))
    rule = scheme.site_sampling
    how = rule.rules.get(kind) if rule else None
    result: dict[str, Any] = {
        "scheme": scheme.id,
        "kind": kind,
        "of": sites,
        "sample": None,
        "sites": [],
        "seed": seed,
        "formula": rule.formula if rule else None,
        "clause": rule.clause if rule else None,
    }
    if how is None:
        return result | {"open": _("规则没有给出这类审查的场所抽样办法，请由认证机构确定并说明理由。")}
    count = sites if how == "all" else root_up(sites)
    return result | {"sample": count, "sites": draw(sites, count, seed)}


def root_up(number: int) -> int:
    """The square root, up to the next whole number."""
    return isqrt(number - 1) + 1 if number > 0 else 0


def draw(sites: int, count: int, seed: str) -> list[int]:
    """The numbers drawn, ascending."""
    if count >= sites:
        return list(range(1, sites + 1))
    data = seed.encode("utf-8", "surrogatepass")
    return sorted(nsmallest(count, range(1, sites + 1), key=lambda number: sha256(data + f":{number}".encode()).digest()))
