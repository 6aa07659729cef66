"""Everything behind one verdict, laid out for a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.cli.evidence import Found, evidence_parts
from purbeck.cli.tables import chip
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.policy import Policy
from purbeck.publish.wording.decisions import decision_sentence
from purbeck.publish.wording.figures import counts_words, day, figure, remark
from purbeck.publish.wording.neighbours import choice_sentence, choice_words
from purbeck.publish.wording.provenance import digest_words, place_words
from purbeck.publish.wording.sentences import (
    caveat_sentences,
    comparison_sentence,
    overall_sentence,
    trend_sentence,
)
from purbeck.publish.wording.verdicts import (
    KIND_NAME,
    POLARITY_MEANING,
    rag_badge,
    sentence_case,
    verdict_badge,
)

Line = tuple[str, str]

INDENT = (0, 0, 0, 2)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One assessment, with the framework, policy and figures that it was made from."""

    framework: Framework
    policy: Policy
    assessment: Assessment
    observations: Sequence[Observation]
    on: date
    digests: Mapping[str, str] | None = None
    """Of the workspace's own files, by name; what was pulled has its digest with it. None where
    no digest may be shown."""

    def parts(self) -> Iterator[RenderableType]:
        """Give what is to be shown, from the top: verdict, measure, figures, rules."""
        yield from self._verdict()
        yield from _section("Measure", _lines(self._about()))
        yield from _section("Figures", *self._figures())
        yield from self._trend()
        for held in self.assessment.comparators:
            yield from self._comparator(held)
        yield from self._colour()
        yield from evidence_parts(self.assessment, rule_section)

    def _verdict(self) -> Iterator[RenderableType]:
        assessment = self.assessment
        measure = assessment.measure
        place = f"{assessment.area_name} ({assessment.area}), as known on {day(self.on)}"
        yield Text(f"{measure.number}  {measure.name}".strip(), style="bold")
        yield Text(f"{KIND_NAME[measure.kind]}: {place}", style="dim")
        yield ""
        yield chip(rag_badge(assessment.rag))
        yield Padding(overall_sentence(assessment), INDENT)
        for caveat in caveat_sentences(assessment):
            yield Padding(f"Note: {caveat}", INDENT)

    def _about(self) -> list[Line]:
        measure = self.assessment.measure
        about = [
            ("Id", measure.id),
            ("Unit", measure.unit.code.value),
            ("Polarity", POLARITY_MEANING[measure.polarity]),
            ("Periods", measure.period_kind.title),
            ("Definition", measure.definition),
            ("Source", measure.source),
            ("Note", measure.note),
            ("Policy", self.policy.name),
        ]
        return [line for line in about if line[1]]

    def _figures(self) -> Iterator[RenderableType]:
        assessment = self.assessment
        if not assessment.series:
            yield Padding("No figure of this measure was known.", INDENT)
            return
        marks = {id(assessment.latest): "latest", id(assessment.previous): "previous"}
        named = [(marks.get(id(known), ""), known) for known in assessment.series]
        yield _figures_table(assessment.measure, "", named, self.digests)

    def _trend(self) -> Iterator[RenderableType]:
        assessment = self.assessment
        badge = verdict_badge(assessment.trend.verdict, assessment.trend_rag)
        yield from rule_section("Trend", chip(badge), trend_sentence(assessment), assessment.trend)

    def _comparator(self, held: ComparatorAssessment) -> Iterator[RenderableType]:
        badge = verdict_badge(held.finding.verdict, held.rag)
        sentence = comparison_sentence(self.assessment, held)
        title = f"Comparator: {held.comparator.label}"
        yield from rule_section(title, chip(badge), sentence, held.finding)
        measure = self._series_of(held)
        extra = [("Series", f"{measure.name} [{measure.id}]"), ("Note", held.comparator.note)]
        yield _lines([line for line in extra if line[1]])
        named = [(self.framework.area_name(o.area), o) for o in self._behind(held, measure)]
        if named:
            yield _figures_table(measure, "Area", named, self.digests)
        if held.choice is not None:
            title = f"Choice of neighbours: {held.comparator.label}"
            says = choice_sentence(held, self.assessment.measure)
            mark = Text(choice_words(held.choice))
            yield from rule_section(title, mark, says, held.choice.finding)

    def _series_of(self, held: ComparatorAssessment) -> Measure:
        series = held.comparator.series
        return self.framework.measure(series) if series else self.assessment.measure

    def _behind(self, held: ComparatorAssessment, measure: Measure) -> list[Observation]:
        """The observations that the comparator's figure was made from; none for a target."""
        comparator = held.comparator
        areas = {comparator.area} if comparator.area else {self.assessment.area}
        if comparator.group:
            members = self.framework.group(comparator.group).members
            areas = set(members) - {self.assessment.area}
        from_figures = comparator.area or comparator.group or comparator.steps_back
        return [
            observation
            for observation in self.observations
            if from_figures
            and observation.measure == measure.id
            and observation.area in areas
            and observation.period == held.period
        ]

    def _colour(self) -> Iterator[RenderableType]:
        assessment = self.assessment
        sentence = decision_sentence(assessment, self.policy)
        badge = rag_badge(assessment.rag)
        yield from rule_section("Colour", chip(badge), sentence, assessment.overall)


def _section(title: str, *content: RenderableType) -> Iterator[RenderableType]:
    yield ""
    yield Text(title, style="bold")
    yield from content


def rule_section(title: str, mark: Text, sentence: str, finding: Found) -> Iterator[RenderableType]:
    """Lay out what one rule found: the sentence, the rule, and what it went by."""
    rule = finding.rule
    yield ""
    yield Text.assemble((title, "bold"), "  ", mark)
    if sentence:
        yield Padding(sentence, INDENT)
    numbers = [f"{_words(name)} {_exact(value)}" for name, value in finding.evidence.items()]
    lines = [
        ("Rule", f"{rule.name} [{rule.code}]. {rule.statement}"),
        ("Set by", rule.source),
        ("Reason", finding.reason.value),
        ("Caveats", ", ".join(caveat.value for caveat in finding.caveats)),
        ("Evidence", "; ".join(numbers)),
        *(("Threshold", f"{t.name} {_exact(t.value)}. {t.source}") for t in finding.thresholds),
    ]
    yield _lines([line for line in lines if line[1]])


def _lines(lines: Sequence[Line]) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True, min_width=10)
    grid.add_column(overflow="fold")
    for name, text in lines:
        grid.add_row(name, Text(text))
    return Padding(grid, INDENT)


def _figures_table(
    measure: Measure,
    first: str,
    named: Sequence[tuple[str, Observation]],
    digests: Mapping[str, str] | None,
) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(first, overflow="fold")
    table.add_column("Period", no_wrap=True)
    table.add_column("Value", no_wrap=True)
    table.add_column("Read from", overflow="fold")
    for name, observation in named:
        table.add_row(
            Text(name),
            str(observation.period),
            _value(observation, measure),
            _place(observation, digests),
        )
    return Padding(table, INDENT)


def _value(observation: Observation, measure: Measure) -> Text:
    said = [text for text in (counts_words(observation), remark(observation)) if text]
    if observation.value is None:
        return Text("\n".join(said))
    lines = "".join(f"\n{text}" for text in said)
    return Text.assemble(figure(observation.value, measure), (lines, "dim"))


def _place(observation: Observation, digests: Mapping[str, str] | None) -> Text:
    """Say where a figure was read from, when it was published, and where it comes from."""
    read, published = observation.provenance, observation.published
    place = place_words(read)
    digest = ""
    if read is not None and digests is not None:
        digest = read.digest or digests.get(read.file, "")
    known = [f"Published {day(published)}" if published else "", read.source if read else ""]
    said = [". ".join(text for text in known if text), sentence_case(observation.note)]
    said.append(digest_words(digest))
    return Text.assemble(place, ("".join(f"\n{text}" for text in said if text), "dim"))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _exact(value: float) -> str:
    """Write a number as it was used, without the tail that binary leaves."""
    return f"{round(value, 10) + 0.0:.10g}"
