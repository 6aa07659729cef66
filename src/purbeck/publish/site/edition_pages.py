"""Editions that were issued, put into the site as they are: each has an address for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from purbeck.model.errors import EditionError
from purbeck.publish.confidential import NOT_FOR_PUBLICATION
from purbeck.publish.document import Bullets, Cell, Column, Heading, Paragraph, Run, Table, plain
from purbeck.publish.manifest import MANIFEST, digest_of, edition_digest, read_manifest
from purbeck.publish.site.anchors import EDITIONS, HOME, slug
from purbeck.publish.site.page import Page, PageLink
from purbeck.publish.wording.figures import counted, day

PUBLISHED = ("documents/", "assessments.json")
"""What of an edition goes into the site; the workspace within it stays where it is."""

_FORMS = {
    "pdf": "PDF",
    "html": "web page",
    "docx": "Word",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "json": "every verdict with its evidence, JSON",
}


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition with those of its files that are published, each found to be as it was issued."""

    name: str
    on: date
    digest: str
    files: tuple[tuple[str, bytes], ...]
    digests: tuple[tuple[str, str], ...]

    @property
    def folder(self) -> str:
        """Its folder within the site."""
        return f"editions/{self.name}"

    @property
    def anchor(self) -> str:
        """The anchor of its page."""
        return f"edition-{slug(self.name)}"

    @property
    def addresses(self) -> Iterator[tuple[str, str]]:
        """The anchor of its page and of each of its files, with their places."""
        yield self.anchor, f"{self.folder}/index.html"
        for file, _ in self.files:
            yield self.file_anchor(file), f"{self.folder}/{file}"

    def file_anchor(self, file: str) -> str:
        """Give the anchor of one of its files."""
        return f"{self.anchor}--{slug(file)}"


def kept_editions(folder: Path | None) -> tuple[KeptEdition, ...]:
    """Read every edition in a folder, the newest first; none where no folder is given.

    Raises
    ------
    EditionError
        Where a file of an edition is not as it was issued, or the folder holds no edition.
    """
    if folder is None:
        return ()
    found = [
        _kept(path)
        for path in sorted(folder.iterdir() if folder.is_dir() else ())
        if (path / MANIFEST).is_file() and not path.name.endswith(NOT_FOR_PUBLICATION)
    ]
    if not found:
        raise EditionError(f"There is no edition in '{folder}'.")
    return tuple(sorted(found, key=lambda edition: (edition.on, edition.name), reverse=True))


def _kept(folder: Path) -> KeptEdition:
    manifest = read_manifest(folder)
    files = []
    for name, expected in sorted(manifest.files.items()):
        if not name.startswith(PUBLISHED):
            continue
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise EditionError(f"The edition {folder} has lost '{name}'.") from error
        if digest_of(content) != expected:
            raise EditionError(
                f"'{name}' of the edition {folder} is not as it was issued: it cannot be published."
            )
        files.append((name, content))
    files.append((MANIFEST, (folder / MANIFEST).read_bytes()))
    return KeptEdition(
        name=manifest.edition,
        on=manifest.as_known_on,
        digest=edition_digest(folder),
        files=tuple(files),
        digests=tuple(sorted(manifest.files.items())),
    )


def editions_page(editions: tuple[KeptEdition, ...]) -> Page:
    """Compose the list of editions."""
    rows = tuple(
        (
            Cell((Run(edition.name, link=f"#{edition.anchor}"),)),
            Cell(plain(day(edition.on))),
            Cell(plain(counted(len(edition.files) - 1, "file"))),
        )
        for edition in editions
    )
    table = Table(
        caption="Editions, the newest first",
        columns=(
            Column("Edition", share=2),
            Column("Figures as known on", share=2),
            Column("Files"),
        ),
        rows=rows,
    )
    return Page(
        path="editions/index.html",
        anchor=EDITIONS,
        title="Editions",
        description="Every report as it was issued.",
        part=EDITIONS,
        lead=(
            plain(
                "An edition is a report as it was issued on one day. Its files are never changed, "
                "and each has an address that stays."
            ),
        ),
        trail=(PageLink("Home", HOME),),
        blocks=(table,)
        if rows
        else (Paragraph(plain("No edition has been put on this site yet.")),),
    )


def edition_page(edition: KeptEdition) -> Page:
    """Compose the page of one edition: its documents, and how to tell that they are as issued."""
    documents = [file for file, _ in edition.files if file != MANIFEST]
    digests = dict(edition.digests)
    return Page(
        path=f"{edition.folder}/index.html",
        anchor=edition.anchor,
        title=f"Edition {edition.name}",
        description=f"The report as issued, with figures as known on {day(edition.on)}.",
        part=EDITIONS,
        lead=(plain(f"With figures as known on {day(edition.on)}."),),
        trail=(PageLink("Home", HOME), PageLink("Editions", EDITIONS)),
        blocks=(
            Heading("Documents"),
            Bullets(
                tuple(
                    (Run(f"{_title(file)}, {_form(file)}", link=f"#{edition.file_anchor(file)}"),)
                    for file in documents
                )
            ),
            Heading("How to tell that they are as issued"),
            Paragraph(
                (
                    Run("The "),
                    Run("manifest", link=f"#{edition.file_anchor(MANIFEST)}"),
                    Run(
                        " has the digest (SHA-256) of every file of the edition. That of the "
                        f"manifest itself is {edition.digest}."
                    ),
                )
            ),
            Table(
                caption="Digests of the documents",
                columns=(Column("File", share=2), Column("SHA-256", share=4)),
                rows=tuple((Cell(plain(f)), Cell(plain(digests[f]))) for f in documents),
            ),
        ),
        index_kind="Edition",
    )


def _title(file: str) -> str:
    stem = file.rpartition("/")[2].rpartition(".")[0].replace("-", " ")
    return stem[:1].upper() + stem[1:]


def _form(file: str) -> str:
    ending = file.rpartition(".")[2]
    return _FORMS.get(ending, ending)
