"""What people watch: how a measure reads now, and whether it read so when they last heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.publish.wording.standing import standing_words
from purbeck_web.people.models import Person
from purbeck_web.reading.scoring import Scored
from purbeck_web.scrutiny.models import Watch


@dataclass(frozen=True, slots=True)
class Watched:
    """One measure that somebody watches, with how it read and how it reads."""

    watch: Watch
    assessment: Assessment
    now: str

    @property
    def changed(self) -> bool:
        """Whether it reads otherwise than when the person last heard of it."""
        return self.now != self.watch.told


def watched_by(person: Person, scored: Scored) -> tuple[Watched, ...]:
    """Give what a person watches, in the order of the framework, as far as it is reported."""
    watches = {
        each.measure_id: each for each in Watch.objects.filter(person=person, withdrawn=False)
    }
    return tuple(
        Watched(watches[each.measure.id], each, standing_words(each))
        for each in scored.assessments
        if each.measure.id in watches
    )


def watch(person: Person, assessment: Assessment, on: date) -> Watch:
    """Begin to watch a measure; how it reads now counts as told."""
    told = {"told": standing_words(assessment), "told_on": on, "withdrawn": False}
    found, _ = Watch.objects.update_or_create(
        person=person,
        measure_id=assessment.measure.id,
        defaults=told,
        create_defaults={**told, "since": on},
    )
    return found


def unwatch(person: Person, measure_id: str) -> None:
    """Watch a measure no more."""
    for each in Watch.objects.filter(person=person, measure=measure_id, withdrawn=False):
        each.withdrawn = True
        each.save()


def mark_told(watched: Sequence[Watched], on: date) -> None:
    """Note that a person has been told how these read now."""
    for each in watched:
        each.watch.told, each.watch.told_on = each.now, on
    Watch.objects.bulk_update([each.watch for each in watched], ["told", "told_on"])
