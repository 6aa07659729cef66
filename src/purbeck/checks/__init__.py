"""Floor 4: whether figures that can be are likely to be so, before any of them counts.

What a figure cannot be (a percentage of 104) is refused where it is read. Here is what it can be
and seldom is: each check is one file, with its threshold, its source, and its severity.
"""

from purbeck.checks.catalogue import CHECKS, Checked, check_workspace

__all__ = ["CHECKS", "Checked", "check_workspace"]
