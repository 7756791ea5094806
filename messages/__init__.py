"""How it is said, and understood: words, templates, reply understanding, dialogue."""
