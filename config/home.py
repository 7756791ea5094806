"""A home (工作目录): one folder with everything an admin writes, read and checked as a whole."""

from __future__ import annotations

import gc
import os.path
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from config import nodes
from config.problems import Problem, Severity
from config.reading import Source, read_source
from config.records import Fields, Section, not_a_mapping, read_fields
from config.report import FileReport, Report
from config.sections.book import UnitBook
from config.sections.calendar import CALENDAR, build_year
from config.sections.programme import PROGRAMME, build_programme
from config.sections.settings import SETTINGS, Settings, build_settings
from config.sections.units import UNITS, build_book
from config.syntax import read_tree
from workflows.calendar import CalendarYear, WorkCalendar
from workflows.programme import Programme
from workflows.roster import Roster

__all__ = ["Home", "HomeReading", "Settings", "default_home", "read_calendar", "read_home"]

SETTINGS_FILE: Final = "duban.yaml"
UNITS_FILE: Final = "units.yaml"
UNITS_FOLDER: Final = "units"


@dataclass(frozen=True, slots=True)
class Home:
    """A checked home. `path` is the folder as it was given."""

    path: Path
    settings: Settings
    roster: Roster
    programmes: tuple[Programme, ...]
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class HomeReading:
    """What reading a home gave. `home` is None when any problem is an ERROR. Problems are sorted
    by file, line and column. `files` are those of programmes, as problems name them, by code.
    """

    home: Home | None
    problems: tuple[Problem, ...]
    files: Mapping[str, str] = field(default_factory=dict)

    def concerning(self, programme: str) -> tuple[Problem, ...]:
        """The problems that are not those of another programme's file."""
        others = {file for code, file in self.files.items() if code != programme}
        return tuple(problem for problem in self.problems if problem.file not in others)


def default_home() -> Path:
    """The home that ships with the program."""
    return Path(__file__).resolve().parent / "home"


def read_home(path: Path) -> HomeReading:
    """Reads and checks a whole home. Never raises for what its files hold or lack."""
    with _collector_resting():
        return _reading(path)


def read_calendar(folder: Path) -> tuple[WorkCalendar, tuple[Problem, ...]]:
    """The working calendar in a folder of files, one a year, and the problems in them."""
    report = Report()
    calendar = _calendar(folder, report)
    return calendar, report.problems()


def _reading(path: Path) -> HomeReading:
    report = Report()
    files: dict[str, str] = {}
    home = _read(path, report, files) if _is_folder(path, report) else None
    problems = report.problems()
    usable = home is not None and not any(p.severity is Severity.ERROR for p in problems)
    return HomeReading(home if usable else None, problems, files)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Holds the garbage collector off: a large tree in the making has no garbage to find."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _is_folder(path: Path, report: Report) -> bool:
    if os.path.isdir(path):
        return True
    code = "home-not-a-folder" if os.path.exists(path) else "home-missing"
    report.file(Source(str(path), None)).whole(code)
    return False


def _read(path: Path, report: Report, files: dict[str, str]) -> Home | None:
    fields, file = _open(path / SETTINGS_FILE, SETTINGS, report)
    settings = build_settings(fields, file) if fields else Settings()
    book = _book(path, report)
    calendar_folder = _folder(path, settings.calendar, ("calendar", fields))
    calendar = _calendar(calendar_folder, report) if calendar_folder else WorkCalendar(())
    programmes: dict[str, tuple[Programme, tuple[str, int]]] = {}
    folder = _folder(path, settings.programmes, ("programmes", fields))
    for found in _yaml_files(folder, report, "programmes") if folder else ():
        fields, file = _open(found, PROGRAMME, report)
        if fields is None:
            continue
        programme = build_programme(fields, file, (book, calendar, settings.hours))
        if programme is None:
            continue
        place = file.place(fields.at("programme"))
        files.setdefault(programme.code, file.file)
        earlier = programmes.setdefault(programme.code, (programme, place))
        if earlier[0] is not programme and programme.code:
            node, word = fields.at("programme"), programme.code
            file.error("duplicate-programme", node, also=earlier[1], word=word)
    made = tuple(programme for programme, _ in programmes.values())
    return Home(path, settings, book.roster, made, calendar)


def _book(path: Path, report: Report) -> UnitBook:
    """The roster: units.yaml, and the files of units/ where there is such a folder."""
    more = path / UNITS_FOLDER
    extra = _yaml_files(more, report, "units") if os.path.lexists(more) else []
    opened = [_open(found, UNITS, report) for found in (path / UNITS_FILE, *extra)]
    read = [(fields, file) for fields, file in opened if fields is not None]
    book = build_book(read)
    return book if len(read) == len(opened) else UnitBook(sound=False)


def _folder(path: Path, name: str, written: tuple[str, Fields | None]) -> Path | None:
    """A folder of the home; None where it is not there and settings that could not be read may
    have named another.
    """
    key, fields = written
    sure = fields is not None and not fields.bad(key) and key not in fields.unknown
    folder = path / name
    return folder if sure or os.path.isdir(folder) else None


def _calendar(folder: Path, report: Report) -> WorkCalendar:
    years: dict[int, tuple[CalendarYear, tuple[str, int]]] = {}
    for found in _yaml_files(folder, report, "calendar"):
        fields, file = _open(found, CALENDAR, report)
        year = build_year(fields, file) if fields else None
        if fields is None or year is None:
            continue
        node = fields.at("year")
        earlier = years.setdefault(year.year, (year, file.place(node)))
        if earlier[0] is not year:
            file.error("duplicate-year", node, also=earlier[1], word=str(year.year))
        elif found.stem.isdigit() and found.stem != str(year.year):
            file.error("year-unlike-file", node, word=str(year.year), name=found.name)
    return WorkCalendar(year for year, _ in years.values())


def _yaml_files(folder: Path, report: Report, what: str) -> list[Path]:
    """The YAML files of a folder by name; hidden files are passed over."""
    try:
        found = [
            entry
            for entry in folder.iterdir()
            if entry.suffix in (".yaml", ".yml") and not entry.name.startswith(".")
        ]
    except OSError:
        code = f"{what}-folder-missing" if not os.path.exists(folder) else "folder-unreadable"
        report.file(Source(str(folder), None)).whole(code)
        return []
    if not found:
        empty = report.file(Source(str(folder), None))
        empty.whole(f"{what}-folder-empty", severity=Severity.NOTE)
    return sorted(found)


def _open(path: Path, section: Section, report: Report) -> tuple[Fields | None, FileReport]:
    """The fields of a file, None where they cannot be judged, and the file's own report."""
    source = read_source(path, str(path))
    file = report.file(source)
    if source.trouble:
        file.whole(source.trouble, source.params)
    if source.text is None or source.trouble_at is not None:
        return None, file
    tree = read_tree(source)
    file.root = tree.root
    for trouble in tree.troubles:
        file.syntax(trouble)
    if not tree.complete:
        return None, file
    if tree.root is None:
        if not tree.troubles:
            file.whole("file-empty")
        return None, file
    if not isinstance(tree.root, nodes.Mapping):
        not_a_mapping(tree.root, file)
        return None, file
    return read_fields(tree.root, section, file), file
