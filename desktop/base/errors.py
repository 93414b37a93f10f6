"""Every expected failure is a Refused: one sentence that says what is wrong, where, and what to do."""

from __future__ import annotations


class Refused(Exception):
    """The input or the request cannot be accepted; nothing was changed. The command line exits with 2.

    `sentence` is shown as it is, in the window and on stderr. `code` names the kind of refusal for tests and for JSON.
    """

    code = "refused"

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if code is not None:
            self.code = code


class BadInput(Refused):
    """A file, document, number or argument that does not say what it must."""

    code = "bad-input"


class NotFound(Refused):
    """The thing asked for is not here."""

    code = "not-found"


class NotVerified(Refused):
    """A package, signature or hash does not check out. The command line exits with 1."""

    code = "not-verified"


class StoreTooNew(Refused):
    """The store was written by a newer version of the program."""

    code = "store-too-new"


class WrongKey(Refused):
    """The passphrase or key does not open this store."""

    code = "wrong-key"


class StoreBroken(Refused):
    """The store's file is damaged or is not a store."""

    code = "store-broken"


class Cancelled(Refused):
    """A person stopped the work; nothing half done remains."""

    code = "cancelled"
