"""Every key is described once, documented, offered to editors, and changes what is read."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.fields import FieldType, ListOf
from config.home import Home, HomeReading, read_home
from config.records import Record, Section, Table
from config.schema import (
    FILES,
    REFERENCE,
    SCHEMA_FOLDER,
    all_sections,
    schema_of,
    schema_text,
    with_tables,
)
from config.sections.book import GROUP, UnitItem
from config.sections.due import DUE, Due
from tests.config.written_homes import FULL, read_small, with_more, write_home

KIND = {
    "duban.yaml": "duban",
    "units.yaml": "units",
    "units/towns.yaml": "units",
    "days/2024.yaml": "calendar",
    "plans/all.yaml": "programme",
}
Step = str | int


def tree(name: str) -> Any:
    """A file of the full home as plain lists, dictionaries and text."""
    return yaml.load(FULL[name], Loader=yaml.BaseLoader)


def written_keys(
    value: Any, kind: FieldType, path: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], str, str]]:
    """Path, section and key of everything that is written under a value of this kind."""
    match kind:
        case Record(section=section):
            yield from keys_of(value, section, path)
        case ListOf(item=item):
            for index, inner in enumerate(value):
                yield from written_keys(inner, item, (*path, index))
        case Table(item=item):
            for name, inner in value.items():
                yield from written_keys(inner, item, (*path, name))
        case UnitItem() if isinstance(value, dict):
            yield from keys_of(value, GROUP, path)
        case Due() if isinstance(value, dict):
            yield from keys_of(value, DUE, path)


def keys_of(
    value: dict[str, Any], section: Section, path: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], str, str]]:
    for name, inner in value.items():
        yield (*path, name), section.name, name
        yield from written_keys(inner, section.by_name[name].type, (*path, name))


def all_written() -> list[tuple[str, tuple[Step, ...], str, str]]:
    return [
        (file, path, section, key)
        for file, kind in KIND.items()
        for path, section, key in keys_of(tree(file), FILES[kind][0], ())
    ]


def without(file: str, path: tuple[Step, ...]) -> str:
    """The file's text without the value at `path`."""
    root = copy.deepcopy(tree(file))
    holder = root
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return yaml.safe_dump(root, allow_unicode=True, sort_keys=False)


def seen(home: Home) -> tuple[object, ...]:
    """Everything that a home says, with what its calendar answers about the days of two years."""
    days = [date.fromordinal(n) for n in range(date(2024, 1, 1).toordinal(), 739_617)]
    answers = tuple(
        (home.calendar.rest_name(day), home.calendar.is_make_up_day(day)) for day in days
    )
    official = home.calendar.is_official(date(2024, 6, 1))
    return home.settings, home.roster, home.programmes, answers, official


def asked(reading: HomeReading) -> list[str]:
    """The open questions that are noted."""
    return [p.params["question"] for p in reading.problems if p.code == "needs-confirmation"]


def test_the_full_home_is_sound(tmp_path: Path) -> None:
    reading = read_home(write_home(tmp_path, dict(FULL)))
    assert reading.home is not None, reading.problems


def test_the_full_home_writes_every_key() -> None:
    written = {(section, key) for _, _, section, key in all_written()}
    described = {(s.name, key.name) for s in all_sections().values() for key in s.keys}
    assert written == described


@pytest.mark.parametrize(
    ("file", "path"),
    [(file, path) for file, path, _, _ in all_written()],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_leaving_a_key_out_changes_what_is_read(
    tmp_path: Path, file: str, path: tuple[Step, ...]
) -> None:
    full = read_home(write_home(tmp_path, dict(FULL)))
    assert full.home is not None
    (tmp_path / file).write_text(without(file, path), encoding="utf-8")
    changed = read_home(tmp_path)
    if changed.home is None:
        assert changed.problems
    elif path[-1] == "needs_confirmation":
        assert set(asked(full)) - set(asked(changed)) != set()
    else:
        assert seen(changed.home) != seen(full.home)


@pytest.mark.parametrize(
    ("file", "path", "section", "key"),
    all_written(),
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_a_required_key_cannot_be_left_out(
    tmp_path: Path, file: str, path: tuple[Step, ...], section: str, key: str
) -> None:
    if not all_sections()[section].by_name[key].required:
        return
    write_home(tmp_path, {**FULL, file: without(file, path)})
    problems = read_home(tmp_path).problems
    missing = [problem for problem in problems if problem.code == "missing-key"]
    assert [problem.params["key"] for problem in missing] == [key]


def test_every_key_stands_in_the_reference() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    for section in all_sections().values():
        table = re.search(rf"<!-- keys: {section.name} -->\n(.*?)<!-- end -->", text, re.DOTALL)
        assert table, section.name
        assert re.findall(r"^\| `(\w+)` \|", table.group(1), re.MULTILINE) == [
            key.name for key in section.keys
        ]


def test_the_reference_is_what_the_checker_knows() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    assert with_tables(text) == text, "run python -m config.schema"


def test_the_example_in_the_reference_is_sound(tmp_path: Path) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    files = dict(re.findall(r"#### `(.+?)`\n\n```yaml\n(.*?)```", text, re.DOTALL))
    assert set(files) >= {"duban.yaml", "units.yaml"}
    reading = read_home(write_home(tmp_path, files))
    assert reading.problems == ()


SNIPPETS = re.findall(
    r"(?<!`\n\n)```yaml\n((?:tasks|events|indicators):.*?)```",
    REFERENCE.read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_every_piece_of_yaml_in_the_reference_is_sound(tmp_path: Path, snippet: str) -> None:
    assert read_small(tmp_path, with_more(snippet)).problems == ()


def test_the_reference_shows_events_and_readings() -> None:
    assert [snippet.split(":")[0] for snippet in SNIPPETS] == ["events", "indicators"]


@pytest.mark.parametrize("name", FILES)
def test_the_kept_schema_is_what_the_checker_knows(name: str) -> None:
    kept = (SCHEMA_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(name), "run python -m config.schema"


@pytest.mark.parametrize("name", FILES)
def test_every_reference_inside_a_schema_leads_somewhere(name: str) -> None:
    schema = schema_of(name)
    for target in re.findall(r'"\$ref": "#/\$defs/([^"]+)"', json.dumps(schema)):
        assert target in schema["$defs"]


@pytest.mark.parametrize(("file", "name"), KIND.items())
def test_a_schema_accepts_what_the_checker_accepts(file: str, name: str) -> None:
    """Editors read YAML 1.2 themselves, so numbers and flags must pass as such."""
    schema = schema_of(name)
    assert complaints(tree(file), schema, schema) == []


def complaints(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    """What this much of JSON Schema finds wrong: enough to try our schemas on our files."""
    if "$ref" in schema:
        return complaints(value, root["$defs"][schema["$ref"].split("/")[-1]], root)
    found = [c for part in schema.get("allOf", ()) for c in complaints(value, part, root)]
    if "anyOf" in schema and all(complaints(value, part, root) for part in schema["anyOf"]):
        found.append(f"{value!r} fits none")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{value!r} not in {schema['enum']}")
    names = {dict: "object", list: "array", str: "string"}
    wanted = schema.get("type", names[type(value)])
    if names[type(value)] not in ([wanted] if isinstance(wanted, str) else wanted):
        found.append(f"{value!r} is no {wanted}")
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{value!r} does not match")
    if isinstance(value, list) and "items" in schema:
        found += [c for item in value for c in complaints(item, schema["items"], root)]
    if isinstance(value, dict):
        found += object_complaints(value, schema, root)
    return found


def object_complaints(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]
) -> list[str]:
    found = [f"{key} missing" for key in schema.get("required", ()) if key not in value]
    others = schema.get("additionalProperties", True)
    for key, inner in value.items():
        part = schema.get("properties", {}).get(key, others)
        if part is False:
            found.append(f"{key} unknown")
        elif isinstance(part, dict):
            found += complaints(inner, part, root)
    return found


def test_a_schema_refuses_an_unknown_key() -> None:
    schema = schema_of("programme")
    broken = tree("plans/all.yaml")
    broken["tasks"][0]["titel"] = "x"
    assert complaints(broken, schema, schema) == ["titel unknown"]
