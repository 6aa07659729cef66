"""Why a verdict is what it is, and what a reader must know beside it: codes, not sentences."""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """The stable code of the reason for a verdict."""

    # a change or difference, measured against its band
    BEYOND_BAND = "beyond-band"
    WITHIN_BAND = "within-band"
    NO_DIFFERENCE = "no-difference"
    # a target or aim
    TARGET_MET = "target-met"
    TARGET_NEAR = "target-near"
    TARGET_MISSED = "target-missed"
    WITHIN_AIM = "within-aim"
    NEAR_AIM = "near-aim"
    OUTSIDE_AIM = "outside-aim"
    # a test
    EVIDENCE_FOUND = "evidence-found"
    NO_EVIDENCE = "no-evidence"
    # a colour
    BELOW_FLOOR = "below-floor"
    BY_TABLE = "by-table"
    # none of these can be assessed
    NO_FIGURE = "no-figure"
    NO_EARLIER_FIGURE = "no-earlier-figure"
    SUPPRESSED = "suppressed"
    NOT_COLLECTED = "not-collected"
    NOT_APPLICABLE = "not-applicable"
    NOT_YET_DUE = "not-yet-due"
    NO_POLARITY = "no-polarity"
    NO_BAND = "no-band"
    BREAK_IN_SERIES = "break-in-series"
    NO_COMPARATOR_FIGURE = "no-comparator-figure"
    COMPARED_WITH_ITSELF = "compared-with-itself"
    TOO_FEW_IN_GROUP = "too-few-in-group"
    NO_TARGET = "no-target"
    NOTHING_TO_GO_BY = "nothing-to-go-by"
    TOO_FEW_POINTS = "too-few-points"
    NO_INTERVAL = "no-interval"
    NO_DENOMINATOR = "no-denominator"
    IMPOSSIBLE_COUNT = "impossible-count"
    ALL_OR_NOTHING = "all-or-nothing"
    NO_VARIATION = "no-variation"
    NOT_FOR_THIS_KIND = "not-for-this-kind"
    POOLED_YEARS = "pooled-years"
    NOT_ESTIMABLE = "not-estimable"
    TOO_FEW_EVENTS = "too-few-events"
    COMPARATOR_OF_OTHER_PERIOD = "comparator-of-other-period"
    TOO_FEW_NEIGHBOURS = "too-few-neighbours"
    NOTHING_TO_TEST_WITH = "nothing-to-test-with"
    PARTS_DO_NOT_ADD_UP = "parts-do-not-add-up"
    INCOMPLETE_YEAR = "incomplete-year"
    NOTHING_SINCE = "nothing-since"
    TOO_FEW_FOR_FUNNEL = "too-few-for-funnel"
    WITHDRAWN = "withdrawn"
    # value for money
    OTHER_FUNCTIONS = "other-functions"
    TOO_FEW_FOR_MEDIAN = "too-few-for-median"
    NO_DEFLATOR = "no-deflator"
    NOTHING_SPREAD_OVER = "nothing-spread-over"
    # inequality
    NO_REFERENCE_FIGURE = "no-reference-figure"
    REFERENCE_SUPPRESSED = "reference-suppressed"
    TOO_MANY_NOT_KNOWN = "too-many-not-known"
    GROUP_SUPPRESSED = "group-suppressed"
    GROUP_WITHOUT_FIGURE = "group-without-figure"
    GROUP_WITHOUT_PEOPLE = "group-without-people"
    TOO_FEW_GROUPS = "too-few-groups"
    # place
    GAP_IN_POOL = "gap-in-pool"
    TOO_FEW_OF_A_SETTING = "too-few-of-a-setting"


class Caveat(Enum):
    """Something that a reader must know beside a verdict that stands all the same."""

    LATEST_PROVISIONAL = "latest-provisional"
    LATEST_ESTIMATED = "latest-estimated"
    PREVIOUS_PROVISIONAL = "previous-provisional"
    PREVIOUS_ESTIMATED = "previous-estimated"
    PERIODS_BETWEEN_MISSING = "periods-between-missing"
    COMPARATOR_OLDER = "comparator-older"
    COMPARATOR_OTHER_KIND = "comparator-other-kind"
    NEWER_COMPARATOR_KNOWN = "newer-comparator-known"
    COMPARATOR_PROVISIONAL = "comparator-provisional"
    GROUP_INCOMPLETE = "group-incomplete"
    BY_RANKS = "by-ranks"
    BY_SEASONS = "by-seasons"
    TRIAL_LIMITS = "trial-limits"
    LITTLE_POWER = "little-power"
    PUBLISHED_INTERVAL = "published-interval"
    BY_TWO_SAMPLES = "by-two-samples"
    WITHIN_CHANCE = "within-chance"
    BASELINE_AS_NOW_KNOWN = "baseline-as-now-known"
    # inequality
    MANY_NOT_KNOWN = "many-not-known"
    GROUPS_DO_NOT_ADD_UP = "groups-do-not-add-up"
    GROUP_LEFT_OUT = "group-left-out"
    FROM_TWO_FIGURES = "from-two-figures"
    # place
    AREAS_COUNT_ALIKE = "areas-count-alike"
