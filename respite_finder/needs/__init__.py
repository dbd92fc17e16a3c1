"""What a person needs, and what each place's source answers to it: yes, no, or nothing.

Empty in the data is unknown, never no. Nothing about the person leaves this process.
"""

from respite_finder.needs.answers import answers, not_stated, verdict
from respite_finder.needs.asked import AGE_LIMITS, CONTACTS, NEEDS, OPERATORS, STAY_LIMITS, Needs
from respite_finder.needs.groups import GROUPS
from respite_finder.needs.stated import Stated, Words
from respite_finder.needs.three import NO, UNKNOWN, YES, Answers, both, passes

__all__ = (
    "AGE_LIMITS",
    "CONTACTS",
    "GROUPS",
    "NEEDS",
    "NO",
    "OPERATORS",
    "STAY_LIMITS",
    "UNKNOWN",
    "YES",
    "Answers",
    "Needs",
    "Stated",
    "Words",
    "answers",
    "both",
    "not_stated",
    "passes",
    "verdict",
)
