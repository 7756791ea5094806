"""What is promised and what is due: pure rules without I/O, clock, randomness or logging."""
