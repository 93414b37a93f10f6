"""What a page inside an audit is to the window around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Step
    from desktop.ui.runner import Runner


class KeyHint(NamedTuple):
    """Keys and what they do, for the status bar and the sheet: `KeyHint(("↑", "↓"), "换条款")`."""

    keys: tuple[str, ...]
    does: str


class Left:
    """What is left to do at a step: a count, a tick when `done`, nothing when neither; red when something is wrong."""

    __slots__ = ("count", "done", "wrong")

    def __init__(self, count: int = 0, done: bool = False, wrong: bool = False) -> None:
        self.count, self.done, self.wrong = count, done, wrong


class Shell(Protocol):
    """The window around a page, as far as a page may use it."""

    def toast(self, text: str, *, undo: bool = False) -> None:
        """Say what happened, for six seconds; with `undo` offer to take the last action back."""

    def go(self, step: Step, record: str = "") -> None:
        """Open a step of this audit, at a record (`items/5.1.1.2`) if one is named."""

    def open_audit(self, audit: str) -> None:
        """Leave this audit for another one of the store."""

    def undo(self) -> None:
        """Take the last action back."""

    def redo(self) -> None:
        """Do it again."""


class Context(NamedTuple):
    """What a page is given."""

    audit: str
    runner: Runner
    shell: Shell


class Page(QWidget):
    """A step of an audit. Made when it is opened for the first time, then kept; shows the view it was given last.

    A page never keeps what it could read from `self.view`; to change something it calls `self.context.runner.act(self, ...)` and waits
    for `refresh` with the new view.
    """

    # Other keys are at hand than before; only for pages whose keys change (keys_now).
    keys_changed = Signal()

    # 4 to 7 for the status bar; F1 is added by the window.
    keys: ClassVar[tuple[KeyHint, ...]] = ()
    # The rest, for the sheet.
    more_keys: ClassVar[tuple[KeyHint, ...]] = ()

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__()
        self.context = context
        self.view = view

    def keys_now(self) -> tuple[KeyHint, ...]:
        """The keys for the status bar at this moment. Override where they depend on what is shown, and emit `keys_changed`."""
        return self.keys

    def refresh(self, view: AuditView) -> None:
        """The audit changed, or the page is shown again after a change. Override; call this first."""
        self.view = view

    def reveal(self, record: str) -> None:
        """Go to a record: `items/5.1.1.2`, `survey`, `facts`, `report.process`. Override where that makes sense."""

    def leave(self) -> None:
        """The page is about to be hidden, or the audit closed: commit what is being typed. Override where there are fields."""


class StepSpec(NamedTuple):
    """A step that has a page. `make` imports the page's module, so that it costs nothing before it is opened."""

    id: Step
    title: str
    icon: str
    group: str
    make: Callable[[Context, AuditView], Page]
    left: Callable[[AuditView], Left]
