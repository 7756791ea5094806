"""Promises of the shipped home: calendars, rosters, programmes."""
