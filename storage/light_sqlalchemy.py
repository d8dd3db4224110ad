"""SQLAlchemy's asynchronous engine without its ORM, which nothing here uses: 6 MiB of a process's memory.

`sqlalchemy.ext.asyncio` imports its sessions whether they are asked for or not, and with them the ORM. While it is
imported, two of its modules are empty ones, in which every name is None; who asks for these later gets the real ones.
"""

import sys
from importlib import import_module
from types import ModuleType

_PACKAGE = "sqlalchemy.ext.asyncio"
_UNUSED = (f"{_PACKAGE}.scoping", f"{_PACKAGE}.session")


def import_without_sessions() -> None:
    """Import the package, unless it or the ORM is there already."""
    if _PACKAGE in sys.modules or "sqlalchemy.orm" in sys.modules:
        return
    for name in _UNUSED:
        empty = ModuleType(name)
        empty.__getattr__ = lambda _name: None  # type: ignore[method-assign]
        sys.modules[name] = empty
    try:
        import_module(_PACKAGE)
    finally:
        for name in _UNUSED:
            del sys.modules[name]
