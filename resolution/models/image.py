"""Splink settings for pictures: how far two hashes lie apart.

Nothing is left to train: m and u follow from what the hash is. A copy that was encoded or resized anew differs by few bits, one
that was marked or cut a little by up to about 31; unrelated pictures differ by 128 give or take 8 times the few effective bits
of a smooth picture, and those of one shoot by 33 to 60 (measured on PDQ), so that beyond 31 bits hardly any pair is a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from splink import SettingsCreator
from splink.comparison_level_library import CustomLevel, ElseLevel, NullLevel
from splink.comparison_library import CustomComparison

ENTITY_TYPE = "image"
COLUMNS = tuple((f"word_{place}", pa.uint64()) for place in range(4))
training_rules: tuple[str, ...] = ()
_MIRRORS = tuple(int(mask * 16, 16) for mask in ("5555", "aaaa"))  # as in resolution.hamming
_LEVELS = ((8, 0.55, 2e-5), (16, 0.25, 3e-5), (24, 0.13, 1e-4), (31, 0.06, 2e-3))  # bits, m, u


def settings() -> SettingsCreator:
    """The model of pictures; blocks are pairs that `HammingIndex` found."""
    levels = [CustomLevel(f"{_distance()} <= {bits}", f"At most {bits} bits apart").configure(m_probability=m, u_probability=u, fix_m_probability=True, fix_u_probability=True) for bits, m, u in _LEVELS]
    rest = ElseLevel().configure(m_probability=0.01, u_probability=0.99785, fix_m_probability=True, fix_u_probability=True)
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[CustomComparison(output_column_name="pdq", comparison_levels=[NullLevel("word_0"), *levels, rest])],
        blocking_rules_to_generate_predictions=[],
        probability_two_random_records_match=0.1,
    )


def blocking_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """None: near hashes share no key."""
    return ()


def frequency_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """None: how common a picture is does not make it another."""
    return ()


def record(normalised: str, detail: Mapping[str, Any], frequency: Mapping[str, int]) -> dict[str, Any]:
    """The hash as four words."""
    return {f"word_{place}": int(normalised[16 * place : 16 * place + 16], 16) for place in range(4)}


def contradict(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Never for certain."""
    return False


def _distance() -> str:
    turned = ["0", *(str(mask >> 192) for mask in _MIRRORS)]
    ways = ("+".join(f"cast(bit_count(xor(xor(word_{place}_l, word_{place}_r), cast({mask} as ubigint))) as integer)" for place in range(4)) for mask in turned)
    return f"least({', '.join(ways)})"
