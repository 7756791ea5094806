"""Stories that are told over every medium take the fixture `medium`."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["telegram", "web"])
def medium(request: pytest.FixtureRequest) -> str:
    """Where the people of a story are met: Telegram's chat or the web chat."""
    return request.param
