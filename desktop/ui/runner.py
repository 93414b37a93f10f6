"""Runs actions and questions on the one thread the store belongs to, long work beside it, and brings results to the window."""

from __future__ import annotations

import queue
import threading
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QThread, Signal

from desktop.base.errors import Cancelled, Refused
from desktop.ui import errors

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace

T = TypeVar("T")
Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
Failed = Callable[[str], None]

# Seconds at most that the opening stands back for the first painting; a window that is not shown never paints.
_PAINTING = 0.5


class _Lane(QThread):
    """A thread that does jobs in the order they came."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()

    def put(self, job: Callable[[], None]) -> None:
        self._jobs.put(job)

    def run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def end(self) -> None:
        """Finish what is queued, then stop; waits for it."""
        self._jobs.put(None)
        self.wait()


class Work(QObject):
    """One long job. `progress(done, total)` comes on the window's thread; `ended()` comes last, however it went.

    `in_bytes` says that it counts bytes, not pieces.
    """

    # Not int: that ends at 2 GB.
    progress = Signal(object, object)
    ended = Signal()

    def __init__(self, title: str, *, in_bytes: bool = False) -> None:
        super().__init__()
        self.title = title
        self.in_bytes = in_bytes
        self.done = 0
        self.total = 0
        self._stop = threading.Event()
        self.progress.connect(self._note)

    def cancel(self) -> None:
        """Ask the job to stop; it ends with Cancelled and leaves nothing half done."""
        self._stop.set()

    def is_cancelled(self) -> bool:
        """Whether a person asked to stop."""
        return self._stop.is_set()

    def _note(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class Runner(QObject):
    """The window's way to the actions.

    `act` changes something, `ask` reads; both call `fn(workspace)` on the store's thread and hand the result to `done` on the window's.
    A failure goes to `failed` as one sentence, or to the signal `refused` when the caller gave none. Callbacks of an owner that is gone
    are dropped. Every result that is a Changes (or carries one as `.changes`) is announced by `changed`, before `done` is called.
    """

    early = Signal(object)  # what whoever opens the workspace has to show before it is all there
    opened = Signal()
    not_opened = Signal(object)  # the exception
    changed = Signal(object)  # Changes
    saving = Signal(bool)  # an action is under way
    not_saved = Signal(str)  # an action failed for a reason that nobody expected
    refused = Signal(str)
    work_started = Signal(object)  # Work
    _ended = Signal(object)  # a callable to run here

    def __init__(self, open_workspace: Callable[[], Workspace]) -> None:
        super().__init__()
        self._open = open_workspace
        self._workspace: Workspace | None = None
        self._store_lane = _Lane("store")
        self._side_lane: _Lane | None = None
        self._works: list[Work] = []
        self._acting = 0
        self._stopped = False
        self._ended.connect(self._call)
        self._early_shown = threading.Event()

    def start(self) -> None:
        """Open the workspace on its thread; ends in `opened` or `not_opened`. May be called again after `not_opened`."""
        if not self._store_lane.isRunning():
            self._store_lane.start()
        self._store_lane.put(self._open_there)

    def open_with(self, open_workspace: Callable[[], Workspace]) -> None:
        """Try again another way, with a passphrase for instance."""
        self._open = open_workspace
        self.start()

    def stop(self) -> None:
        """Finish queued actions, cancel long work, close the workspace, end the threads; what is asked afterwards is dropped."""
        if self._stopped:
            return
        self._stopped = True
        self._early_shown.set()
        for work in self._works:
            work.cancel()
        if self._side_lane is not None:
            self._side_lane.end()
        if self._store_lane.isRunning():
            self._store_lane.put(self._close_there)
            self._store_lane.end()

    def act(
        self, owner: QObject, fn: Callable[[Workspace], T], done: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Do something that changes the store."""
        if self._stopped:
            return
        self._acting += 1
        if self._acting == 1:
            self.saving.emit(True)
        self._store_lane.put(self._job(fn, _Answer(self, owner, done, failed, acts=True)))

    def ask(
        self, owner: QObject, fn: Callable[[Workspace], T], done: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Read something from the store."""
        if self._stopped:
            return
        self._store_lane.put(self._job(fn, _Answer(self, owner, done, failed, acts=False)))

    def work(
        self,
        owner: QObject,
        fn: Callable[[Progress, IsCancelled], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        title: str = "",
        in_bytes: bool = False,
    ) -> Work:
        """Long work beside the window that does not need the store: it has its snapshot and calls `progress(done, total)`."""
        if self._stopped:
            return Work(title, in_bytes=in_bytes)
        work = self._new_work(title, in_bytes)
        if self._side_lane is None:
            self._side_lane = _Lane("side")
            self._side_lane.start(QThread.Priority.LowPriority)
        answer = _Answer(self, owner, done, failed, acts=False, work=work)
        self._side_lane.put(self._job(lambda _ws: fn(work.progress.emit, work.is_cancelled), answer, needs_store=False))
        return work

    def act_long(
        self,
        owner: QObject,
        fn: Callable[[Workspace, Progress, IsCancelled], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        title: str = "",
        in_bytes: bool = False,
    ) -> Work:
        """Long work that needs the store's thread; other actions wait for it, so cut it into parts where that matters."""
        if self._stopped:
            return Work(title, in_bytes=in_bytes)
        work = self._new_work(title, in_bytes)
        self._acting += 1
        if self._acting == 1:
            self.saving.emit(True)
        answer = _Answer(self, owner, done, failed, acts=True, work=work)
        self._store_lane.put(self._job(lambda ws: fn(ws, work.progress.emit, work.is_cancelled), answer))
        return work

    def is_idle(self) -> bool:
        """Whether no thread of this runner goes on."""
        return not self._store_lane.isRunning() and (self._side_lane is None or not self._side_lane.isRunning())

    def is_saving(self) -> bool:
        """Whether an action is under way or waits."""
        return self._acting > 0

    def _new_work(self, title: str, in_bytes: bool) -> Work:
        work = Work(title, in_bytes=in_bytes)
        self._works.append(work)
        self.work_started.emit(work)
        return work

    def _job(self, fn: Callable[[Workspace], Any], answer: _Answer, *, needs_store: bool = True) -> Callable[[], None]:
        def job() -> None:
            try:
                if needs_store and self._workspace is None:
                    raise Cancelled("")
                result = fn(self._workspace)  # type: ignore[arg-type] # work beside the store is not handed one
            except Exception as error:  # noqa: BLE001 # whatever happens there is told here
                caught = error
                self._ended.emit(lambda: answer.fail(caught))
            else:
                self._ended.emit(lambda: answer.succeed(result))

        return job

    def _open_there(self) -> None:
        try:
            self._workspace = self._open()
        except Exception as error:  # noqa: BLE001 # told by whoever shows the window
            caught = error
            self._ended.emit(lambda: self.not_opened.emit(caught))
        else:
            self._ended.emit(self.opened.emit)

    def show_early(self, what: object) -> None:
        """On the store's thread: hand the window what it can show already, and stand back until that is painted."""
        self._early_shown.clear()
        # From the window's thread: whoever connects after the start must not miss it.
        self._ended.emit(lambda: self.early.emit(what))
        self._early_shown.wait(_PAINTING)

    def early_is_shown(self) -> None:
        """On the window's thread: what came early is painted."""
        self._early_shown.set()

    def _close_there(self) -> None:
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    def _call(self, what: Callable[[], None]) -> None:
        what()

    def _settle(self, answer: _Answer) -> None:
        if answer.work is not None:
            self._works.remove(answer.work)
            answer.work.ended.emit()
        if answer.acts:
            self._acting -= 1
            if not self._acting:
                self.saving.emit(False)


class _Answer:
    """Where a result goes."""

    def __init__(
        self,
        runner: Runner,
        owner: QObject,
        done: Callable[[Any], None] | None,
        failed: Failed | None,
        *,
        acts: bool,
        work: Work | None = None,
    ) -> None:
        self.runner = runner
        self.owner = weakref.ref(owner)
        self.done = done
        self.failed = failed
        self.acts = acts
        self.work = work

    def _is_wanted(self) -> bool:
        owner = self.owner()
        return owner is not None and shiboken6.isValid(owner)

    def succeed(self, result: Any) -> None:
        self.runner._settle(self)
        changes = getattr(result, "changes", result)
        if hasattr(changes, "action") and hasattr(changes, "view"):
            self.runner.changed.emit(changes)
        if self.done is not None and self._is_wanted():
            self.done(result)

    def fail(self, error: BaseException) -> None:
        self.runner._settle(self)
        if isinstance(error, Cancelled):
            if self.failed is not None and error.sentence and self._is_wanted():
                self.failed(error.sentence)
            return
        told = errors.sentence(error)
        if self.acts and (not isinstance(error, Refused) or error.code == "not-saved"):
            self.runner.not_saved.emit(told)
        if self.failed is not None and self._is_wanted():
            self.failed(told)
        else:
            self.runner.refused.emit(told)
