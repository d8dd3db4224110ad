"""The file of the server's secret key: written once, by whichever process starts first."""

import os
import secrets
from pathlib import Path


def make_secret(path: Path) -> None:
    """Write a new secret, whole or not at all; where another process was first, its secret stays. Raises OSError."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")  # in containers all processes may have one id
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(part, path)  # unlike a rename, it never takes the place of another file
        except OSError:
            if not path.exists():  # a file system without links
                part.replace(path)
    finally:
        part.unlink(missing_ok=True)
