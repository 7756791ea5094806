"""JSON Schema and the reference tables, both from the description that the checker uses.

`python -m config.schema` writes `config/schema/*.schema.json` and the tables in `docs/yaml.md`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from config.fields import Choice, FieldType, JsonSchema, ListOf
from config.records import Key, Record, Section, Table
from config.sections.book import GROUP, UnitItem
from config.sections.calendar import CALENDAR
from config.sections.due import DUE, Due
from config.sections.programme import PROGRAMME
from config.sections.settings import SETTINGS
from config.sections.units import UNITS

FILES: Final = {
    "duban": (SETTINGS, "duban.yaml: settings of a home (设置)"),
    "units": (UNITS, "units.yaml: roster (责任单位名册)"),
    "calendar": (CALENDAR, "calendar/*.yaml: working calendar of one year (工作日历)"),
    "programme": (PROGRAMME, "programmes/*.yaml: work programme (工作方案)"),
}
"""The kinds of files, by the name of their schema."""

_ROOT: Final = Path(__file__).resolve().parent
SCHEMA_FOLDER: Final = _ROOT / "schema"
REFERENCE: Final = _ROOT.parent / "docs" / "yaml.md"
_TABLE = re.compile(r"(<!-- keys: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def sections_of(section: Section) -> dict[str, Section]:
    """The section and all that its values contain, by name, in the order of the description."""
    found: dict[str, Section] = {section.name: section}
    for key in section.keys:
        for inner in _inner(key.type):
            if inner.name not in found:
                found |= {
                    name: other for name, other in sections_of(inner).items() if name not in found
                }
    return found


def _inner(kind: FieldType) -> list[Section]:
    match kind:
        case Record(section=section):
            return [section]
        case ListOf(item=item) | Table(item=item):
            return _inner(item)
        case UnitItem():
            return [GROUP]
        case Due():
            return [DUE]
    return []


def schema_of(name: str) -> JsonSchema:
    """The JSON Schema of a kind of file."""
    section, title = FILES[name]
    parts = sections_of(section)
    made: JsonSchema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        **_object(section),
    }
    inner = {key: _object(part) for key, part in sorted(parts.items()) if part is not section}
    return made | ({"$defs": inner} if inner else {})


def _object(section: Section) -> JsonSchema:
    made: JsonSchema = {
        "type": "object",
        "properties": {key.name: _property(key) for key in section.keys},
        "additionalProperties": False,
    }
    required = [key.name for key in section.keys if key.required]
    return made | ({"required": required} if required else {})


def _property(key: Key) -> JsonSchema:
    words = f"{key.zh} — {key.en}"
    if key.default:
        words += f" (default: {key.default})"
    schema = key.type.schema()
    if "$ref" in schema:
        return {"allOf": [schema], "description": words}
    return schema | {"description": words}


def table_of(section: Section) -> str:
    """The reference table of a section, in Markdown."""
    lines = ["| key | 含义 | type | default | meaning |", "|---|---|---|---|---|"]
    for key in section.keys:
        default = "**required**" if key.required else _cell(key.default or "—")
        lines.append(
            f"| `{key.name}` | {key.zh} | {_cell(_form(key.type))} | {default} | {_cell(key.en)} |"
        )
    return "\n".join(lines) + "\n"


def _form(kind: FieldType) -> str:
    match kind:
        case Record(section=section):
            return f"[{section.name}](#{section.name})"
        case ListOf(item=item):
            return f"list of {_form(item)}"
        case Table(keys=keys, item=item):
            return f"{keys.label}: {_form(item)}"
        case UnitItem():
            return "unit, or `{group: NAME}`"
        case Choice() if kind.label != "role":
            return " ".join(f"`{word}`" for word in kind.words)
    return _SHORT.get(kind.label, kind.label)


_SHORT: Final = {
    "time": "clock time",
    "programme code": "code",
    "post": "text",
    "folder": "text",
    "measure": "text",
    "event": "text",
    "value": "number or text",
    "count": "whole number",
    "times": "whole number",
    "listen": "host:port",
}


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def all_sections() -> dict[str, Section]:
    """Every section of the language, by name."""
    found: dict[str, Section] = {}
    for section, _ in FILES.values():
        found |= {name: other for name, other in sections_of(section).items() if name not in found}
    return found


def with_tables(text: str) -> str:
    """A document with its marked tables written afresh."""
    sections = all_sections()
    return _TABLE.sub(lambda m: f"{m.group(1)}{table_of(sections[m.group(2)])}{m.group(3)}", text)


def schema_text(name: str) -> str:
    """The schema of a kind of file as it is kept."""
    return json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Writes the schemas and the reference tables."""
    SCHEMA_FOLDER.mkdir(exist_ok=True)
    for name in FILES:
        path = SCHEMA_FOLDER / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8")
    REFERENCE.write_text(with_tables(REFERENCE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
