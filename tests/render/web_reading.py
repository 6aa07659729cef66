"""A web page read back into its elements, for the tests of the HTML renderer."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

HOSTILE = "<script>alert('1')</script> & \"quoted\" <b>{{ 7*7 }}</b>"
"""A text full of signs that mean something in HTML, in an attribute, or in a template."""

VOID = frozenset({"meta", "link", "br", "col", "img", "hr", "input"})


@dataclass
class Tag:
    """An element of a page: its name, its attributes, and the text inside it."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page read back: every element in order, with all that stands in it as text."""

    tags: list[Tag] = field(default_factory=list)
    left_open: list[Tag] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and that it is open."""
        made = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(made)
        if tag not in VOID:
            self.left_open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element without content."""
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be the one named."""
        if not self.left_open or self.left_open[-1].name != tag:
            self.misplaced.append(tag)
        else:
            self.left_open.pop()

    def handle_data(self, data: str) -> None:
        """Give the text to every element that is open."""
        for tag in self.left_open:
            tag.text += data

    def named(self, *names: str) -> list[Tag]:
        """Give the elements of these names, in the order of the page."""
        return [tag for tag in self.tags if tag.name in names]
