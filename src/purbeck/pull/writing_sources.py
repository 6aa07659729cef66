"""A mapping written for somebody to finish: sources.toml with comments, never with guesses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from purbeck.model.errors import UsageError
from purbeck.model.measure import Measure
from purbeck.model.unit import UnitCode
from purbeck.pull.sources_file import SOURCES_FILE
from purbeck.sources.contract import Catalogue, Connector, Offered

MOST_CHOICES = 60
"""Measures that are listed in a comment."""

_POUNDS = {"thousand": 1_000, "million": 1_000_000, "£m": 1_000_000, "£k": 1_000}
"""What a publisher's unit ends in, and what its figures are multiplied by to be in pounds."""

_HEAD = """\
# Where figures are loaded from. 'purbeck pull' loads them into the folder history/;
# 'purbeck source preview' shows what would be loaded, and loads nothing.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """What is known of a source that is to be added.

    Attributes
    ----------
    pairs
        The workspace's measures, each with the publisher's key, as they were typed.
    """

    id: str
    connector: str
    at: str
    options: dict[str, str]
    pairs: tuple[tuple[Measure, str], ...] = ()


def source_entry(new: NewSource, connector: Connector, catalogue: Catalogue) -> str:
    """Write the table of a new source, with what there is to choose from in comments.

    What only a person can say (whose definition, which value of a filter where no value is a
    total) is left to be filled in, in a comment.
    """
    lines = [
        "[[source]]",
        f"id = {_text(new.id)}",
        f"connector = {_text(new.connector)}  # {connector.title}",
        f"at = {_text(new.at)}",
        '# page = ""       # where a person gets the file',
        '# publisher = ""  # as a report names its source',
        '# licence = ""',
        _published(catalogue),
        *_options(new, connector),
        "",
    ]
    for measure, key in new.pairs:
        lines += _measure(measure, key, catalogue)
    if not new.pairs:
        lines += _choices(catalogue)
    return "\n".join(lines).rstrip() + "\n"


def add_source(folder: Path, entry: str, source_id: str) -> Path:
    """Put a table at the end of sources.toml, which is made where it is not there.

    Raises
    ------
    UsageError
        Where the file has a source of that id, or is no TOML.
    """
    import tomllib

    path = folder / SOURCES_FILE
    before = path.read_text("utf-8") if path.exists() else _HEAD
    try:
        ids = [each.get("id") for each in tomllib.loads(before).get("source", [])]
        after = f"{before.rstrip()}\n\n{entry}"
        tomllib.loads(after)
    except (tomllib.TOMLDecodeError, AttributeError) as error:
        raise UsageError(f"'{path}' is not in order: {error}. Mend it first.") from None
    if source_id in ids:
        raise UsageError(f"{SOURCES_FILE} has a source '{source_id}'. Name another with --id.")
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(after, "utf-8")
    unfinished.replace(path)
    return path


def _published(catalogue: Catalogue) -> str:
    if catalogue.published is not None:
        return f"published = {catalogue.published.isoformat()}  # as the file says"
    return "# published = 2026-01-31  # the day it came out; the day of the pull if left out"


def _options(new: NewSource, connector: Connector) -> list[str]:
    """Write what the connector is told on one line, as tables of measures follow it."""
    lines = []
    for option in connector.options:
        usual = f"; {_text(option.default)} if left out" if option.default else ""
        lines.append(f"# option {option.name}: {_line(option.meaning)}{usual}")
    told = ", ".join(f"{name} = {_text(value)}" for name, value in new.options.items())
    return [*lines, f"options = {{ {told} }}"] if told else lines


def _measure(measure: Measure, key: str, catalogue: Catalogue) -> list[str]:
    offered = next((each for each in catalogue.measures if each.key == key), Offered(key=key))
    said = [f"# {offered.label}"] if offered.label else []
    words = [
        f"{what} {word}"
        for what, word in (
            ("unit", offered.unit), ("polarity", offered.polarity), ("period", offered.period_kind)
        )
        if word
    ]  # fmt: skip
    if words:
        said.append(f"# The publisher says: {', '.join(words)}.")
    declared = f"{measure.unit.code.value}, {measure.period_kind.value}, {measure.polarity.value}"
    return [
        "[[source.measure]]",
        f"# {measure.name}. framework.toml declares: {declared}.",
        *said,
        f"measure = {_text(measure.id)}",
        f"key = {_text(key)}",
        *_scale(measure, offered),
        '# numerator = ""    # the publisher\'s names of these, where it has them apart',
        '# denominator = ""',
        '# definition = ""   # whose definition; a change of it is told as one',
        *_filters(catalogue),
        "",
    ]


def _scale(measure: Measure, offered: Offered) -> list[str]:
    """Bring a publisher's thousands or millions of pounds to the pounds that are declared."""
    said = offered.unit.casefold()
    if measure.unit.code is not UnitCode.POUNDS or "£" not in said:
        return []
    scale = next((scale for word, scale in _POUNDS.items() if said.endswith(word)), 0)
    unit = _line(offered.unit)
    return [f"scale = {scale}  # the publisher's figures are in {unit}"] if scale else []


def _filters(catalogue: Catalogue) -> list[str]:
    if not catalogue.filters:
        return []
    lines = ["[source.measure.filters]"]
    for column, values in catalogue.filters.items():
        total = catalogue.wholes.get(column)
        listed = ", ".join(value or '""' for value in values[:8]) + (
            f" and {len(values) - 8} more" if len(values) > 8 else ""
        )
        if set(values) <= set(catalogue.periods):
            lines.append(f"# {_key(column)} = {_text(values[-1])}  # a period: for that one alone")
        elif len(values) == 1:
            lines.append(f"{_key(column)} = {_text(values[0])}")
        elif total is not None:
            lines.append(f"{_key(column)} = {_text(total)}  # one of: {_line(listed)}")
        else:
            lines.append(f'# {_key(column)} = ""  # choose one: {_line(listed)}')
    return lines


def _choices(catalogue: Catalogue) -> list[str]:
    """List the measures of the file, for somebody to choose from."""
    lines = [
        "# Choose what is to be loaded, a table for each:",
        "# [[source.measure]]",
        '# measure = ""  # the id in framework.toml',
        '# key = ""      # one of those below',
    ]
    listed = catalogue.measures[:MOST_CHOICES]
    lines += [f"#   {_line(each.key)}  {_line(each.label)}" for each in listed]
    if len(catalogue.measures) > MOST_CHOICES:
        left = len(catalogue.measures) - MOST_CHOICES
        lines.append(f"# and {left:,} more: 'purbeck source preview ... --find TEXT' finds them")
    return lines


def _text(text: str) -> str:
    """Write a text as TOML does: that of JSON, which escapes the same."""
    return json.dumps(text, ensure_ascii=False)


def _key(text: str) -> str:
    bare = text.replace("_", "").replace("-", "")
    return text if bare.isascii() and bare.isalnum() else _text(text)


def _line(text: str) -> str:
    return " ".join(text.split())


def keys_typed(pairs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Read pairs as they are typed, ``ID=KEY``.

    Examples
    --------
    >>> keys_typed(["absence=sess_overall_percent"])
    (('absence', 'sess_overall_percent'),)
    """
    read = []
    for pair in pairs:
        measure, equals, key = pair.partition("=")
        if not equals or not measure.strip() or not key.strip():
            raise UsageError(f"'{pair}' is no pair. Write the measure's id = the publisher's key.")
        read.append((measure.strip(), key.strip()))
    return tuple(read)
