"""What an action has at hand: the store, the schemes, the evidence, who acts; and how an edit becomes history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import replace

from desktop.actions.settling import settled
from desktop.base import clock, ids
from desktop.base.errors import BadInput
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain import history
from desktop.domain.assessment import Assessment, Response
from desktop.domain.grade import Grade
from desktop.domain.grading import assess
from desktop.domain.history import Action, Change, Records
from desktop.domain.records import to_document
from desktop.domain.rules import Rules, compile_rules
from desktop.domain.scheme import Scheme
from desktop.schemes.library import Library
from desktop.store.listing import AuditRow
from desktop.store.store import Store

if TYPE_CHECKING:
    from desktop.evidence.vault import Vault

Field = tuple[str, str]
_SLICE = 1000


class Author(Struct, frozen=True):
    """Who acts, as printed in history and reports."""

    name: str
    registration: str
    device: str


class AuditView(Struct, frozen=True, kw_only=True):
    """One audit as it stood after an action; never changed, so any thread may read it."""

    id: str
    records: Records
    document: Assessment
    rules: Rules
    grade: Grade
    completeness: tuple[int, int]  # answered, all that the grade needs
    saved_at: str

    @property
    def scheme(self) -> Scheme:
        return self.rules.scheme


class Changes(Struct, frozen=True):
    """What an action did. `action` is None when everything already stood as asked."""

    audit: str
    action: Action | None
    view: AuditView


class Workspace:
    """One open store with everything around it. It lives on the thread that opened it."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store = store
        self.library = library
        self._views: dict[str, AuditView] = {}
        self._rules: dict[tuple[str, str, tuple[tuple[str, str], ...]], Rules] = {}
        self._seen = store.data_version()
        self._vault: Vault | None = None
        self._clock = store.last_clock()
        self._device = store.setting("device") or _new_device(store)
        self._author: Author | None = None

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    @property
    def author(self) -> Author:
        """Who acts on this store."""
        if self._author is None:
            name = self.store.setting("author.name") or _("审查员")
            self._author = Author(name, self.store.setting("author.registration") or "", self._device)
        return self._author

    def set_author(self, name: str, registration: str = "") -> None:
        """Who acts from now on."""
        with self.store.transaction():
            self.store.set_setting("author.name", name.strip())
            self.store.set_setting("author.registration", registration.strip())
        self._author = None

    @property
    def vault(self) -> Vault:
        """The originals of the evidence, opened when first needed."""
        if self._vault is None:
            from desktop.evidence.vault import Vault, new_secret

            secret = self.store.secret("evidence")
            if secret is None:
                secret = new_secret()
                self.store.set_secret("evidence", secret)
            self._vault = Vault(self.store.folder / "evidence", secret)
        return self._vault

    # Reading

    def audit(self, audit: str) -> AuditView:
        """The audit as it stands. Raises NotFound."""
        self._forget_if_stale()
        view = self._views.get(audit)
        if view is None:
            row = self.store.audit(audit)
            view = self.view(audit, self.store.records(audit), row.changed_at)
            self._views[audit] = view
        return view

    def view(self, audit: str, records: Records, saved_at: str) -> AuditView:
        """Records as a checked and graded document. Raises BadInput when they do not make one."""
        document = _document(records)
        rules = self._rules_of(document)
        result, answered = assess(document, rules)
        return AuditView(
            id=audit,
            records=records,
            document=document,
            rules=rules,
            grade=result,
            completeness=answered,
            saved_at=saved_at,
        )

    def _forget_if_stale(self) -> None:
        seen = self.store.data_version()
        if seen != self._seen:
            self._seen = seen
            self._views.clear()
            self._clock = max(self._clock, self.store.last_clock())

    def _rules_of(self, document: Assessment) -> Rules:
        pinned = document.pin.sha256 if document.pin else ""
        key = (document.scheme, pinned, tuple(sorted(document.settings.items())))
        rules = self._rules.get(key)
        if rules is None:
            rules = self._rules[key] = self._compile(document.scheme, pinned, document.settings)
        return rules

    def _compile(self, scheme: str, pinned: str, settings: Mapping[str, str]) -> Rules:
        sources = self.store.scheme_sources(pinned) if pinned else {}
        loaded = self.library.load_pinned(sources, scheme, settings) if sources else self.library.load(scheme, settings)
        return compile_rules(loaded.scheme, version=loaded.version, sha256=loaded.sha256)

    # Writing

    def edit(
        self,
        audit: str,
        name: str,
        values: Mapping[Field, Any],
        *,
        undoes: str | None = None,
        drafts: Sequence[Field] = (),
        new: bool = False,
    ) -> Changes:
        """Set fields (UNSET: make absent) as one action: checked, graded, durable; or nothing at all.

        `drafts` are typed texts that end with this action; `new`: the audit does not exist yet.
        """
        view = None if new else self.audit(audit)
        before = view.records if view else {}
        changes = tuple(
            Change(record, field, before.get(record, {}).get(field, UNSET), value)
            for (record, field), value in values.items()
            if before.get(record, {}).get(field, UNSET) != value
        )
        return self.commit(audit, name, changes, view, undoes=undoes, drafts=drafts)

    def commit(
        self,
        audit: str,
        name: str,
        changes: tuple[Change, ...],
        view: AuditView | None,
        *,
        undoes: str | None = None,
        drafts: Sequence[Field] = (),
    ) -> Changes:
        """Write changes worked out against `view` (None: a new audit), with what follows from them."""
        if changes and view is not None:
            changes = settled(view.records, changes, view.rules, view.document, self.author.name, checked=undoes is None)
        if not changes and undoes is None and view is not None:
            for record, field in drafts:
                self.store.drop_draft(audit, record, field)
            return Changes(audit, None, view)
        records = _changed(view.records if view else {}, changes)
        moment = clock.now()
        author = self.author
        at = clock.stamp(moment)
        after = self.view(audit, records, at)
        self._clock = history.next_clock(self._clock, int(moment.timestamp() * 1000), author.device)
        action = Action(
            id=ids.new_id(),
            audit=audit,
            name=name,
            by=author.name,
            device=author.device,
            at=at,
            clock=self._clock,
            undoes=undoes,
            changes=changes,
        )
        self.store.write(action, summary(after, author.name), drafts=tuple(drafts))
        self._views[audit] = after
        return Changes(audit, action, after)

    def forget(self, audit: str) -> None:
        """Read the audit, and who acts, again from the store when they are next asked for."""
        self._views.pop(audit, None)
        self._author = None


def summary(view: AuditView, by: str) -> AuditRow:
    """The row of the list of audits for an audit as it stands."""
    document, result = view.document, view.grade
    return AuditRow(
        id=view.id,
        client=document.client.name or "",
        scheme=document.scheme,
        title=view.scheme.body.short,
        kind=document.audit.kind,
        number=document.audit.number,
        starts_on=_day(document.audit.starts_on or document.audit.evaluated_on),
        ends_on=_day(document.audit.ends_on),
        grade_label=result.grade.label if result.grade else None,
        stars=(result.grade.stars if result.grade.level is None else result.grade.level) if result.grade else None,
        of=most_stars(view.scheme),
        complete=result.complete,
        done=view.completeness[0],
        total=view.completeness[1],
        changed_at=view.saved_at,
        by=by,
    )


def most_stars(scheme: Scheme) -> int:
    """The highest number of stars a scheme gives; 0 where its result is a level."""
    whole = scheme.combination or (scheme.evaluations[0] if scheme.evaluations else None)
    if whole is None or whole.result == "level":
        return 0
    return max((level.stars for level in whole.levels), default=0)


def _day(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _changed(records: Records, changes: tuple[Change, ...]) -> Records:
    # Only the touched records are copied: the others are shared with the view before.
    result = dict(records)
    for change in changes:
        if result.get(change.record) is records.get(change.record):
            result[change.record] = dict(records.get(change.record, {}))
    history.apply(result, changes)
    return result


def _document(records: Records) -> Assessment:
    """Records as a document. Thousands of responses are read a slice at a time: one call for all holds every other thread."""
    plain = to_document(records)
    many = plain.get("responses", ())
    if len(many) > _SLICE:
        try:
            parts = [convert(many[start : start + _SLICE], list[Response], "") for start in range(0, len(many), _SLICE)]
            rest = convert(plain | {"responses": []}, Assessment, "")
            return replace(rest, responses=tuple(response for part in parts for response in part))
        except BadInput:
            # Read whole after all, for the place in the document.
            pass
    return convert(plain, Assessment, _("输入"))


def _new_device(store: Store) -> str:
    device = ids.new_id()[-12:]
    store.set_setting("device", device)
    return device


def builtins(value: Any) -> Any:
    """A value as it is kept in a record and read back from the store: plain JSON data, decimals as text, no tuples."""
    return msgspec.json.decode(msgspec.json.encode(value))
