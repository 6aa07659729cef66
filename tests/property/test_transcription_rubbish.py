"""Rubbish given to the readers of reports: a refusal in one line, or a draft, and no crash."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from purbeck.ingest import read_workspace
from purbeck.model.errors import PurbeckError
from purbeck.transcription import Draft, transcribe, write_workspace
from purbeck.transcription.figures import read_cell
from purbeck.transcription.periods import periods_in
from tests.transcription.layouts import docx_report, pdf_report

SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

# Pieces of reports, so that what is put together is nearly a table, nearly a statement.
_WORDS = (
    "Ref;Measure;Performance indicator;Previous;Latest;Target;Q1 2018/19;2017-18;95.1%;£1.2m;-0.6;"
    "▲;R;Amber;Improving;N/A;\t;\n; | ; – ;: ;Contents;Executive summary;Corporate risk;HIGH;("
    "01c Failure;Population indicator 01;Priority 1: Homes;KPI 3: Waste recycled;England;1,204;"
    "Performance Measure(s) – Trend Lines;Story behind the baseline:;5 measures are red;- ;Key;\f;"
    "Worsening measures;<b>;   ;12 months to Sep 2018;2016;Previous-;Trend;RAG;Owner;Risk;Level"
)
PIECES = st.sampled_from(_WORDS.split(";"))
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join)


def imported(path: Path) -> Draft | str:
    """Read a report, or give the line in which it is refused."""
    try:
        return transcribe(path)
    except PurbeckError as refusal:
        return str(refusal)


def is_sound(answer: Draft | str) -> bool:
    """Whether an answer is a draft, or a refusal in one line."""
    return isinstance(answer, Draft) or "\n" not in answer


@SLOW
@given(text=TEXTS)
def test_any_text_gives_a_sound_draft_or_a_refusal(text: str, tmp_path: Path) -> None:
    """Whatever is put together of the words of reports is refused, or a workspace without error."""
    (tmp_path / "a.txt").write_text(f"Some Council\nMay 2018\n{text}", encoding="utf-8")
    draft = imported(tmp_path / "a.txt")
    folder = tmp_path / "draft"
    errors: tuple[object, ...] = ()
    if isinstance(draft, Draft):
        written = write_workspace(draft, folder)
        errors = read_workspace(folder).errors
        for path in sorted(written, reverse=True):
            path.unlink()
        for inner in sorted(folder.rglob("*"), reverse=True):
            inner.rmdir()

    assert is_sound(draft)
    assert errors == ()


@SLOW
@given(
    content=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx"])
)
def test_bytes_are_refused_or_read(content: bytes, name: str, tmp_path: Path) -> None:
    """Bytes under any name give a draft or a refusal, and nothing else."""
    (tmp_path / name).write_bytes(content)

    assert is_sound(imported(tmp_path / name))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give a sound PDF and a sound Word file to damage."""
    return {"a.pdf": pdf_report(), "a.docx": docx_report()}


@SLOW
@given(data=st.data(), name=st.sampled_from(["a.pdf", "a.docx"]))
def test_damaged_files_are_refused_or_read(
    data: st.DataObject, name: str, sound: dict[str, bytes], tmp_path: Path
) -> None:
    """A file that is cut, or has bytes changed in it, gives a draft or a refusal in one line."""
    content = bytearray(sound[name])
    cut = data.draw(st.integers(0, len(content)))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=20)):
        content[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        content = content[:cut]
    (tmp_path / name).write_bytes(bytes(content))

    assert is_sound(imported(tmp_path / name))


@SLOW
@given(inner=st.text(max_size=300))
def test_a_word_file_with_any_inside_is_refused_or_read(
    inner: str, sound: dict[str, bytes], tmp_path: Path
) -> None:
    """A Word package whose main part is rubbish is refused, and does not crash."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound["a.docx"])) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in package.namelist():
            held = package.read(part)
            is_main = part == "word/document.xml"
            made.writestr(part, inner.encode("utf-8", "replace") if is_main else held)
    (tmp_path / "a.docx").write_bytes(out.getvalue())

    assert is_sound(imported(tmp_path / "a.docx"))


@given(text=st.text(max_size=80))
def test_any_cell_is_read_one_way_only(text: str) -> None:
    """A cell holds a figure, or an absence, or trouble, or nothing but a period: never two."""
    reading = read_cell(text)

    assert sum([reading.figure is not None, bool(reading.absent), bool(reading.trouble)]) <= 1


@given(text=st.text(alphabet="Q1234 20/-–16789SepMar(),%£. to", max_size=40))
def test_periods_lie_within_the_text_in_order(text: str) -> None:
    """The periods found in a text do not overlap, and each has a kind that it spells."""
    found = periods_in(text)
    ends = [0, *(period.end for period in found)]

    assert all(period.start >= end for period, end in zip(found, ends, strict=False))
    assert all(period.under(kind) is not None for period in found for kind in period.kinds)
