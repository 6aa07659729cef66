"""The rows of a framework."""

from purbeck_web.framework.models.declaration import Declaration
from purbeck_web.framework.models.draft import Draft
from purbeck_web.framework.models.measure import Measure, Ownership
from purbeck_web.framework.models.organisation import Dropped, Organisation, Policy, Report
from purbeck_web.framework.models.outcome import Outcome
from purbeck_web.framework.models.place import Area, AreaGroup, Comparator
from purbeck_web.framework.models.staff import Officer

__all__ = [
    "Area",
    "AreaGroup",
    "Comparator",
    "Declaration",
    "Draft",
    "Dropped",
    "Measure",
    "Officer",
    "Organisation",
    "Outcome",
    "Ownership",
    "Policy",
    "Report",
]
