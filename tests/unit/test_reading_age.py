"""How hard a text is to read is counted from its sentences, words and syllables."""

from __future__ import annotations

from math import inf

import pytest

from purbeck.publish.wording.reading_age import reading, sentences_of, syllables

# Words with their syllables as a dictionary parts them.
WORDS = """
the:1 care:1 people:2 council:2 children:2 school:1 training:2 education:4 employment:3 social:2
better:2 worse:1 improving:3 measure:2 measures:2 indicator:4 years:1 hospital:3 days:1 England:2
region:2 average:3 services:3 service:2 support:2 young:1 attendance:3 absence:2 performance:3
provisional:4 target:2 reached:1 wanted:2 added:2 moved:1 changed:1 risen:2 fallen:2 changes:2
houses:2 places:2 times:1 takes:1 table:2 little:2 level:2 levels:2 whole:1 file:1 area:3 idea:3
being:2 doing:2 trying:2 science:2 population:4 community:4 quality:3 usual:3 actual:3 guarantee:3
question:2 nation:2 station:2 partial:2 material:4 various:3 period:3 periods:3 radio:3 video:3
geography:4 pupils:2 early:2 stage:1 stages:2 safely:2 movement:2 hopeful:2 careless:2 kindness:2
used:1 needed:2 started:2 published:2 reviewed:2 month:1 quarter:2 year:1 latest:2 previous:3
higher:2 lower:2 same:1 one:1 some:1 come:1 here:1 there:1 were:1 more:1 have:1 live:1 people's:2
national:3 neighbours:2 report:2 figure:2 number:2 percentage:3 points:1 direct:2 payments:2
information:4 transfer:2 delayed:2 assessed:2 suppressed:2 decided:3 unchanged:2 marginal:3
expected:3 standard:2 reading:2 writing:2 maths:1 disadvantaged:4 priority:4 society:4 variety:4
reality:4 create:2 created:3 poor:1 house:1 tried:1 carried:2 families:3 police:2 crimes:1
violence:3 client:2 clients:2 diet:2 quiet:2 fuel:2 dial:2 trial:2 January:4 situation:4
graduate:3 individual:5 95.1:1 2016-17:1
"""


def test_syllables_are_counted_by_rule() -> None:
    """The count is that of a dictionary for every one of these words."""
    drawn = [pair.rsplit(":", 1) for pair in WORDS.split()]
    wrong = [(word, int(count), syllables(word)) for word, count in drawn]

    assert [each for each in wrong if each[1] != each[2]] == []


def test_the_grade_is_that_of_the_formula() -> None:
    """0.39 words a sentence and 11.8 syllables a word, less 15.59; worked out by hand."""
    found = reading(["The council published the report. Attendance improved."])

    assert (found.sentences, found.words, found.syllables) == (2, 7, 13)
    assert found.grade == pytest.approx(0.39 * 7 / 2 + 11.8 * 13 / 7 - 15.59)
    assert found.age == pytest.approx(found.grade + 5)


def test_a_point_within_a_figure_ends_no_sentence() -> None:
    """Nor does one before a small letter."""
    parted = sentences_of(["It was 95.1% in 2016-17. It is 95.3% now, i.e. about the same."])

    assert len(parted) == 2


def test_a_text_without_a_word_is_no_text() -> None:
    """It has no sentence, and is easier than any other."""
    assert reading(["", "..."]).grade == -inf


def test_longer_words_and_sentences_are_harder() -> None:
    """The same thing said at length has a higher grade."""
    plain = reading(["More children go to school. That is good."])
    heavy = reading(["The percentage of children attending educational establishments improved."])

    assert plain.grade < 2 < 12 < heavy.grade
