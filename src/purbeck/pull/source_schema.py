"""The declared schema of sources.toml, from which its reference page is generated."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from purbeck.ingest.field_types import FORM_ERROR, Entry, Id, Name, one_of
from purbeck.model.observation import Status


def _are_texts(given: object) -> bool:
    """Whether it is a list of at least one text, none of them empty."""
    return (
        isinstance(given, list)
        and bool(given)
        and all(isinstance(each, str) and each.strip() for each in given)
    )


def _whose(given: object) -> object:
    if given in ("declared", "all") or _are_texts(given):
        return given
    expected = "'declared', 'all', or a list of codes in square brackets"
    raise PydanticCustomError(FORM_ERROR, "wrong form", {"expected": expected})


def _one_or_more(given: object) -> object:
    is_list = isinstance(given, list) and all(isinstance(each, str) for each in given)
    if isinstance(given, str) or (is_list and given):
        return given
    expected = "a value in double quotes, or a list of them in square brackets"
    raise PydanticCustomError(FORM_ERROR, "wrong form", {"expected": expected})


# Before either kind is tried, as each of the two would say what is wrong by itself.
_WHOSE, _ONE_OR_MORE = BeforeValidator(_whose), BeforeValidator(_one_or_more)


class Onward(Enum):
    """What becomes of a series where one area takes the place of another."""

    BREAK = "break"
    CONTINUE = "continue"


class SourceMeasureEntry(Entry):
    """One measure of the workspace, as the publisher has it."""

    measure: Id = Field(description="The id of the indicator, measure or reference series.")
    key: Name = Field(
        description="The publisher's name of it; 'purbeck source preview' lists the names."
    )
    numerator: str = Field("", description="The publisher's name of its numerator.")
    denominator: str = Field("", description="The publisher's name of its denominator.")
    lower: str = Field("", description="The publisher's name of the lower limit.")
    upper: str = Field("", description="The publisher's name of the upper limit.")
    filters: dict[str, Annotated[str | list[str], _ONE_OR_MORE]] = Field(
        {}, description="What else a row must say: a column, and the value or values wanted."
    )
    breakdown: str = Field("", description="The breakdown that the rows are held under.")
    dimension: str = Field(
        "", description="What people are told apart by, where the rows are of a group of them."
    )
    group: str = Field("", description="The group of that dimension that the rows are of.")
    scale: float = Field(1.0, description="What each figure is multiplied by: 1000 for thousands.")
    definition: str = Field(
        "",
        description=(
            "The publisher's definition, in a word or a version. Where it changes, revised "
            "figures are told as a change of definition."
        ),
    )


class SuccessionEntry(Entry):
    """One area that takes the place of another."""

    old: Name = Field(description="The code of the area that ended.")
    new: Name = Field(description="The code of the area that figures are held under from then on.")
    then: Annotated[Onward, one_of(Onward)] = Field(
        description="'break' marks the first figure of the new area; 'continue' joins the two."
    )
    reason: Name = Field(description="Why the two may be joined, or why they may not.")


class SourceEntry(Entry):
    """One publisher's file, or one question to a publisher's service."""

    id: Id = Field(description="The id by which the source is named in figures and messages.")
    connector: Name = Field(description="The format; 'purbeck source list' lists them.")
    at: str = Field(
        "",
        description=(
            "A path, relative to the folder of the data or of the workspace; a path with "
            "wildcards; or an address."
        ),
    )
    page: str = Field("", description="Where a person gets the file: the address of its page.")
    publisher: str = Field("", description="Who publishes it, as a report names its source.")
    licence: str = Field("", description="Under what terms it may be used.")
    published: datetime.date | None = Field(
        None,
        description=(
            "The day on which the file was published. Without it that which the file states, or "
            "else the day of the pull."
        ),
    )
    status: Annotated[Status, one_of(Status)] = Field(
        Status.FINAL,
        description="How settled the figures are, where a row does not say so itself.",
    )
    areas: Annotated[Literal["declared", "all"] | list[str], _WHOSE] = Field(
        "declared",
        description=(
            "Whose figures are loaded: those of framework.toml's areas ('declared'), of all that "
            "the file has ('all'), or of a list of some of the codes in framework.toml."
        ),
    )
    area_codes: dict[str, str] = Field(
        {}, description="The publisher's code or name of an area, and the code of framework.toml."
    )
    options: dict[str, str] = Field({}, description="What the connector is told.")
    measure: list[SourceMeasureEntry] = Field([], description="What is loaded from it.")


class SourcesFile(Entry):
    """The whole of sources.toml."""

    source: list[SourceEntry] = Field([], description="Where figures are loaded from.")
    succession: list[SuccessionEntry] = Field(
        [], description="Areas that took the place of others, and what that means for a series."
    )
