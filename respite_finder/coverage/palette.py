"""Colours of the classes on coverage maps, the same on the page and in pictures.

A ramp has one hue and grows in lightness only, as Brewer advises for ordered data ("Color use
guidelines for mapping and visualization", 1994): it can be read with any colour vision, and in
grey. Help is green, need is brown, so that "much" is never read for its contrary. On a dark page
the ramps turn round: what stands out is always much.
"""

from __future__ import annotations

from typing import Final

_RAMPS: Final[dict[tuple[bool, bool], tuple[str, ...]]] = {
    # (need, dark): nothing at all, then five steps from little to much
    (False, False): ("#f6efe2", "#bddfd5", "#8bc4b6", "#58a596", "#257c6f", "#07514a"),
    (False, True): ("#2b302e", "#2a5149", "#357366", "#4c9887", "#7cc2b1", "#c0ebdf"),
    (True, False): ("#f6efe2", "#f0d0ab", "#e3ab77", "#c67d45", "#995223", "#64300d"),
    (True, True): ("#2b302e", "#5c4029", "#855a35", "#b07c4c", "#d9a877", "#f7dcbd"),
}
NO_FIGURE: Final = {False: "#ffffff", True: "#1a1d1c"}
"""Behind the hatching of an area without a figure, by dark or light."""
MOST_COLORS: Final = 6


def colors(count: int, *, zero: bool, need: bool = False, dark: bool = False) -> tuple[str, ...]:
    """A colour for each of ``count`` classes, from the least to the most.

    ``zero``: the first class is nothing at all and has a colour of its own. ``need``: more is
    worse. At most six classes; fewer take their colours from the whole ramp.

    >>> colors(6, zero=True)[0], len(colors(3, zero=False))
    ('#f6efe2', 3)
    """
    if not 0 <= count <= MOST_COLORS:
        message = f"there are {MOST_COLORS} colours, {count} were asked for"
        raise ValueError(message)
    nothing, *steps = _RAMPS[need, dark]
    if not zero and count == MOST_COLORS:
        return _RAMPS[need, dark]
    wanted = count - zero
    if wanted <= 0:
        return (nothing,)[:count]
    last = len(steps) - 1
    # Two classes are the second step and the last: the palest looks like nothing at all.
    first = 0 if wanted > 3 else 1
    spread = [first + round((last - first) * at / max(wanted - 1, 1)) for at in range(wanted)]
    if wanted == 1:
        spread = [last - 1]
    return (*((nothing,) if zero else ()), *(steps[at] for at in spread))
