"""Floor 6: the command line. It parses, calls and prints; there is no rule here."""

from purbeck.cli.app import main

__all__ = ["main"]
