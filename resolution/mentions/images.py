"""Pictures, known by their PDQ hash: 256 bits of the low frequencies of a picture's luminance.

The algorithm is Facebook's (ThreatExchange, `pdq/cpp`), here with numpy: the reference smooths the picture with two passes of a
box filter and takes 64 x 64 points of it; the bits say which of the 16 x 16 lowest cosine coefficients lie above their median.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from resolution.captures import Capture
from resolution.hamming import MIRRORS, bits_between, words
from resolution.mentions.mention import Mention

LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
POINTS, LOWEST, PASSES = 64, 16, 2
SMALLEST, FLAT = 5, 1.0  # points, and steps of brightness out of 255: what shows less has no hash but zeros
LARGEST = 1024  # larger pictures are shrunk first: finer detail does not reach the lowest frequencies
DULL = 48  # of 256 bits: a hash with fewer ones or zeros comes from a blank picture, which is no one's
Plane = NDArray[np.float32]


def mentions(capture: Capture) -> Iterator[Mention]:
    """The pictures of a capture that have a hash."""
    for place, image in enumerate(capture.images):
        if image.pdq:
            yield Mention("image", image.pdq, image.pdq, f"images[{place}]", detail={"precise": not dull(image.pdq)})


def dull(pdq: str) -> bool:
    """Whether a hash comes from a picture with nothing in it."""
    return not DULL <= int(pdq, 16).bit_count() <= 256 - DULL


def mirrored(pdq: str) -> str:
    """The hash of the picture turned over its vertical axis, but for a bit or two."""
    return f"{int(pdq, 16) ^ int(f'{MIRRORS[0]:04x}' * 16, 16):064x}"


def distance(left: str, right: str) -> int:
    """Differing bits, the nearer of the picture as it is and mirrored."""
    return int(bits_between(words([left]), words([right]))[0])


def pdq(path: Path) -> str:
    """The hash of a picture file as 64 hex digits; OSError or ValueError if it cannot be read."""
    with Image.open(path) as picture:
        picture.draft("RGB", (LARGEST, LARGEST))
        shown = picture.convert("RGB")
    if max(shown.size) > LARGEST:
        shown = shown.resize((min(shown.width, LARGEST), min(shown.height, LARGEST)), Image.Resampling.BILINEAR)
    return _hash(np.asarray(shown, dtype=np.float32) @ LUMA)


def _hash(luminance: Plane) -> str:
    if min(luminance.shape) < SMALLEST or np.ptp(luminance) < FLAT:
        return "0" * 64
    smooth = luminance
    for _ in range(PASSES):
        smooth = _box(_box(smooth, _window(smooth.shape[1])).T, _window(smooth.shape[0])).T
    rows, columns = (((np.arange(POINTS) + 0.5) * size / POINTS).astype(int) for size in smooth.shape)
    basis = _basis()
    coefficients = basis @ smooth[np.ix_(rows, columns)] @ basis.T
    bits = (coefficients > np.sort(coefficients, axis=None)[LOWEST * LOWEST // 2 - 1]).ravel()
    return np.packbits(bits[::-1]).tobytes().hex()


def _window(size: int) -> int:
    return (size + 2 * POINTS - 1) // (2 * POINTS)


def _box(plane: Plane, window: int) -> Plane:
    """Means along each row over `window` points about each point, fewer at the ends."""
    half = (window + 2) // 2
    sums = np.concatenate([np.zeros((len(plane), 1)), np.cumsum(plane, axis=1, dtype=np.float64)], axis=1)
    place = np.arange(plane.shape[1])
    first, last = np.maximum(place + half - window, 0), np.minimum(place + half, plane.shape[1])
    means: Plane = ((sums[:, last] - sums[:, first]) / (last - first)).astype(np.float32)
    return means


def _basis() -> Plane:
    frequency, point = np.arange(1, LOWEST + 1)[:, None], np.arange(POINTS)[None, :]
    basis: Plane = (np.sqrt(2 / POINTS) * np.cos(np.pi / (2 * POINTS) * frequency * (2 * point + 1))).astype(np.float32)
    return basis
