"""Pictures of one shoot: different pictures whose hashes lie far closer than chance would put them (pure).

Hashes of unrelated pictures differ in 128 of 256 bits, give or take 8; copies of one picture in at most 31. In between lie pictures of
one room, one dress and one light. Six standard deviations below chance, one false shoot is expected in a thousand million pairs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SHOOT_BITS = 80
WORDS = 4


def shoots_of(images: Sequence[str]) -> dict[str, str]:
    """The shoot of each image value (`image:<pdq>`), named by its smallest image; a value that is no hash is a shoot of its own."""
    hashed = [image for image in images if _is_hash(image)]
    shoot = {image: image for image in images}
    words = np.array([_words(image) for image in hashed], dtype=np.uint64).reshape(-1, WORDS)
    for number, image in enumerate(hashed):
        near = np.flatnonzero(_distances(words[:number], words[number]) <= SHOOT_BITS)
        if len(near):
            joined = {shoot[hashed[other]] for other in near} | {image}
            smallest = min(joined)
            shoot |= {other: smallest for other in hashed[: number + 1] if shoot[other] in joined}
    return {image: f"shoot:{name}" for image, name in shoot.items()}


def _distances(words: npt.NDArray[np.uint64], one: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    return np.bitwise_count(words ^ one).sum(axis=1, dtype=np.int64)


def _words(image: str) -> list[int]:
    digits = image.partition(":")[2]
    return [int(digits[start : start + 16], 16) for start in range(0, 64, 16)]


def _is_hash(image: str) -> bool:
    digits = image.partition(":")[2]
    return len(digits) == 64 and all(digit in "0123456789abcdef" for digit in digits)
