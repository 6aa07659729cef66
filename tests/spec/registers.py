"""A council whose registers are kept in full: scores, appetite, controls, reviews, milestones."""

from __future__ import annotations

from pathlib import Path

from purbeck.ingest.starter import write_starter

MATRIX = """[risk_matrix]
likelihoods = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"]
impacts = ["Negligible", "Minor", "Moderate", "Major", "Severe"]
rows = ["LLLLM", "LLLMM", "LLMMH", "LMMHH", "MMHHH"]
appetite = "medium"
"""

# The report is of 30 September 2024.
RISKS = """\
id,title,level,likelihood,impact,trend,indicator,outcome,owner,reviewed,note,\
inherent_likelihood,inherent_impact,target_likelihood,target_impact,appetite,controls
R01,Schools cannot fill posts for attendance officers,,4,4,worsening,school-attendance,good-start,\
gwen-morris,2024-09-12,,5,5,2,3,8,Shared posts with two neighbours; A trainee scheme
R02,The database of young people is not replaced in time,,3,2,improving,young-people-neet,\
good-start,asha-patel,2024-03-04,,4,4,3,2,medium,Weekly call with the supplier
R03,A college closes a course that many young people start,,2,4,not-stated,young-people-neet,\
good-start,,,,,,1,2,,
R04,A heatwave closes schools,medium,,,not-stated,,good-start,asha-patel,,Scored by level alone,\
,,,,6,
"""

REVIEWS = """\
risk,date,likelihood,impact,by,note
R01,2024-03-11,3,3,gwen-morris,Two posts of nine are vacant
R01,2024-06-10,3,4,gwen-morris,Three posts are vacant
R01,2024-09-12,4,4,asha-patel,"Four posts, and no applicants"
R02,2023-12-04,2,2,asha-patel,
R02,2024-03-04,3,2,asha-patel,The supplier has asked for more time
"""

ACTIONS = """\
id,indicator,title,owner,due,status,note
A01,school-attendance,Offer every secondary school a named attendance officer,gwen-morris,\
2024-12-20,under-way,
A02,young-people-neet,Agree with colleges who calls whom when a place is given up,asha-patel,\
2024-06-28,planned,
"""

MILESTONES = """\
action,title,due,done,owner
A01,Advertise the posts,2024-05-31,2024-05-28,
A01,Appoint to the first four,2024-07-31,,asha-patel
A01,Every school has a name,2024-12-20,,
"""


def write_registers(folder: Path) -> Path:
    """Write the council of the starter, with a matrix of five by five and full registers."""
    write_starter(folder)
    framework = folder / "framework.toml"
    text = framework.read_text(encoding="utf-8")
    start = text.index("[risk_matrix]")
    end = text.index("# ----", start)
    framework.write_text(f"{text[:start]}{MATRIX}\n{text[end:]}", encoding="utf-8")
    files = {
        "risks.csv": RISKS,
        "risk_reviews.csv": REVIEWS,
        "actions.csv": ACTIONS,
        "milestones.csv": MILESTONES,
    }
    for name, rows in files.items():
        (folder / name).write_text(rows, encoding="utf-8")
    return folder
