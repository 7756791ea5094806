"""The command line. Exit codes: 0 fine, 1 a finding, 2 bad input or usage."""

from bot.cli.app import main

__all__ = ["main"]
