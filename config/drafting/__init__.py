"""Drafting (起草): from an official document to a draft programme. `draft(paper)` does it all."""

from __future__ import annotations

from config.drafting.assembly import NotADocument, draft

__all__ = ["NotADocument", "draft"]
