"""Rehearsal (演练): a whole programme on a virtual clock, with simulated people, nothing sent."""
