"""The line of every key of a TOML file, so that a message can point at it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

# The way to a value: keys, and places in a list counted from 0.
KeyPath = tuple[str | int, ...]

_KEYS = ("bare_key", "quoted_key", "dotted_key")


class TomlLines:
    """The lines of a TOML text that is known to be sound.

    Examples
    --------
    >>> lines = TomlLines('[[area]]\\ncode = "A"\\n[[area]]\\ncode = "B"\\n')
    >>> lines.of(("area", 1, "code"))
    4
    >>> lines.of(("area", 1, "name"))
    3
    >>> lines.of(("region",)) is None
    True
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}
        tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode("utf-8"))
        for node in tree.root_node.children:
            if node.type in ("table", "table_array_element"):
                self._table(node)
            elif node.type == "pair":
                self._values((), node)

    def of(self, path: KeyPath) -> int | None:
        """Give the line of a key, or else of the table that should hold it, or else None."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return None

    def _table(self, node: Node) -> None:
        header = next(child for child in node.children if child.type in _KEYS)
        keys = list(_keys_of(header))
        path = self._within_lists(keys[:-1])
        if node.type == "table_array_element":
            own = (*path, keys[-1])
            place = self._counts.get(own, 0)
            self._counts[own] = place + 1
            self._note(own, node)
            path = (*own, place)
        else:
            path = self._within_lists(keys)
        self._note(path, node)
        for child in node.children:
            if child.type == "pair":
                self._values(path, child)

    def _within_lists(self, keys: list[str]) -> KeyPath:
        """Follow keys, stepping into the latest table of each list on the way."""
        path: KeyPath = ()
        for key in keys:
            path = (*path, key)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        return path

    def _values(self, path: KeyPath, pair: Node) -> None:
        """Note a pair, and everything in its value; without recursion, as values can be deep."""
        waiting: list[tuple[KeyPath, Node]] = [(path, pair)]
        while waiting:
            path, node = waiting.pop()
            if node.type == "pair":
                for key in _keys_of(node.children[0]):
                    path = (*path, key)
                    self._note(path, node)
                waiting.append((path, node.children[-1]))
            elif node.type == "inline_table":
                waiting += [(path, child) for child in node.children if child.type == "pair"]
            elif node.type == "array":
                values = (child for child in node.named_children if child.type != "comment")
                for place, child in enumerate(values):
                    self._note((*path, place), child)
                    waiting.append(((*path, place), child))

    def _note(self, path: KeyPath, node: Node) -> None:
        self._lines.setdefault(path, node.start_point.row + 1)


def _keys_of(node: Node) -> Iterator[str]:
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _keys_of(child)
        return
    text = (node.text or b"").decode("utf-8")
    yield next(iter(tomllib.loads(f"{text} = 0"))) if node.type == "quoted_key" else text
