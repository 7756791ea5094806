"""The parts of the YAML language: what each may hold, and the values built from it."""
