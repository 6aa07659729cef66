"""The pages lead somewhere, and name nothing that a reader does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, name_of, pages, without_blocks

_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")

# Places of the machines on which Purbeck is made, and of registries, are of no use to a reader.
_NOT_FOR_READERS = re.compile(r"/tmp/|/home/\w|/root/|\.\./shared", re.I)

_PROSE = [page for page in pages() if "reference" not in page.parts]


def links_of(page: Path) -> Iterator[str]:
    """Give the targets of the links of a page, code left out."""
    yield from _LINK.findall(" ".join(without_blocks(page).split("\n")))


def anchors_of(page: Path) -> set[str]:
    """Give the anchors of a page's headings, as they are made by code hosts."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        words = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(words)
    return found


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_link_within_the_project_leads_to_a_place(page: Path) -> None:
    """A link to a file leads to one that is there, and one to a heading to a heading."""
    broken = []
    for link in links_of(page):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        place = (page.parent / target).resolve() if target else page
        if not place.exists() or (anchor and anchor not in anchors_of(place)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_a_page_names_nothing_that_its_reader_lacks(page: Path) -> None:
    """No page names a folder of the machine it was written on, or the host of a registry."""
    assert _NOT_FOR_READERS.findall(page.read_text(encoding="utf-8")) == []


def test_every_page_of_docs_is_listed() -> None:
    """Each page can be reached from the list of pages, of decisions or of rules."""
    docs = ROOT / "docs"
    listed = {
        (index.parent / link.partition("#")[0]).resolve()
        for index in (docs / folder / "README.md" for folder in ("", "decisions", "rules"))
        for link in links_of(index)
    }
    lists = {docs / "README.md"}

    assert [name_of(page) for page in docs.rglob("*.md") if page not in listed | lists] == []


@pytest.mark.parametrize("page", _PROSE, ids=name_of)
def test_prose_has_no_emoji_and_no_shouting(page: Path) -> None:
    """Pages are plain: no emoji, and no exclamation marks at the end of a sentence."""
    prose = without_blocks(page)

    assert re.findall(r"[\U0001F300-\U0001FAFF]|\w!(?=\s)", prose) == []


def test_pictures_are_small_and_described() -> None:
    """Each picture is under 300 kB, and its alternative text says what is on it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", readme)
    described = {path: words for words, path in shown}
    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))

    assert [picture.name for picture in pictures if picture.stat().st_size >= 300_000] == []
    assert all(len(described[picture.relative_to(ROOT).as_posix()]) > 60 for picture in pictures)
