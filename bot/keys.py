"""The root secret: from the environment, else made once and kept beside the data, readable by
its owner alone. It signs buttons, sessions and the ledger's chain, and is never logged."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path


def root_secret(values: Mapping[str, str], data: Path) -> bytes:
    """The secret in DUBAN_SECRET (at least 32 characters), or that of the data folder."""
    given = values.get("DUBAN_SECRET", "")
    if given:
        if len(given) < 32:
            raise ValueError("DUBAN_SECRET must have at least 32 characters")
        return given.encode()
    path = data / "secret"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(32).encode())
            file.flush()
            os.fsync(file.fileno())
    return path.read_bytes()
