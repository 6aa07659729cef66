"""The public site as files: whole, the same each time, all of its links leading somewhere."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from purbeck.cli.app import main
from purbeck.cli.exits import ExitCode
from purbeck.ingest import open_workspace
from purbeck.model.errors import EditionError, UsageError
from purbeck.publish.edition import issue_edition
from purbeck.publish.open_data.tables import csv_bytes, observations_table
from purbeck.publish.site import sharing
from purbeck.publish.site.anchors import addresses_of
from purbeck.publish.site.build import make_site
from purbeck.publish.site.edition_pages import KeptEdition, kept_editions
from purbeck.publish.site.source import site_source
from tests.site.demo import DEMO, demo_source

ATOM = "{http://www.w3.org/2005/Atom}"


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issued") / "editions"
    issue_edition(DEMO, "2018-09", folder)
    return folder


@pytest.fixture(scope="module")
def kept(editions: Path) -> tuple[KeptEdition, ...]:
    return kept_editions(editions)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, kept: tuple[KeptEdition, ...]) -> Path:
    folder = tmp_path_factory.mktemp("site") / "out"
    make_site(demo_source(), folder, kept)
    return folder


def test_the_same_workspace_gives_the_same_bytes(
    site: Path, kept: tuple[KeptEdition, ...], tmp_path: Path
) -> None:
    """A site made again, from a workspace read again, has the same files byte for byte."""
    make_site(site_source(open_workspace(DEMO)), tmp_path / "again", kept)

    assert contents(tmp_path / "again") == contents(site)


def test_two_processes_make_what_one_makes(
    site: Path,
    kept: tuple[KeptEdition, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sharing the work with a second process changes no byte."""
    monkeypatch.setattr(sharing, "FEWEST", 0)
    make_site(demo_source(), tmp_path / "shared", kept)

    assert contents(tmp_path / "shared") == contents(site)


def test_every_link_leads_to_a_file_or_a_place_that_is_there(site: Path) -> None:
    """Each relative link is to a file of the site, and each fragment to a place on its page."""
    broken = []
    for page in site.rglob("*.html"):
        if page.parent.name == "documents":
            continue
        text = page.read_text("utf-8")
        places = set(re.findall(r'id="([^"]+)"', text))
        for address in map(unescape, re.findall(r'(?:href|src|action)="([^"]+)"', text)):
            if re.match(r"(https?|mailto|tel|data):", address):
                continue
            file, _, fragment = address.partition("#")
            if file and not (page.parent / file).is_file():
                broken.append((page.name, address))
            if not file and fragment not in places:
                broken.append((page.name, address))

    assert broken == []


def test_nothing_on_a_page_is_asked_of_another_site(site: Path) -> None:
    """No page, style or script names an address from which anything would be loaded."""
    loaded = re.compile(
        r"""(?:src|srcset)=["']https?:|url\(["']?https?:|@import|fetch\(|import\("""
    )
    files = [*site.glob("*.html"), *site.glob("indicators/*"), *site.glob("assets/*")]
    named = [
        file.name for file in files if file.suffix != ".txt" and loaded.search(file.read_text())
    ]

    assert named == []


def test_every_page_has_its_own_address_and_every_address_a_page(site: Path) -> None:
    """What leads to a page is the file that the page is written to; nothing is written beside."""
    expected = {file for _, file in addresses_of(demo_source())}
    made = {
        name
        for name in contents(site)
        if not name.startswith(("assets/", "editions/2018-09/"))
        and name not in ("search.json", "site.json")
    }

    assert made == expected


def test_a_folder_that_is_no_site_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Where the folder holds anything else, nothing in it is changed."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("dear")

    with pytest.raises(UsageError, match="no site"):
        make_site(demo_source(), tmp_path / "out")
    assert contents(tmp_path) == {"out/letter.txt": b"dear"}


def test_an_earlier_site_is_replaced_whole(tmp_path: Path) -> None:
    """A page of the earlier site that is no more is gone, and no draft is left."""
    make_site(demo_source(), tmp_path / "out")
    (tmp_path / "out" / "measures" / "old.html").write_text("old")
    make_site(demo_source(), tmp_path / "out")

    assert not (tmp_path / "out" / "measures" / "old.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_edition_keeps_its_address(
    kept: tuple[KeptEdition, ...], tmp_path: Path, editions: Path
) -> None:
    """The documents are those that were issued; a later site without them is refused."""
    make_site(demo_source(), tmp_path / "out", kept)
    published = tmp_path / "out" / "editions" / "2018-09"
    issued = editions / "2018-09"

    assert (published / "manifest.json").read_bytes() == (issued / "manifest.json").read_bytes()
    assert contents(published / "documents") == contents(issued / "documents")
    assert not (published / "workspace").exists()
    with pytest.raises(EditionError, match="2018-09"):
        make_site(demo_source(), tmp_path / "out")


def test_an_edition_that_was_altered_is_not_published(editions: Path, tmp_path: Path) -> None:
    """A document that is not as its manifest has it stops the site."""
    shutil.copytree(editions, tmp_path / "editions")
    document = tmp_path / "editions" / "2018-09" / "documents" / "independent.html"
    document.chmod(0o644)
    document.write_text(document.read_text("utf-8") + "<!-- -->", "utf-8")

    with pytest.raises(EditionError, match="not as it was issued"):
        kept_editions(tmp_path / "editions")


def test_what_may_not_be_shown_is_in_no_file_of_the_site(tmp_path: Path) -> None:
    """A figure that rests on a small count is in no page, no file to download and no feed."""
    shutil.copytree(DEMO, tmp_path / "workspace")
    policy = tmp_path / "workspace" / "policy.toml"
    policy.write_text(policy.read_text("utf-8").replace("minimum_count = 0", "minimum_count = 5"))
    file = tmp_path / "workspace" / "observations" / "small.csv"
    file.write_text(
        "measure,area,period,value,numerator,denominator,published,note\n"
        "care-leavers-neet,E10000009,2018-19,42.857,3,7,2018-09-01,threeofseven\n"
    )
    make_site(site_source(open_workspace(tmp_path / "workspace")), tmp_path / "out")
    told = [
        name
        for name, content in contents(tmp_path / "out").items()
        if b"42.857" in content or b"threeofseven" in content
    ]

    assert told == []


def test_figures_to_download_are_those_of_the_open_data(site: Path) -> None:
    """The file of a measure has the rows of the open data, byte for byte, and its metadata."""
    file = site / "data" / "measures" / "good-attendance.csv"
    described = json.loads((file.parent / f"{file.name}-metadata.json").read_text("utf-8"))
    shown = [o for o in demo_source().observations if o.measure == "good-attendance"]
    table = observations_table(demo_source().framework, shown)
    names = [column.name for column in table.columns]
    (of_file,) = described["tables"]

    assert file.read_bytes() == csv_bytes(names, table.rows)
    assert of_file["url"] == "good-attendance.csv"
    assert [column["name"] for column in of_file["tableSchema"]["columns"]] == names


def test_the_file_of_everything_has_the_figures_of_every_measure(site: Path) -> None:
    """It is the files of the measures one after another, under one heading."""
    parts = (site / "data" / "measures").glob("*.csv")
    lines = sorted(line for part in parts for line in part.read_text("utf-8").splitlines()[1:])
    whole = (site / "data" / "observations.csv").read_text("utf-8").splitlines()

    assert sorted(whole[1:]) == lines


def test_the_feed_has_the_dates_of_the_figures(site: Path) -> None:
    """Each entry has an id of its own and the day its figure became known, the newest first."""
    feed = ElementTree.parse(site / "feed.xml").getroot()
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in feed.iter(f"{ATOM}entry")]
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]

    assert days == sorted(days, reverse=True)
    assert len(set(ids)) == len(ids) > 10
    assert max(days) <= f"{demo_source().on.isoformat()}T00:00:00Z"


def test_an_address_gives_canonical_links_and_a_sitemap(tmp_path: Path) -> None:
    """With the address of the site each page names its own, and the sitemap all of them."""
    made = make_site(demo_source(), tmp_path / "out", base="https://example.org/outcomes")
    page = (tmp_path / "out" / "risks" / "01a.html").read_text("utf-8")
    listed = re.findall("<loc>([^<]+)</loc>", (tmp_path / "out" / "sitemap.xml").read_text())

    assert '<link rel="canonical" href="https://example.org/outcomes/risks/01a.html">' in page
    assert len(set(listed)) == made.pages
    assert "https://example.org/outcomes/" in listed


def test_without_an_address_no_page_names_one(site: Path) -> None:
    """A site whose address is not known has no sitemap and no canonical link."""
    assert not (site / "sitemap.xml").exists()
    assert 'rel="canonical"' not in (site / "index.html").read_text("utf-8")


def test_the_command_makes_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says how many pages there are and how large the first one is."""
    code = main(["site", str(DEMO), "--out", str(tmp_path / "out")])
    said = capsys.readouterr().out

    assert code == ExitCode.DONE
    assert "46 pages" in said
    assert (tmp_path / "out" / "index.html").is_file()


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org", "https://a b", "https://x/?q"]
)
def test_an_address_that_is_none_is_refused(address: str, tmp_path: Path) -> None:
    """What no page can have for its address is refused before anything is read."""
    code = main(["site", str(DEMO), "--out", str(tmp_path / "out"), "--base-url", address])

    assert code == ExitCode.USAGE
    assert not (tmp_path / "out").exists()
