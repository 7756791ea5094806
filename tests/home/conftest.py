"""The shipped home, read once as the product reads it."""

from __future__ import annotations

import pytest

from config.home import Home, HomeReading, default_home, read_home
from config.problems import describe
from workflows.calendar import WorkCalendar
from workflows.programme import Programme


@pytest.fixture(scope="session")
def reading() -> HomeReading:
    return read_home(default_home())


@pytest.fixture(scope="session")
def home(reading: HomeReading) -> Home:
    lines = [describe(problem, "zh") for problem in reading.problems]
    assert reading.home is not None, "\n".join(lines)
    return reading.home


@pytest.fixture(scope="session")
def calendar(home: Home) -> WorkCalendar:
    return home.calendar


@pytest.fixture(scope="session")
def programme(home: Home) -> Programme:
    found = {programme.code: programme for programme in home.programmes}
    return found["honggutan"]
