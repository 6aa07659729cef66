"""DfE NEET scorecard: 16 and 17 year olds not in education, employment or training, by council.

The file behind DfE's scorecard of participation has the columns of Explore Education Statistics,
without a meta file, and one year in each file. Labels and units are given here instead. Its last
rows may be of a 'Region demo' and an 'LA demo', which have no code and are no areas.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from purbeck.sources.dfe_columns import Described
from purbeck.sources.dfe_ees import DfeEes

_LABELS: Mapping[str, tuple[str, str]] = {
    "Cohort_DJFavg": ("Young people aged 16 and 17, average of December to February", ""),
    "NEET_not_known_percent": ("NEET, or activity not known", "%"),
    "NEET_percent": ("NEET", "%"),
    "Notknown_percent": ("Activity not known", "%"),
    "annual_change_ppts_NEET_not_known": ("NEET or not known: change on the year before", "pp"),
    "annualchange_NEET": ("NEET: change on the year before", "pp"),
    "annualchange_notknown": ("Not known: change on the year before", "pp"),
    "cohort_March": ("Young people aged 16 and 17 in March", ""),
    "TOTAL_participating_in_education_and_training_percent": (
        "Participating in education and training",
        "%",
    ),
    "Full_time_education_percent": ("In full-time education", "%"),
    "Apprenticeship_percent": ("In an apprenticeship", "%"),
    "Other_education_and_training_percent": ("In other education and training", "%"),
    "September_guarantee_Offer_made_percent": ("September guarantee: offer made", "%"),
    "cohort_noSEN_percent": ("Share without special educational needs", "%"),
    "NEET_NK_noSEN_percent": ("NEET or not known, without special educational needs", "%"),
    "cohort_EHCP_percent": ("Share with an education, health and care plan", "%"),
    "NEET_NK_EHCP_percent": ("NEET or not known, with an education, health and care plan", "%"),
    "cohort_SENDsupport_percent": ("Share with SEN support", "%"),
    "NEET_NK_SENDsupport_percent": ("NEET or not known, with SEN support", "%"),
    "VG_cohort_DJF_avg": ("Young people in vulnerable groups", ""),
    "VG_cohort_percentage": ("Share in vulnerable groups", "%"),
    "VG_NEET_NK_percentage": ("NEET or not known, in vulnerable groups", "%"),
    "Level_3": ("Level 3 at 19", "%"),
    "L2_em_GCSE_othL2": ("English and mathematics at level 2 by 19, of those without at 16", "%"),
    "avg_att8": ("Average Attainment 8 score", ""),
    "pt_l2basics_94": ("Grade 4 or above in English and mathematics GCSE", "%"),
    "sess_overall_percent": ("Overall absence", "%"),
    "sess_overall_percent_pa_10_exact": ("Persistent absence", "%"),
    "Age1617_ONS_population": ("Population aged 16 and 17", ""),
}
"""Column, what it holds and its unit. The publisher gives no list with the file: these are what
its scorecard prints beside the figures."""


class DfeNeet(DfeEes):
    """A yearly file of the NEET scorecard."""

    name: ClassVar[str] = "dfe-neet"
    title: ClassVar[str] = "Department for Education, NEET scorecard by local authority (CSV)"
    verified: ClassVar[str] = "real files of DfE for 2021 and 2023"

    def labels(self) -> Mapping[str, Described]:
        """Say what each column holds."""
        return {
            name: Described("indicator", label, unit) for name, (label, unit) in _LABELS.items()
        }
