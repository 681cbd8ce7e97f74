"""Pictures of one shoot: different pictures whose hashes lie far closer than chance would put them (pure).

Hashes of unrelated pictures differ in 128 of 256 bits, give or take 8; copies of one picture in at most 31. In between lie pictures of
one room, one dress and one light, and crops. Six standard deviations below chance, one false shoot is expected in a thousand million pairs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from resolution.hamming import near_pairs, words

HASH = re.compile("[^:]*:[0-9a-f]{64}")
SHOOT_BITS = 80
MOST = 6_000  # pictures of one component that are compared with one another, all with all: a few seconds; where more meet, none are


def shoots_of(images: Sequence[str]) -> dict[str, str]:
    """The shoot of each image value (`image:<pdq>`), named by its smallest image; a value that is no hash is a shoot of its own."""
    ordered = sorted(set(images))
    hashed = [image for image in ordered if _is_hash(image)] if len(ordered) <= MOST else []
    shoot = {image: image for image in ordered}
    members = {image: [image] for image in hashed}
    rows = words([image.partition(":")[2] for image in hashed])
    for one, other in near_pairs(rows, SHOOT_BITS):
        kept, gone = sorted((shoot[hashed[one]], shoot[hashed[other]]))
        if kept != gone:
            members[kept] += members.pop(gone)
            shoot.update(dict.fromkeys(members[kept], kept))
    return {image: f"shoot:{name}" for image, name in shoot.items()}


def _is_hash(image: str) -> bool:
    return HASH.fullmatch(image) is not None
