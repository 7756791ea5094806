"""A law: a check with the strategies that try it, kept by name so that planted bugs can meet it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

EXAMPLES = 60
_SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
LAWS: dict[str, Law] = {}


@dataclass(frozen=True, slots=True)
class Law:
    """`check` raises AssertionError where the law does not hold for the values it is given."""

    check: Callable[..., None]
    strategies: dict[str, SearchStrategy[Any]]
    examples: int

    def try_it(self, *, shrink: bool) -> None:
        """Try the law on the same examples every time. Raises what the check raises."""
        phases = (Phase.explicit, Phase.generate, *((Phase.shrink,) if shrink else ()))
        tuned = settings(
            derandomize=True,
            database=None,
            deadline=None,
            # a planted bug stops at its first victim, so it may look longer for one
            max_examples=self.examples if shrink else self.examples * 10,
            phases=phases,
            report_multiple_bugs=False,
            suppress_health_check=_SLOW,
        )
        given(**self.strategies)(tuned(_fresh(self.check)))()


def _fresh(check: Callable[..., None]) -> Callable[..., None]:
    """A copy to decorate: hypothesis marks the function it is given."""

    def tried(**values: Any) -> None:
        check(**values)

    tried.__name__ = tried.__qualname__ = check.__name__
    return tried


def law(
    *, examples: int = EXAMPLES, **strategies: SearchStrategy[Any]
) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Make a check a test that tries it on values of the strategies."""

    def make(check: Callable[..., None]) -> Callable[[], None]:
        found = Law(check, strategies, examples)
        LAWS[check.__name__] = found

        def test() -> None:
            found.try_it(shrink=True)

        test.__name__ = test.__qualname__ = check.__name__
        test.__doc__ = check.__doc__
        return test

    return make
