"""What an admin writes: the YAML language, its checker, shipped programmes and calendars."""
