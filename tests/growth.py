"""How the time of a call grows with its input. Seconds are compared with each other only, never with a number."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TIMES = 4  # how much larger the large input is; quadratic code takes 16 times as long for it
_MOST = 8
_ATTEMPTS = 5


def grows_linearly(read: Callable[[T], object], small: T, large: T) -> bool:
    """Whether an input that is TIMES as large takes about as many times as long.

    What else the machine does can only lengthen a measurement, so the shortest of each counts, and one good pair is
    enough.
    """
    least = [float("inf"), float("inf")]
    for _ in range(_ATTEMPTS):
        least = [min(before, _seconds(read, one)) for before, one in zip(least, (small, large), strict=True)]
        if least[1] <= _MOST * least[0]:
            return True
    return False


def _seconds(read: Callable[[T], object], one: T) -> float:
    began = time.process_time()
    read(one)
    return time.process_time() - began
