"""How much a paper (公文) may be, so that no file can exhaust the machine."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 64_000_000
"""A file as it lies on the disk."""
MAX_TEXT_BYTES: Final = 16_000_000
"""A text file or web page, which is all text."""
MAX_PART_BYTES: Final = 40_000_000
"""The parts of a .docx that are read, unpacked, all together."""
MAX_UNPACKED_BYTES: Final = 256_000_000
"""All parts of a .docx, pictures included, unpacked."""
SUSPECT_PART_BYTES: Final = 10_000_000
MAX_RATIO: Final = 100
"""A part larger than SUSPECT_PART_BYTES may be so many times its packed size."""
MAX_PARTS: Final = 5_000
MAX_DIRECTORY_BYTES: Final = 1_000_000
"""The list of parts at the end of a .docx."""
MAX_PAGES: Final = 300
MAX_LINES: Final = 200_000
MAX_CHARS: Final = 6_000_000
"""All lines together."""
MAX_COLUMNS: Final = 100
"""Of a table: what is merged over more is cut."""
