"""The command as a whole: help, exit codes, and what happens when things go wrong."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import purbeck as package
from purbeck.cli.exits import MEANING, ExitCode
from purbeck.cli.failures import report_failure
from purbeck.model import errors
from tests.cli.conftest import DORSET, Purbeck, purbeck_alone

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "exit-codes.md"

COMMANDS = ["demo", "new", "validate", "build", "assess", "explain", "issue", "verify", "schema"]


def test_the_help_names_every_command_and_exit_code(purbeck: Purbeck) -> None:
    """The help of the whole lists each command, and each exit code with its meaning."""
    run = purbeck("--help")
    said = " ".join(run.out.split())

    assert run.code == 0
    assert all(re.search(rf"│ {command} ", run.out) for command in COMMANDS)
    assert all(f"{code.value} {meaning}" in said for code, meaning in MEANING.items())


def test_the_command_alone_shows_its_help(purbeck: Purbeck) -> None:
    """Without arguments the help is shown, and that is no failure."""
    run = purbeck()

    assert run.code == 0
    assert run.out.strip() == purbeck("--help").out.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(purbeck: Purbeck, command: str) -> None:
    """The help of each command ends with examples of it, and fits in 80 columns."""
    run = purbeck(command, "--help")
    foot = run.out.split("Examples")[1]

    assert run.code == 0
    assert f"purbeck {command}" in foot
    assert max(len(line) for line in run.out.splitlines()) <= 80


def test_the_version_is_that_of_the_package(purbeck: Purbeck) -> None:
    """The version printed is the package's."""
    assert purbeck("--version").out == f"purbeck {package.__version__}\n"


def test_a_mistyped_command_has_the_nearest_named(purbeck: Purbeck) -> None:
    """A command that there is not is a usage error, with the one that was likely meant."""
    run = purbeck("biuld")

    assert (run.code, run.out) == (2, "")
    assert "Did you mean 'build'?" in run.err
    assert run.err.count("\n") == 1


def test_a_missing_argument_says_where_to_look(purbeck: Purbeck) -> None:
    """A usage error is one line that names the help of the command."""
    run = purbeck("build")

    assert (run.code, run.out) == (2, "")
    assert run.err == "error: Missing argument 'WORKSPACE'. See 'purbeck build --help'.\n"


def test_the_page_of_exit_codes_is_that_of_the_program() -> None:
    """The page docs/reference/exit-codes.md has a row for each code, and no other."""
    rows = re.findall(r"^\| (\d+) +\| (.+?) +\|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert rows == [(str(code.value), meaning) for code, meaning in MEANING.items()]


def test_every_error_has_a_documented_exit_code() -> None:
    """Each class of the error tree exits with a code that the table knows."""
    classes = [
        found
        for found in vars(errors).values()
        if isinstance(found, type) and issubclass(found, errors.PurbeckError)
    ]

    assert len(classes) >= 7
    assert {found.exit_code for found in classes} <= {code.value for code in ExitCode}


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (errors.RenderError("No font."), 4, "error: No font.\n"),
        (errors.EditionError("No edition."), 5, "error: No edition.\n"),
        (errors.UsageError("Not so."), 2, "error: Not so.\n"),
        (errors.RenderError("line one\nline two"), 4, "error: line one line two\n"),
    ],
)
def test_an_error_on_purpose_is_one_line(
    capsys: pytest.CaptureFixture[str], error: Exception, code: int, line: str
) -> None:
    """Whatever Purbeck raises on purpose is one line with the exit code of its class."""
    assert report_failure(error) == code
    assert capsys.readouterr().err == line


def test_the_unexpected_asks_to_be_reported(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that nobody foresaw is one line that asks for a report; no traceback."""
    monkeypatch.delenv("PURBECK_DEBUG", raising=False)
    code = report_failure(KeyError("polarity"))
    said = capsys.readouterr().err

    assert code == 1
    assert said.count("\n") == 1
    assert "KeyError: 'polarity'" in said
    assert "report" in said
    assert "Traceback" not in said


def test_a_developer_may_see_the_traceback(tmp_path: Path) -> None:
    """With PURBECK_DEBUG set the traceback comes before the line, and the code is the same."""
    run = purbeck_alone("assess", tmp_path / "nowhere", PURBECK_DEBUG="1")

    assert run.code == 2
    assert "Traceback (most recent call last)" in run.err
    assert run.err.splitlines()[-1].startswith("error: There is no folder")


def test_an_encoding_without_the_characters_does_not_stop_the_table() -> None:
    """Where the output cannot hold an arrow, a question mark stands for it."""
    run = purbeck_alone("assess", DORSET, PYTHONIOENCODING="ascii")

    assert run.code == 0
    assert "? Improving" in run.out


# The JSON of these areas is more than a pipe holds, so that the run waits until it is read.
MUCH = ["assess", str(DORSET), "--json"]
MUCH += [part for name in ("Dorset", "Devon", "England") for part in ("--area", name)]


@pytest.fixture
def waiting(unbuffered: str) -> Iterator[subprocess.Popen[bytes]]:
    """Give a run that waits for its output to be read."""
    with subprocess.Popen(
        [sys.executable, "-m", "purbeck", *MUCH],
        bufsize=0,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    ) as started:
        assert started.stdout is not None
        started.stdout.read(1)
        yield started


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_slow_reader_gets_everything(waiting: subprocess.Popen[bytes]) -> None:
    """However slowly JSON is read, and with or without a buffer, all of it arrives."""
    rest, _ = waiting.communicate()

    assert waiting.returncode == 0
    assert len(json.loads(b"{" + rest)["assessments"]) == 3 * 21


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_ends_the_run_quietly(waiting: subprocess.Popen[bytes]) -> None:
    """When the pipe is closed, as by head, the command stops without a word."""
    assert waiting.stdout is not None
    assert waiting.stderr is not None
    waiting.stdout.close()
    said = waiting.stderr.read()

    assert (waiting.wait(), said) == (ExitCode.PIPE_CLOSED, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_stopping_from_the_keyboard_is_one_line(waiting: subprocess.Popen[bytes]) -> None:
    """An interrupted run says so in a line, and exits as a shell expects."""
    waiting.send_signal(signal.SIGINT)
    _, said = waiting.communicate()

    assert waiting.returncode == ExitCode.STOPPED
    assert said.decode() == "warning: Stopped. Nothing is half-written.\n"


def on_a_terminal(*arguments: str | Path, **environment: str) -> str:
    """Run the command on a terminal of its own, and give all that it showed."""
    main_end, other_end = pty.openpty()
    environment = {"TERM": "xterm-256color", "COLUMNS": "80", **environment}
    started = subprocess.Popen(
        [sys.executable, "-m", "purbeck", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=other_end,
        stderr=other_end,
        env={**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, **environment},
    )
    os.close(other_end)
    shown = b""
    # A terminal whose other end has gone is an error to read from on Linux.
    try:
        while read := os.read(main_end, 65536):
            shown += read
    except OSError:
        pass
    os.close(main_end)
    assert started.wait() == 0
    return shown.decode()


def test_a_terminal_gets_colour() -> None:
    """On a terminal the letter of a colour stands on that colour."""
    assert re.search(r"\x1b\[[0-9;]*48;5;[0-9;]*m R ", on_a_terminal("assess", DORSET))


def test_no_color_is_heeded() -> None:
    """With NO_COLOR set a terminal gets no colour either."""
    shown = on_a_terminal("assess", DORSET, NO_COLOR="1")

    assert "Improving" in shown
    assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|4[0-7]|38|48)[;m]", shown)


def test_a_terminal_shows_how_far_a_build_has_come(council: Path, tmp_path: Path) -> None:
    """On a terminal a build shows a bar with the file that it is making."""
    out = tmp_path / "out"
    shown = on_a_terminal("build", council, "--out", out, "--format", "html,xlsx")

    assert "Building" in shown
    assert "/3" in shown
