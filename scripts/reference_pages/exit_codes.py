"""The page of exit codes, from the table that the command itself uses."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.cli.exits import MEANING
from purbeck.model.errors import PurbeckError
from reference_pages.markdown import code, one_line, page, table

_INTRODUCTION = """
What `purbeck` gives back to the shell, so that a script can tell what happened. Messages go to
standard error, a line each, and begin with `error:` or `warning:`; results alone go to standard
output, so that they can be piped or kept in a file.
"""

_DETAILS = """
A run that fails writes nothing: reports and editions appear whole, or not at all.

- With code 3, each issue of the workspace is a line with its file, row, column, what was
  received, what was expected, and what to do. `purbeck validate` prints the same lines, with
  the warnings, on standard output.
- With code 5 from `purbeck verify`, each fault of the edition is a line on standard output.
- An error that Purbeck did not expect (code 1) is one line too. `PURBECK_DEBUG=1` shows where
  it arose.

```bash
purbeck validate my-council > issues.txt
case $? in
  0) purbeck build my-council --out reports ;;
  3) mail -s "Mend these figures first" owner@example.org < issues.txt ;;
esac
```
"""

_ERRORS = """
## The exceptions behind them

A program that imports Purbeck meets exceptions in place of codes. All of them are
`purbeck.model.errors.PurbeckError`, and each class names its code. Bad data in a workspace is
not an exception while it is being read: `read_workspace` collects it as
[issues](issue-codes.md), and only `open_workspace` raises.
"""


def exit_codes_page() -> str:
    """Write the page of exit codes."""
    meanings = table(
        ["Code", "Meaning"], [[str(int(each)), meaning] for each, meaning in MEANING.items()]
    )
    errors = table(["Exception", "Code", "When"], _rows())
    return page("Exit codes", _INTRODUCTION, meanings, _DETAILS, _ERRORS, errors)


def _rows() -> Iterator[list[str]]:
    errors: list[type[PurbeckError]] = [PurbeckError, *PurbeckError.__subclasses__()]
    for error in errors:
        summary = (error.__doc__ or "").split("\n\n")[0]
        yield [code(error.__name__), str(error.exit_code), one_line(summary)]
