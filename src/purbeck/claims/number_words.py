"""Numbers in words, from nought to a hundred."""

from __future__ import annotations

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_ONES += " fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS: dict[str, int] = {
    **{word: place for place, word in enumerate(_ONES.split())},
    **{word: 10 * place for place, word in enumerate(_TENS.split(), 2)},
    "hundred": 100,
}
NUMBER_WORDS |= {
    f"{tens}{dash}{ones}": NUMBER_WORDS[tens] + NUMBER_WORDS[ones]
    for tens in _TENS.split()
    for ones in _ONES.split()[1:10]
    for dash in "- "
}
"""The number that each word stands for; "twenty-one" with a hyphen and without."""
