"""What a plan covers: scored and conformity leaves times audited sites, counted as bits so that thousands of sites stay quick."""

from __future__ import annotations

from msgspec import Struct

from desktop.domain.assessment import Assessment, ConformityAnswer
from desktop.domain.plan import measuring_plans, members_by_id, places, site_name, sites_by_id
from desktop.domain.rules import Rules


class SiteCoverage(Struct, frozen=True, kw_only=True):
    """One audited site. `site`: its id, empty for a head office that is not on the list.

    `missing`: leaves nobody is to look at there, in tree order.
    """

    site: str
    name: str
    planned: int
    of: int
    missing: tuple[str, ...]


class Coverage(Struct, frozen=True, kw_only=True):
    """How much of leaves times sites is planned. `nowhere`: leaves planned at no site at all."""

    leaves: tuple[str, ...]
    sites: tuple[SiteCoverage, ...]
    planned: int
    of: int
    nowhere: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left out."""
        return self.planned == self.of


def leaves_to_plan(document: Assessment, rules: Rules) -> tuple[str, ...]:
    """The leaves somebody has to look at, in tree order: scored and conformity ones that are neither excluded nor carried over.

    A scheme that has neither is audited by its levels.
    """
    items = rules.items
    leaves = [key for key, rule in items.items() if rule.is_leaf or rule.item.kind == "conformity"]
    leaves = leaves or [key for key, rule in items.items() if rule.item.kind == "level"]
    carrying = document.audit.kind in rules.scheme.carrying
    done = {key for key, one in document.items.items() if one.excluded is not None or (carrying and one.carried is not None)}
    done |= {key for key, one in document.conformity.items() if isinstance(one, ConformityAnswer) and one.excluded is not None}
    return tuple(key for key in leaves if done.isdisjoint(items[key].path)) if done else tuple(leaves)


def coverage(document: Assessment, rules: Rules) -> Coverage:
    """Count leaves times audited sites; the head office is always one of them.

    A slot counts for its site when it is audit work of a part that covers clauses and somebody is in it who may audit.
    A group stands for its leaves.
    """
    leaves = leaves_to_plan(document, rules)
    audited = places(document)
    seen = _planned_bits(document, rules, leaves, head=audited[0])
    sites = sites_by_id(document)
    everything = (1 << len(leaves)) - 1
    lacking: dict[int, tuple[str, ...]] = {0: ()}
    found = []
    planned = anywhere = 0
    for site in audited:
        bits = seen.get(site, 0)
        anywhere |= bits
        count = bits.bit_count()
        planned += count
        missing = _named(lacking, everything & ~bits, leaves)
        found.append(SiteCoverage(site=site, name=site_name(sites, site), planned=count, of=len(leaves), missing=missing))
    return Coverage(
        leaves=leaves,
        sites=tuple(found),
        planned=planned,
        of=len(leaves) * len(found),
        nowhere=_named(lacking, everything & ~anywhere, leaves),
    )


def _planned_bits(document: Assessment, rules: Rules, leaves: tuple[str, ...], head: str) -> dict[str, int]:
    """By site: the leaves planned there, as bits in the order of `leaves`."""
    under: dict[str, int] = {}
    for place, leaf in enumerate(leaves):
        for above in rules.items[leaf].path:
            under[above] = under.get(above, 0) | 1 << place
    auditing = {key for key, member in members_by_id(document).items() if member.role != "expert"}
    measuring = measuring_plans(rules.scheme)
    seen: dict[str, int] = {}
    for slot in document.slots:
        if slot.kind is None and slot.items and slot.part not in measuring and not auditing.isdisjoint(slot.people):
            bits = 0
            for item in slot.items:
                bits |= under.get(item, 0)
            site = slot.site or head
            seen[site] = seen.get(site, 0) | bits
    return seen


def _named(lacking: dict[int, tuple[str, ...]], bits: int, leaves: tuple[str, ...]) -> tuple[str, ...]:
    # Many sites lack the same leaves: they share one tuple.
    named = lacking.get(bits)
    if named is None:
        named = lacking[bits] = tuple(leaf for place, leaf in enumerate(leaves) if bits >> place & 1)
    return named
