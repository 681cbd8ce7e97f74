"""JSON read piece by piece: lines of NDJSON and elements of an array, no piece larger than 16 MB in memory.

A piece that is too long is passed over and reported; the pieces after it are read as if nothing had happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

LONGEST = 16 * 2**20  # bytes of one record
SHOWN = 1000  # characters of a record too long to be kept whole in the rejects file
BLOCK = 1 << 20
TOO_LONG = "is longer than 16 MB"


class ReadError(Exception):
    """A file that cannot be read as what its name says; the message names the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One record as it stood in a file, or why it could not be taken apart."""

    line: int  # from 1: the line, the row of a sheet, the element of an array
    record: Any
    reason: str = ""
    field: str = ""


def bounded_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Number, bytes and whether it is whole of each line; of one longer than 16 MB only the beginning."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if len(line) <= LONGEST or line.endswith(b"\n"):
            yield number, line, True
            continue
        yield number, line[:SHOWN], False
        del line
        while (rest := stream.readline(BLOCK)) and not rest.endswith(b"\n"):
            pass


def ndjson(stream: BinaryIO) -> Iterator[Piece]:
    """One record a line; blank lines are passed over."""
    for number, line, whole in bounded_lines(stream):
        text = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if not whole:
            yield Piece(number, _shown(text), TOO_LONG)
        elif text:
            yield parsed(number, text)


def json_values(stream: BinaryIO) -> Iterator[Piece]:
    """The elements of a JSON array, or objects that stand one after the other; the line of an element is its position."""
    splitter, position = _Splitter(), 0
    while block := stream.read(BLOCK):
        for value, whole in splitter.feed(block):
            position += 1
            yield parsed(position, value) if whole else Piece(position, _shown(value), TOO_LONG)
    if splitter.open:
        raise ReadError(f"ends in the middle of its JSON, after {position} records: fetch the file again, or close the array with ]")


def parsed(number: int, text: bytes) -> Piece:
    """One record from its JSON."""
    try:
        return Piece(number, orjson.loads(text))
    except orjson.JSONDecodeError as error:
        return Piece(number, text.decode(errors="replace"), f"is not JSON: {error}")


def _shown(text: bytes) -> str:
    return text[:SHOWN].decode(errors="replace") + "..."


class _Splitter:
    """Cuts a stream of JSON into the elements of its outermost array, or into its outermost objects, without parsing them."""

    OUTSIDE = re.compile(rb'["{}\[\],]')
    INSIDE = re.compile(rb'["\\]')

    def __init__(self) -> None:
        self.array: bool | None = None  # None until the first sign
        self.depth = 0
        self.quoted = False
        self.escaped = False
        self.held = bytearray()
        self.whole = True

    @property
    def open(self) -> bool:
        """Whether something was begun and not ended."""
        return self.depth > 0 or self.quoted

    def feed(self, block: bytes) -> Iterator[tuple[bytes, bool]]:
        """The elements that end in this block, each with whether it is whole."""
        at = start = 0
        while at < len(block):
            if self.escaped:
                self.escaped, at = False, at + 1
                continue
            sign = (self.INSIDE if self.quoted else self.OUTSIDE).search(block, at)
            if sign is None:
                break
            at = sign.end()
            if self._ends_element(sign.group()):
                self._hold(block[start : at - 1 if self.array else at])
                start = at
                yield from self._taken()
            elif self.array and self.depth == 1 and sign.group() == b"[" and not self.held.strip() and not block[start : at - 1].strip():
                start = at  # the bracket that opens the array belongs to no element
        self._hold(block[start:])

    def _ends_element(self, sign: bytes) -> bool:
        """Take note of a sign and say whether an element ends with it."""
        if self.quoted:
            self.escaped = sign == b"\\"
            self.quoted = sign != b'"'
            return False
        if sign == b'"':
            self.quoted = True
        elif sign in b"{[":
            self.array = sign == b"[" if self.array is None else self.array
            self.depth += 1
        elif sign in b"}]":
            self.depth = max(0, self.depth - 1)
            return self.depth == 0
        return sign == b"," and bool(self.array) and self.depth == 1

    def _hold(self, part: bytes) -> None:
        if len(self.held) + len(part) <= LONGEST:
            self.held += part
        else:
            self.held, self.whole = self.held or bytearray(part[:SHOWN]), False

    def _taken(self) -> Iterator[tuple[bytes, bool]]:
        value, whole = bytes(self.held).strip(), self.whole
        self.held, self.whole = bytearray(), True
        if value:
            yield value, whole
