"""The event loop: uvloop where it exists, which halves the cost of every small wait."""

from __future__ import annotations

import asyncio
import sys

if sys.platform != "win32":
    import uvloop

    run = uvloop.run
else:
    run = asyncio.run

__all__ = ["run"]
