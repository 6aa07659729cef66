"""Floor 1: frozen values that cannot be wrong. Standard library only."""
