"""Taking files in by hundreds: read and sealed beside the store, then linked in one short action."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from desktop.actions.evidence_links import is_record
from desktop.actions.workspace import Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import Cancelled, Refused, reason
from desktop.base.words import _
from desktop.domain.assessment import Evidence, Gps

if TYPE_CHECKING:
    from types import TracebackType

    from desktop.evidence.spool import Spool
    from desktop.evidence.taking import Job, Setup, Taken
    from desktop.evidence.vault import Vault

# Files done, files in all, bytes read of them; on the thread that reads.
Progress = Callable[[int, int, int], None]
IsCancelled = Callable[[], bool]

# So few are taken in without helpers: those need a moment to start.
_BY_HAND = 8
_BY_HAND_BYTES = 64 * 1024 * 1024


class Added(Struct, frozen=True):
    """What came of taking files in: ids of what is new; name and sentence of what was refused or let pass with a note;
    names of files that were there already."""

    changes: Changes
    added: list[str]
    refused: list[tuple[str, str]]
    same: list[str]
    notes: list[tuple[str, str]] = []


@dataclass(frozen=True)
class _Wanted:
    """A file to read: its name, where it came from in words, how many bytes it had when it was seen."""

    name: str
    source: str
    size: int
    path: Path | None = None
    data: bytes | None = None


@dataclass
class _One:
    """A file that was taken: when, where its sealed bytes wait, the number of its small picture."""

    name: str
    source: str
    at: str
    part: Path
    taken: Taken
    thumbnail: int | None = None


class Intake:
    """Files on their way into one audit.

    `read` may run on any thread, more than once; it touches neither store nor audit. `commit` is short and belongs to the store's thread.
    Until then nothing is linked: a cancelled, failed or closed intake leaves nothing, not even sealed bytes. Close it in any case.
    """

    def __init__(self, audit: str, vault: Vault, links: tuple[str, ...], known: dict[str, Evidence], by: str) -> None:
        self.audit = audit
        self.size = 0  # bytes of the files being read
        self._vault = vault
        self._links = links
        self._known = known
        self._by = by
        self._files: list[_One] = []
        self._refused: list[tuple[str, str]] = []
        self._spool: Spool | None = None

    def __enter__(self) -> Intake:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, paths: Sequence[Path], progress: Progress | None = None, cancelled: IsCancelled | None = None) -> None:
        """Read files, and all files below folders. What cannot be taken is listed with its reason, the rest goes on.

        BadInput for more than 5,000 files; Cancelled, and nothing of this intake stays.
        """
        from desktop.evidence.hands import count
        from desktop.evidence.walk import walk

        walked = walk(paths)
        self._refused += walked.refused
        self.size = sum(found.size for found in walked.files)
        jobs = [_Wanted(found.path.name, found.source, found.size, path=found.path) for found in walked.files]
        few = len(jobs) <= _BY_HAND and self.size <= _BY_HAND_BYTES
        self._read(jobs, 0 if few else min(count(), len(jobs)), progress, cancelled or _never)

    def read_bytes(self, data: bytes, name: str, source: str) -> None:
        """Read what is no file, such as a pasted picture."""
        self.size = len(data)
        self._read([_Wanted(name, source, len(data), data=data)], 0, None, _never)

    def commit(self, ws: Workspace) -> Added:
        """Put the originals in their places and link them, as one action.

        Refused when the disk or the store takes them not: nothing is linked, and `commit` may be called again.
        """
        values, added, same = self._values(ws)
        placed: list[_One] = []
        try:
            self._place(placed)
            with ws.store.transaction():
                self._keep_thumbnails(ws)
                changes = ws.edit(self.audit, "add-evidence", values)
        except BaseException as error:
            ws.forget(self.audit)
            for one in placed:
                self._vault.take_back(one.taken.sha256, one.part)
            if isinstance(error, OSError):
                raise Refused(_("证据库写不了：{reason}。没有加入任何文件，请检查磁盘空间和权限。").format(reason=reason(error))) from None
            raise
        notes = [(one.name, note) for one in self._files for note in one.taken.notes]
        refused, self._refused = self._refused, []
        self.close()
        return Added(changes, added, refused, same, notes)

    def close(self) -> None:
        """Throw away what was not committed."""
        for one in self._files:
            with suppress(OSError):
                one.part.unlink(missing_ok=True)
        self._files = []
        if self._spool is not None:
            self._spool.close()
            self._spool = None

    # Reading

    def _read(self, wanted: list[_Wanted], hands: int, progress: Progress | None, cancelled: IsCancelled) -> None:
        from desktop.evidence.hands import take_all
        from desktop.evidence.taking import Job, Setup, Taken
        from desktop.evidence.vault import SYNCING

        self._vault.folder.mkdir(parents=True, exist_ok=True)
        setup = Setup(self._vault.sealer, frozenset(self._known))
        jobs = [Job(number, one.name, self._vault.new_part(), one.path, one.data) for number, one in enumerate(wanted)]
        taken: list[_One] = []
        done = finished = 0
        under_way: dict[int, int] = {}
        # The disk works while the helpers reckon.
        disk = ThreadPoolExecutor(SYNCING, "evidence-sync")
        syncing: deque[Future[None]] = deque()
        try:
            steps = take_all(iter(jobs), setup, hands, cancelled) if hands else _by_hand(jobs, setup, cancelled)
            with closing(steps):
                for job, step in steps:
                    one = wanted[job.number]
                    if isinstance(step, int):
                        under_way[job.number] = step
                    else:
                        under_way.pop(job.number, None)
                        done, finished = done + 1, finished + one.size
                        if isinstance(step, Taken):
                            taken.append(self._kept(one, job, step))
                            if step.part is not None:
                                syncing.append(disk.submit(self._vault.sealer.sync, step.part))
                                # Those that are done are forgotten: thousands would keep the collector busy.
                                while syncing and syncing[0].done():
                                    syncing.popleft().result()
                        else:
                            self._refused.append((one.name, step.sentence))
                    if progress:
                        progress(done, len(wanted), finished + sum(under_way.values()))
            for synced in syncing:
                synced.result()
        except BaseException:
            disk.shutdown(cancel_futures=True)
            # Also those that a helper had done and that nobody heard of.
            for job in jobs:
                with suppress(OSError):
                    job.part.unlink(missing_ok=True)
            self._refused = []
            self.close()
            raise
        disk.shutdown()
        self._files += sorted(taken, key=lambda one: one.taken.number)

    def _kept(self, wanted: _Wanted, job: Job, taken: Taken) -> _One:
        from desktop.evidence.spool import Spool

        one = _One(wanted.name, wanted.source, clock.stamp(clock.now()), job.part, taken)
        if taken.thumbnail is not None:
            if self._spool is None:
                self._spool = Spool(self._vault.folder)
            one.thumbnail = self._spool.put(taken.thumbnail)
            one.taken = replace(taken, thumbnail=None)
        return one

    # Linking

    def _values(self, ws: Workspace) -> tuple[dict[Field, Any], list[str], list[str]]:
        """The fields that make the files part of the audit, the ids of the new ones, the names of those that are there already."""
        links = [link for link in self._links if is_record(ws, self.audit, link)]
        here = {entry.sha256: entry for entry in ws.audit(self.audit).document.evidence}
        values: dict[Field, Any] = {}
        added: list[str] = []
        same: list[str] = []
        for one in self._files:
            old = here.get(one.taken.sha256)
            if old is not None:
                same.append(one.name)
                missing = [link for link in links if link not in old.links]
                if missing and old.id and old.id not in added:
                    values[f"evidence/{old.id}", "links"] = [*old.links, *missing]
                continue
            entry = self._entry(one, links)
            here[entry.sha256] = entry
            added.append(entry.id or "")
            fields = builtins(entry)
            for field in Evidence.__struct_fields__:
                if field != "id" and field in fields:
                    values[f"evidence/{entry.id}", field] = fields[field]
        return values, added, same

    def _entry(self, one: _One, links: list[str]) -> Evidence:
        taken = one.taken
        # Read as known, and taken out of the audit since: what it said of itself is not read again.
        before = self._known.get(taken.sha256, Evidence())
        gps = Gps(latitude=taken.gps[0], longitude=taken.gps[1]) if taken.gps else before.gps
        return Evidence(
            id=ids.new_id(),
            sha256=taken.sha256,
            name=one.name[:200],
            media_type=taken.media_type,
            size=taken.size,
            width=taken.width or before.width,
            height=taken.height or before.height,
            taken_at=taken.taken_at or before.taken_at,
            received_at=taken.received_at,
            added_at=one.at,
            added_by=self._by,
            source=one.source,
            device=taken.device or before.device,
            gps=gps,
            links=tuple(links),
        )

    def _place(self, placed: list[_One]) -> None:
        for one in self._files:
            if one.taken.part is None or not one.part.exists():
                continue
            if self._vault.put(one.part, one.taken.sha256, sync=False):
                placed.append(one)
        self._vault.sync_folders(one.taken.sha256 for one in placed)

    def _keep_thumbnails(self, ws: Workspace) -> None:
        for one in self._files:
            if one.thumbnail is not None and self._spool is not None and ws.store.thumbnail(one.taken.sha256) is None:
                ws.store.keep_thumbnail(one.taken.sha256, self._spool.get(one.thumbnail))


def _by_hand(jobs: Sequence[Job], setup: Setup, cancelled: IsCancelled) -> Generator[tuple[Job, int | Taken | Refused]]:
    """Few files, on this thread; a PDF's first page is drawn by a helper all the same."""
    from desktop.evidence.hands import first_page
    from desktop.evidence.taking import take

    def told(_size: int) -> None:
        if cancelled():
            raise Cancelled(_("已取消，没有加入任何文件。"))

    for job in jobs:
        told(0)
        try:
            yield job, take(job, setup, told, first_page)
        except Cancelled:
            raise
        except Refused as error:
            yield job, error


def _never() -> bool:
    return False
