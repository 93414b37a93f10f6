"""Actions run on the store's thread, results come to the window's; refusals are sentences, the rest is logged; nothing dangles."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.actions import audits, history
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Changes, Workspace
from desktop.base.errors import BadInput, Cancelled
from desktop.ui.runner import IsCancelled, Progress, Runner

Make = Callable[[], Runner]


def create(ws: Workspace) -> Changes:
    return audits.create(ws, scheme=ws.library.ids()[0], client="岚川电器股份有限公司")


def test_an_action_runs_there_and_answers_here(make_runner: Make, qtbot: QtBot) -> None:
    runner = make_runner()
    here = threading.get_ident()
    there: list[int] = []
    got: list[Changes] = []
    told: list[Changes] = []
    runner.changed.connect(told.append)

    def fn(ws: Workspace) -> Changes:
        there.append(threading.get_ident())
        return create(ws)

    def done(changes: Changes) -> None:
        assert threading.get_ident() == here
        assert told, "the change is announced before the answer"
        got.append(changes)

    runner.act(runner, fn, done)
    assert runner.is_saving()
    qtbot.waitUntil(lambda: bool(got))
    assert there != [here]
    assert told[0].view.document.client.name == "岚川电器股份有限公司"
    assert not runner.is_saving()


def test_actions_keep_their_order(make_runner: Make, qtbot: QtBot) -> None:
    runner = make_runner()
    got: list[int] = []
    for number in range(50):
        runner.ask(runner, lambda _ws, number=number: number, got.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(got) == 50)
    assert got == list(range(50))


def test_a_refusal_is_its_sentence_and_nothing_is_unsaved(make_runner: Make, qtbot: QtBot) -> None:
    runner = make_runner()
    said: list[str] = []
    unsaved: list[str] = []
    runner.not_saved.connect(unsaved.append)
    runner.act(runner, lambda ws: audits.create(ws, scheme=ws.library.ids()[0], client=" "), None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["请填写客户名称。"]
    with qtbot.waitSignal(runner.refused) as refused:
        runner.act(runner, lambda ws: audits.create(ws, scheme="no-such", client="某"))
    assert "no-such" in refused.args[0]
    assert unsaved == []


def test_the_unexpected_is_logged_and_told_plainly(make_runner: Make, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    runner = make_runner()
    said: list[str] = []

    def breaks(_ws: Workspace) -> None:
        raise ZeroDivisionError("secret detail")

    with qtbot.waitSignal(runner.not_saved) as unsaved:
        runner.act(runner, breaks, None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert said == unsaved.args
    assert "secret" not in said[0]
    assert "Traceback" not in said[0]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert caplog.records[0].exc_info is not None
    caplog.clear()
    # The thread goes on.
    got: list[int] = []
    runner.ask(runner, lambda _ws: 7, got.append)
    qtbot.waitUntil(lambda: got == [7])


def test_a_failed_read_does_not_say_unsaved(make_runner: Make, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    runner = make_runner()
    unsaved: list[str] = []
    said: list[str] = []
    runner.not_saved.connect(unsaved.append)

    def breaks(_ws: Workspace) -> None:
        raise OSError(28, "No space left on device")

    runner.ask(runner, breaks, None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert "磁盘已满" in said[0]
    assert unsaved == []
    caplog.clear()


def test_an_owner_that_is_gone_hears_nothing(make_runner: Make, qtbot: QtBot) -> None:
    runner = make_runner()
    owner = QObject()
    heard: list[object] = []
    runner.ask(owner, lambda _ws: 1, heard.append)
    del owner
    last: list[int] = []
    runner.ask(runner, lambda _ws: 2, last.append)
    qtbot.waitUntil(lambda: last == [2])
    assert heard == []


def test_work_beside_the_store_reports_and_lets_actions_through(make_runner: Make, qtbot: QtBot) -> None:
    runner = make_runner()
    go_on = threading.Event()
    steps: list[tuple[int, int]] = []
    got: list[str] = []

    def long(progress: Progress, _cancelled: IsCancelled) -> str:
        for step in range(3):
            progress(step + 1, 3)
        go_on.wait(10)
        return "完"

    work = runner.work(runner, long, got.append, title="导入")
    work.progress.connect(lambda done, total: steps.append((done, total)))
    asked: list[int] = []
    runner.ask(runner, lambda _ws: 1, asked.append)
    qtbot.waitUntil(lambda: asked == [1])
    assert got == []
    go_on.set()
    qtbot.waitUntil(lambda: got == ["完"])
    assert (work.done, work.total) == (3, 3)


def test_cancelled_work_ends_quietly(make_runner: Make, qtbot: QtBot) -> None:
    runner = make_runner()
    said: list[str] = []

    def long(ws: Workspace, progress: Progress, cancelled: IsCancelled) -> None:
        assert ws.library.ids()
        progress(0, 9)
        while not cancelled():
            threading.Event().wait(0.001)
        raise Cancelled("已取消，没有加入任何文件。")

    work = runner.act_long(runner, long, None, said.append, title="导入")
    with qtbot.waitSignal(work.ended):
        work.cancel()
    assert said == ["已取消，没有加入任何文件。"]
    assert not runner.is_saving()


def test_stopping_finishes_what_was_asked(make_runner: Make, qtbot: QtBot, tmp_path: Path) -> None:
    runner = make_runner()
    made: list[Changes] = []
    runner.act(runner, create, made.append)
    qtbot.waitUntil(lambda: bool(made))
    audit = made[0].audit
    for number in range(20):
        runner.act(runner, lambda ws, number=number: audits.set_fields(ws, audit, "audit", {"number": f"N{number}"}))  # type: ignore[misc]
    runner.stop()
    ws = open_workspace(tmp_path / "store")
    assert ws.audit(audit).document.audit.number == "N19"
    ws.close()


def test_nothing_starts_after_the_stop(make_runner: Make) -> None:
    runner = make_runner()
    runner.stop()
    done: list[object] = []
    runner.work(runner, lambda _progress, _cancelled: 1, done.append)
    runner.act_long(runner, lambda _ws, _progress, _cancelled: 1, done.append)
    runner.act(runner, lambda _ws: 1, done.append)
    runner.ask(runner, lambda _ws: 1, done.append)
    assert runner.is_idle()
    assert not runner.is_saving()


def test_undo_and_redo_go_through_the_runner(make_runner: Make, qtbot: QtBot) -> None:
    runner = make_runner()
    views: list[str | None] = []
    made: list[Changes] = []
    runner.act(runner, create, made.append)
    qtbot.waitUntil(lambda: bool(made))
    audit = made[0].audit
    runner.changed.connect(lambda changes: views.append(changes.view.document.audit.number))
    runner.act(runner, lambda ws: audits.set_fields(ws, audit, "audit", {"number": "A-1"}))
    runner.act(runner, lambda ws: history.undo(ws, audit))
    runner.act(runner, lambda ws: history.redo(ws, audit))
    qtbot.waitUntil(lambda: len(views) == 3)
    assert views == ["A-1", None, "A-1"]


def test_no_thread_before_start_and_none_after_stop() -> None:
    def never() -> Workspace:
        raise BadInput("没有用到")

    runner = Runner(never)
    assert runner.is_idle()
    runner.stop()
    assert runner.is_idle()


def test_a_store_that_does_not_open_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "store.json").write_text("{", encoding="utf-8")
    runner = Runner(lambda: open_workspace(tmp_path / "store"))
    with qtbot.waitSignal(runner.not_opened) as told:
        runner.start()
    assert "已损坏" in told.args[0].sentence
    runner.stop()
    assert runner.is_idle()
