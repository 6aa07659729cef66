"""The labelled corpus held against the checker: what is found, missed and wrongly said."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from purbeck.claims.check import Reader, check_text, reader_for
from purbeck.claims.claim import Claim, ClaimVerdict
from purbeck.ingest import open_workspace
from purbeck.scorecard.scorecard import assess_as_known

CORPUS = Path(__file__).parent / "corpus"
_DORSET = Path(__file__).parents[2] / "examples" / "dorset-2018"
_OTHERS = {"fourth": _DORSET, "sixth": CORPUS / "borough"}
PARTS = ("first", "second", "third", "fourth", "fifth", "sixth")

Label = tuple[str, str]
"""The kind of a claim, and S for supported or C for contradicted."""

_LETTER = {ClaimVerdict.SUPPORTED: "S", ClaimVerdict.CONTRADICTED: "C"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of the corpus, with the number of the indicator that it is on."""

    indicator: str
    sentence: str
    expected: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many claims were right, wrong (said, and not so labelled) and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
            missed=self.missed + other.missed,
        )

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 1 where nothing was said."""
        said = self.right + self.wrong
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """The share of what there was that was found; 1 where there was nothing."""
        there = self.right + self.missed
        return self.right / there if there else 1.0


@lru_cache(maxsize=8)
def corpus_reader(part: str = "first") -> tuple[Reader, dict[str, str]]:
    """Give the reader for a part of the corpus, and the ids of the indicators by number.

    The fourth part is on the demo, every other on a council that does not exist: the sixth on
    one of its own.
    """
    workspace = open_workspace(_OTHERS.get(part, CORPUS / "council"))
    framework = workspace.framework
    (outcome,) = framework.outcomes
    reader = reader_for(framework, outcome, assess_as_known(workspace, framework.report.on))
    return reader, {indicator.number: indicator.id for indicator in outcome.indicators}


def labelled(part: str) -> Iterator[Labelled]:
    """Give the sentences of one part of the corpus."""
    with (CORPUS / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pairs = [each.strip() for each in row["expected"].split(";") if each.strip()]
            expected = tuple(
                (kind, letter) for kind, _, letter in (p.partition(":") for p in pairs)
            )
            yield Labelled(row["indicator"], row["sentence"], expected)


def decided(claims: tuple[Claim, ...]) -> Counter[Label]:
    """Count the claims that were decided; one that cannot be checked says nothing."""
    return Counter(
        (claim.kind.value, _LETTER[claim.verdict]) for claim in claims if claim.verdict in _LETTER
    )


def found_in(each: Labelled, part: str) -> Counter[Label]:
    """Count what the checker decides in a sentence of a part of the corpus."""
    reader, ids = corpus_reader(part)
    return decided(check_text(each.sentence, reader, ids[each.indicator]))


def scores(part: str) -> dict[str, Score]:
    """Give the score of one part by kind of claim."""
    by_kind: dict[str, Score] = {}
    for each in labelled(part):
        found, expected = found_in(each, part), Counter(each.expected)
        for name, counts in (
            ("right", found & expected),
            ("wrong", found - expected),
            ("missed", expected - found),
        ):
            for (kind, _), count in counts.items():
                by_kind[kind] = by_kind.get(kind, Score()) + Score(**{name: count})
    return by_kind
