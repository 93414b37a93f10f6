"""What every test stands on: no screen, no real keyring, no store of a person, and nothing left behind unnoticed."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# Before any import of Qt; a platform that was asked for by name is kept.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("FIELDAUDIT_PASSPHRASE", "correct horse")
# Any touch of the system's keyring is an error; tests of the keyring ask for `memory_keyring`.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

hypothesis.settings.register_profile("suite", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@pytest.fixture
def run_cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs the program as from a shell: `run_cli("grade", path, "--json").code`."""

    def run(*words: str | Path) -> Ran:
        from desktop.__main__ import main

        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        out, err = capsys.readouterr()
        return Ran(code or 0, out, err)

    return run


@pytest.fixture
def memory_keyring() -> Iterator[Any]:
    """A keyring that lives as long as the test; `.held` maps (service, name) to the secret."""
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.errors import PasswordDeleteError

    class MemoryKeyring(KeyringBackend):
        priority = 1

        def __init__(self) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.held: dict[tuple[str, str], str] = {}

        def get_password(self, service: str, username: str) -> str | None:
            return self.held.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.held[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            if self.held.pop((service, username), None) is None:
                raise PasswordDeleteError(username)

    before = keyring.get_keyring()
    ours = MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture(scope="session", autouse=True)
def _no_store_of_a_person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The default store of the whole run lies in a folder of its own."""
    home = tmp_path_factory.mktemp("person")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
            patch.setenv(name, str(home))
        yield


@pytest.fixture(autouse=True)
def _nothing_left_behind(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log that the test did not expect (and clear), or a thread that goes on, fails the test."""
    before = set(threading.enumerate())
    yield
    stray = [f"{record.name}: {record.getMessage()}" for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not stray, f"unexpected log lines: {stray}"
    ours = [thread for thread in threading.enumerate() if thread not in before and not isinstance(thread, threading._DummyThread)]
    for thread in ours:
        thread.join(timeout=5)
    assert not [thread.name for thread in ours if thread.is_alive()], "a thread goes on after the test"
