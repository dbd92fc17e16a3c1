"""The texts beside the places: the learn pages and the evidence, each mistake in a sentence."""

from __future__ import annotations

from pathlib import Path

from respite_finder.errors import Problem
from respite_finder.evidence import evidence_problems
from respite_finder.learning import learn_problems
from respite_finder.resources import EVIDENCE_CSV, LEARN


def text_problems(learn: Path = LEARN, evidence: Path = EVIDENCE_CSV) -> list[Problem]:
    """Every mistake in the learn pages and the evidence; ``field`` names the file."""
    found = [*learn_problems(learn), *evidence_problems(evidence)]
    return [Problem(error.row, "", error.source, "", error.rule) for error in found]
