"""Templates (模板): the shipped wording, and a home's own on top of it in a sandbox.

Every value that reaches a template is escaped before it gets there, so neither a forgotten
filter nor an `autoescape false` in a home's template can let a person's text out as markup.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from messages.compose.markup import markup_problem
from messages.split import plain
from messages.words.language import tongue

_FOLDER = Path(__file__).parent.parent / "templates"
_SUFFIX = ".html.j2"
_BLANK_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"[ \t]+\n")
_MOST_CHARS = 20_000
"""More than any message: a home's template that writes more than this is out of hand."""


@dataclasses.dataclass(frozen=True, slots=True)
class TemplateProblem:
    """Why a home's template is not used. `line` is 0 where it is not known."""

    path: Path
    line: int
    text: str


class Templates:
    """Renders messages by name. `overrides` is a folder with zh/ and en/, or None."""

    def __init__(self, overrides: Path | None = None) -> None:
        self._overrides = overrides
        self._shipped = _environment(FileSystemLoader(_FOLDER))
        self._own = _environment(FileSystemLoader(overrides)) if overrides else None
        for name in self._shipped.list_templates():
            self._shipped.get_template(name)

    def render(self, name: str, lang: str, view: Mapping[str, Any]) -> str:
        """The message as HTML without white space around it.

        A home's template that fails, or whose result a channel would refuse, is passed over for
        the shipped one: a message is never lost to its wording.
        """
        path = f"{tongue(lang)}/{name}{_SUFFIX}"
        safe = {key: _safe(value) for key, value in view.items()}
        if self._own is not None:
            try:
                html = _tidy(self._own.get_template(path).render(safe))
            except Exception:  # whatever an admin's template does, the shipped one still speaks
                html = ""
            if html and not _result_problem(html):
                return html
        return _tidy(self._shipped.get_template(path).render(safe))

    def own_problem(self, name: str, lang: str, view: Mapping[str, Any]) -> TemplateProblem | None:
        """Why the home's template would be passed over for this view; None: fine or absent."""
        path = f"{tongue(lang)}/{name}{_SUFFIX}"
        if self._own is None or self._overrides is None:
            return None
        safe = {key: _safe(value) for key, value in view.items()}
        try:
            text = _result_problem(_tidy(self._own.get_template(path).render(safe)))
        except TemplateNotFound as error:
            text = "" if error.name == path else f"there is no template {error.name}"
            return TemplateProblem(self._overrides / path, 0, text) if text else None
        except Exception as error:  # an admin's template may fail in any way
            line = getattr(error, "lineno", None) or _line_in(error)
            return TemplateProblem(self._overrides / path, line, str(error))
        return TemplateProblem(self._overrides / path, 0, text) if text else None

    def stray_files(self) -> Iterator[TemplateProblem]:
        """Files in the home's folder that replace nothing."""
        known = set(self._shipped.list_templates())
        for path in sorted(self._overrides.rglob("*")) if self._overrides else ():
            if path.is_file() and path.suffix == ".j2":
                name = path.relative_to(self._overrides or path).as_posix()
                if name not in known:
                    text = f"no message is called {name}; there are: {', '.join(sorted(known))}"
                    yield TemplateProblem(path, 0, text)


def _environment(loader: BaseLoader) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _safe(value: Any) -> Any:
    """The value with all text in it escaped; records become mappings."""
    match value:
        case str():
            return escape(value)
        case bool() | int() | float() | None:
            return value
        case Mapping():
            return {key: _safe(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_safe(inner) for inner in value]
        case _:
            fields = dataclasses.fields(value)
            return {field.name: _safe(getattr(value, field.name)) for field in fields}


def _tidy(html: str) -> str:
    return _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("\n", html)).strip()


def _result_problem(html: str) -> str:
    if not plain(html).strip():
        return "the message is empty"
    if len(html) > _MOST_CHARS:
        return f"the message has {len(html)} characters"
    return markup_problem(html)


def _line_in(error: BaseException) -> int:
    """The line of the template in which it failed, as far as the traceback knows."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(_SUFFIX):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


SHIPPED = Templates()
"""The shipped wording without a home's changes."""
