"""The page of commands, from the command line program itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from purbeck.cli.app import app
from reference_pages.markdown import block, code, one_line, page, table

_INTRODUCTION = """
The program is called `purbeck`. Each command has `--help`, which says what this page says.

- Colour is left out where the output is not a terminal, or where `NO_COLOR` is set.
- Drawn charts are kept in the platform's folder for caches, which `PURBECK_CACHE` can change.
  It may be deleted at any time.
- `PURBECK_DEBUG=1` shows where an unexpected error arose.
- What a run came to is told by its [exit code](exit-codes.md).
"""


def commands_page() -> str:
    """Write the page of commands, in the order of ``purbeck --help``."""
    group: Any = typer.main.get_command(app)
    listed = table(
        ["Command", "What it does"],
        [
            [f"[`purbeck {name}`](#purbeck-{name})", _summary(command.help)]
            for name, command in group.commands.items()
        ],
    )
    sections = [_section(name, command) for name, command in group.commands.items()]
    return page("Commands", _INTRODUCTION, listed, *sections, _own_options(group))


def examples_of(command: Any) -> list[str]:
    """Give the examples in the help of a command, a line each."""
    lines = str(command.epilog or "").splitlines()
    return [line.strip() for line in lines if line.strip().startswith("purbeck ")]


def _section(name: str, command: Any) -> str:
    return "\n\n".join(
        [
            f"## purbeck {name}",
            _paragraphs(command.help),
            block(_usage(name, command)),
            _parameters(command),
            "Examples:",
            block("\n".join(examples_of(command))),
        ]
    )


def _own_options(group: Any) -> str:
    return "\n\n".join(["## purbeck by itself", _paragraphs(group.help), _parameters(group)])


def _usage(name: str, command: Any) -> str:
    arguments = [each.metavar for each in command.params if each.param_type_name == "argument"]
    return " ".join(["purbeck", name, *arguments, "[OPTIONS]"])


def _parameters(command: Any) -> str:
    rows = [*_arguments(command), *_options(command)]
    if not rows:
        return "It has no arguments and no options."
    return table(["Argument or option", "What it is", "If not given"], rows)


def _arguments(command: Any) -> Iterator[list[str]]:
    for each in command.params:
        if each.param_type_name == "argument":
            yield [code(each.metavar), one_line(each.help or ""), "needed"]


def _options(command: Any) -> Iterator[list[str]]:
    for each in command.params:
        if each.param_type_name == "option" and not getattr(each, "hidden", False):
            names = ", ".join(code(name) for name in each.opts)
            value = f" {code(each.metavar)}" if each.metavar and not each.is_flag else ""
            yield [names + value, one_line(each.help or ""), _default(each)]


def _default(option: Any) -> str:
    if option.required:
        return "needed"
    shown = option.default if isinstance(option.default, str) else ""
    return code(shown)


def _summary(text: str | None) -> str:
    return one_line((text or "").split("\n\n")[0])


def _paragraphs(text: str | None) -> str:
    return "\n\n".join(one_line(part) for part in (text or "").split("\n\n"))
