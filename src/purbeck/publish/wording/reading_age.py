"""How hard a text is to read: the grade of Flesch and Kincaid, and the age that goes with it.

J. P. Kincaid and others, *Derivation of New Readability Formulas for Navy Enlisted Personnel*,
1975: 0.39 words a sentence, plus 11.8 syllables a word, less 15.59. The grade is that of a school
of the United States; a pupil of grade 1 is six years old, so that the age is five years more.

Syllables are counted by rule from the letters, which no rule does rightly for every word of
English. Over the words in ``tests/unit/test_reading_age.py`` it is right for all but a few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

WORDS_A_SENTENCE, SYLLABLES_A_WORD, CONSTANT = 0.39, 11.8, 15.59
AGE_OF_GRADE = 5.0

_SENTENCE = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)]*\s+(?=[^a-z])")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*|\d[\d.,:/-]*")
_VOWELS = re.compile(r"[aeiouy]+")

_KNOWN = {
    "area": 3,
    "areas": 3,
    "being": 2,
    "business": 2,
    "council": 2,
    "create": 2,
    "created": 3,
    "doing": 2,
    "every": 2,
    "going": 2,
    "idea": 3,
    "people": 2,
    "science": 2,
    "seeing": 2,
    "something": 2,
    "someone": 2,
    "somewhere": 2,
    "sometimes": 2,
    "therefore": 2,
    "whereas": 2,
}
"""Common words of reports that the rules below get wrong."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The counts of a text, and how hard it is by them.

    ``grade`` is minus infinity for a text without a word.
    """

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """The school grade of Flesch and Kincaid."""
        if not self.words:
            return -inf
        length = WORDS_A_SENTENCE * self.words / max(self.sentences, 1)
        return length + SYLLABLES_A_WORD * self.syllables / self.words - CONSTANT

    @property
    def age(self) -> float:
        """The age of a reader of that grade."""
        return self.grade + AGE_OF_GRADE


def reading(texts: Iterable[str]) -> Reading:
    """Count the sentences, words and syllables of texts; each begins a sentence of its own.

    A figure is a word of one syllable, however it would be read out: so the length of a sentence
    counts its figures, and their size makes it no harder.

    Examples
    --------
    >>> found = reading(["The cat sat on the mat. It was 3 years old."])
    >>> found.sentences, found.words, found.syllables
    (2, 11, 11)
    >>> round(found.grade, 2)
    -1.64
    """
    sentences = [s for text in texts for s in _SENTENCE.split(text.strip()) if _WORD.search(s)]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    return Reading(len(sentences), len(words), sum(map(syllables, words)))


def sentences_of(texts: Iterable[str]) -> list[str]:
    """Part texts into sentences, as they are counted."""
    return [s for text in texts for s in _SENTENCE.split(text.strip()) if _WORD.search(s)]


def syllables(word: str) -> int:
    """Count the syllables of an English word by its letters; 1 at least, and for a figure.

    Each group of vowels is one. A final *e*, *es* or *ed* that is not spoken is none, and *le*
    after a consonant is one.

    Examples
    --------
    >>> [syllables(word) for word in ("care", "people", "training", "education", "95.1")]
    [1, 2, 2, 4, 1]
    """
    word = word.lower().replace("\u2019", "'")
    word = word.removesuffix("'s").replace("'", "")
    if not word or word[0].isdigit():
        return 1
    if word in _KNOWN:
        return _KNOWN[word]
    return max(1, len(_VOWELS.findall(word)) - _silent(word) + _parted(word))


def _silent(word: str) -> int:
    """Count the groups of vowels that are not spoken."""
    if re.search(r"[^aeiouyl]le$|[^aeiouy]les$", word):
        return 0
    if re.search(r"[^aeiouy]e$|[aeiouy]le$", word):
        return 1
    if re.search(r"[^aeiouytd]ed$", word):
        return 1
    if re.search(r"([bdfjklmnpqrtvw]|th)es$", word):
        return 1
    return int(bool(re.search(r"[^aeiouy]e(ly|ment|ments|ful|less|ness)$", word)))


def _parted(word: str) -> int:
    """Count the vowels that stand side by side and are spoken one by one."""
    found = len(re.findall(r"i[ao]|ie(?=t|nt)|[aeou]ing|ying$|eo|eal(?=i)|ua|uel|ism$", word))
    return found - len(re.findall(r"[tcsgx]i[ao]|[tc]ie(?=nt)|qua|gua|eous", word))
