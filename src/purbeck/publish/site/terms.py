"""The words of the site, each with its meaning in a sentence or two."""

from __future__ import annotations

TERMS: tuple[tuple[str, str], ...] = (
    (
        "Comparator",
        "What a figure is held against: another area, the average of a group of areas, a target, "
        "or the measure's own figure some time before.",
    ),
    ("Edition", "A report as it was issued on one day. It is kept, and is never changed."),
    (
        "Evidence",
        "What the numbers can bear: whether a change is larger than chance alone would give. It "
        "stands beside the verdict, and does not alter it.",
    ),
    (
        "Marginal change",
        "A change too small to count for better or worse under the rules of this report.",
    ),
    (
        "Outcome",
        "A state of well-being that is wanted for everybody, such as that people are independent.",
    ),
    (
        "Performance measure",
        "A measure of a service and of those who use it: how much was done, how well, or whether "
        "anyone is better off. The service answers for it.",
    ),
    (
        "Polarity",
        "Which way is better. For some measures it is higher, for some lower, for some neither.",
    ),
    (
        "Population indicator",
        "A measure of all the people of an area. No one body can move it alone: partners share "
        "the responsibility.",
    ),
    ("Provisional", "Said of a figure that its publisher may still change."),
    (
        "Quarter of areas",
        "Areas put in order by their figures and parted into four groups of about the same number.",
    ),
    (
        "RAG",
        "Red, amber or green: whether things are off track, of concern, or on track. A fourth "
        "mark, ND, says that it cannot be told.",
    ),
    (
        "Revision",
        "A figure that its publisher has changed since it was first published. Both are kept.",
    ),
    (
        "Risk",
        "Something that may go wrong for the organisation. Its level comes from how likely it is "
        "and how much it would matter.",
    ),
    (
        "Statistical neighbours",
        "Areas that are alike in what a published model looks at, by which an area can be judged "
        "fairly.",
    ),
    (
        "Suppressed",
        "Withheld, as a small count could tell something about a person, or as it would give "
        "another such count away.",
    ),
    (
        "Trend",
        "The change from the figure before the latest to the latest, and whether it is for better "
        "or worse.",
    ),
    (
        "Verdict",
        "What a rule makes of figures: better, similar or worse; improving or worsening; or that "
        "it cannot be assessed, always with the reason.",
    ),
)
