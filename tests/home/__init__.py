"""Promises of the shipped home: calendars, roster, the Honggutan programme."""
