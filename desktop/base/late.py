"""Modules that a library names at its top and rarely uses: put off until one of their names is asked for."""

from __future__ import annotations

import sys
import threading
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_lock = threading.RLock()
_MARK = "_put_off"


class _Later(ModuleType):
    """Runs when a name is asked for that it does not have yet. (importlib's LazyLoader already runs at the next `import` of the module.)"""

    def __getattr__(self, name: str) -> object:
        with _lock:
            # Taken away first: the module may ask itself for names while it runs.
            if self.__dict__.pop(_MARK, False) and self.__spec__ is not None and self.__spec__.loader is not None:
                self.__spec__.loader.exec_module(self)
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


def put_off(*names: str) -> None:
    """From here on `import name` succeeds at once; what is loaded already, or is not there at all, is left as it is."""
    for name in names:
        if name in sys.modules or (spec := find_spec(name)) is None or spec.loader is None:
            continue
        module = module_from_spec(spec)
        module.__dict__[_MARK] = True
        module.__class__ = _Later
        sys.modules[name] = module
        package, dot, last = name.rpartition(".")
        if dot:
            setattr(sys.modules[package], last, module)
