"""XML and HTML as trees: parsed without entities, network or document types, and asked simply."""

from __future__ import annotations

from typing import Any

from lxml import etree, html  # pyright: ignore[reportAttributeAccessIssue]

from config.papers.refusal import Fault, PaperRefused

Element = Any
"""An element of a tree."""


def parse_xml(data: bytes, name: str) -> Element:
    """An XML tree. Entities are never expanded; a document type is refused, nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65_536]:
        raise PaperRefused(Fault.ENTITIES, name)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PaperRefused(Fault.BROKEN, name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise PaperRefused(Fault.ENTITIES, name)
    return root


def parse_html(text: str) -> Element:
    """The tree of a web page, mended as browsers do.

    Raises PaperRefused where it is nested so deep that the parser would drop text.
    """
    parser = html.HTMLParser(
        recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise PaperRefused(Fault.BROKEN, "HTML") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise PaperRefused(Fault.BROKEN, "HTML <div><div><div>…")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without namespace."""
    if element is not None:
        for key, value in element.items():
            if key == name or key.rpartition("}")[2] == name:
                return str(value)
    return None


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    if element is None:
        return None
    return next((inner for inner in element if local(inner) == name), None)


def whole(text: str | None, default: int = 0) -> int:
    """A whole number, or the default where it is none."""
    try:
        return int(text or "")
    except ValueError:
        return default
