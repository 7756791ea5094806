"""A desk for each test, and one on which the shipped programme is in force already."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.home import default_home
from tests.cli.running import Desk, Ended


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Nothing is in force here yet."""
    return Desk(tmp_path / "data")


@pytest.fixture(scope="session")
def applied_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """A data folder with the shipped programme in force, and what `apply` said."""
    data = tmp_path_factory.mktemp("applied") / "data"
    ended = Desk(data).run("apply", "--json")
    return data, ended


@pytest.fixture
def applied(applied_once: tuple[Path, Ended], tmp_path: Path) -> Desk:
    """A desk of its own with the shipped programme in force."""
    shutil.copytree(applied_once[0], tmp_path / "data")
    return Desk(tmp_path / "data")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A copy of the shipped home for spoiling."""
    place = tmp_path / "home"
    shutil.copytree(default_home(), place, ignore=shutil.ignore_patterns("data"))
    return place
