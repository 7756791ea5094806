"""Drafting (起草): from the lines of an official document to a draft programme (草案)."""
