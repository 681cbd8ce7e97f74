"""Characters as a reader sees them: digits of any script as 0-9, letters lower-case and without marks, nothing invisible.

Invariant: `Folded.offsets[i]` is the place in the original text of the folded character `i`, so every find keeps its offsets.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

LONGEST_TEXT = 100_000  # characters of a title or a text that are read: long ads have some thousands, and what is longer is no ad
TEXTS = 512  # texts whose finds are remembered: the captures of an ad come together, and a long text takes memory

_SPECIAL = {
    "№": "#", "➕": "+", "🔟": "10", "⭕": "o", "🅾": "o", "🅞": "o", "Ⓞ": "o", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d",
    "Đ": "d", "ı": "i", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "×": "x",
    "⁄": "/", "∕": "/", "÷": "/", "−": "-", "•": ".", "·": ".", "‧": ".", "。": ".", "〇": "0", "零": "0", "一": "1", "二": "2", "三": "3",
    "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "™": " ", "©": " ", "®": " ", "º": "º", "ª": "ª", "…": ".",
    **dict.fromkeys("\u115f\u1160\u3164\uffa0", ""), "\u2800": " ",  # letters and a symbol that show nothing
}  # fmt: skip

_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡɩ", "abcdefghijklmnoprstuvwyzagi", strict=True))

# Letters of other scripts that look like a Latin one; only applied to a chunk that makes no sense as it stands.
_CYRILLIC = dict(zip("авеһіјкмнорстухѕѵԁԛԝӏг", "abehijkmhopctyxsvdqwlr", strict=True))
_GREEK = dict(zip("αβεηικμνορτυχωγօո", "abenikmvoptuxwyon", strict=True))
_HOMOGLYPHS = str.maketrans(_CYRILLIC | _GREEK)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable, with the way back to the original."""

    original: str
    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of the folded characters from `start` up to `end`."""
        right = _written_until(self.original, self.offsets[end - 1])
        while right < len(self.original) and unicodedata.category(self.original[right]) in ("Mn", "Me"):
            right += 1  # the marks of a keycap belong to its digit
        return self.offsets[start], right

    def raw(self, start: int, end: int) -> str:
        """What was written where the folded characters `start` to `end` stand."""
        left, right = self.span(start, end)
        return self.original[left:right]


def _written_until(text: str, place: int) -> int:
    """Where what is written at a place ends: a character, or a reference or damage that stands for one."""
    found = _REPAIRABLE.match(text, place) if text[place] in _BROKEN else None
    return found.end() if found and _meant(found.group()) is not None else place + 1


def _digit(character: str) -> str | None:
    value = unicodedata.digit(character, None)
    if value is not None:
        return str(value)
    if unicodedata.category(character) != "No":
        return None
    number = unicodedata.numeric(character, -1.0)
    return str(int(number)) if 0 <= number < 100 and number == int(number) else "¤"


def _fold(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn"):
        return character if character in "\n\t\r" else ""
    if category.startswith("N") and (digit := _digit(character)) is not None:
        return digit
    if category == "Pd":
        return "-"
    if category == "Zs":
        return " "
    if character in _SMALL_CAPITALS:
        return _SMALL_CAPITALS[character]
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)).lower()
    return "".join(c for c in plain if not unicodedata.combining(c)) or character


class _Table(dict[int, str]):
    """Folds a character once and remembers it."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        self[code] = folded
        return folded


_TABLE = _Table()


def _damages() -> dict[str, str]:
    """UTF-8 read as Windows-1252 or Latin-1, the commonest damage, and what was meant: `Ã¥` is `å`, `Ð´` is `д`."""
    meant = [chr(code) for code in (*range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x370, 0x530), 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x20AC)]
    pairs = {letter.encode().decode(codec, "ignore"): letter for codec in ("latin-1", "cp1252") for letter in meant}
    return {damaged: letter for damaged, letter in pairs.items() if len(damaged) == len(letter.encode())}


_DAMAGES = _damages()
_REFERENCE = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});"
_TAG = r"</?(?:b|i|u|p|em|br|li|ul|big|div|font|span|small|strong)\b[^<>]{0,200}>"
_BROKEN = frozenset("&ÂÃÄÅÈÍÎÏÐÑÒÓÔâ")  # what references and damaged letters begin with
_REPAIRABLE = re.compile(rf"[ÂÃÄÅÈÍÎÏÐÑÒÓÔ].|â..|{_REFERENCE}|{_TAG}", re.DOTALL)


def _needs_repair(text: str) -> bool:
    references, tags = "&" in text and ";" in text, "<" in text and ">" in text
    return references or tags or not (text.isascii() or _BROKEN.isdisjoint(text))


def _meant(written: str) -> str | None:
    """What a character reference, a tag or damaged UTF-8 stands for; None if it stands for itself."""
    if written in _DAMAGES:
        return _DAMAGES[written]
    if written.startswith("&"):
        return html.unescape(written)[:1]
    return " " if written.startswith("<") else None


def _repaired(text: str) -> tuple[str, list[int]]:
    """The text without damage, character references and tags, and where each character stood."""
    pieces: list[str] = []
    places: list[int] = []
    start = 0
    for match in _REPAIRABLE.finditer(text):
        meant = _meant(match.group())
        if meant is not None:
            pieces += (text[start : match.start()], meant)
            places += range(start, match.start() + 1)
            start = match.end()
    return "".join((*pieces, text[start:])), [*places, *range(start, len(text))]


@lru_cache(maxsize=TEXTS)
def fold(text: str) -> Folded:
    """The text with every character folded; offsets lead back to it."""
    places: Sequence[int] = range(len(text))
    shown = text
    if _needs_repair(text):
        shown, places = _repaired(text)
    if shown.isascii():
        return Folded(text, shown.lower(), places)
    pieces = [_TABLE[ord(character)] for character in shown]
    folded = "".join(pieces)
    if len(folded) == len(shown) and all(map(len, pieces)):
        return Folded(text, folded, places)
    offsets = [place for place, piece in zip(places, pieces, strict=True) for _ in piece]
    return Folded(text, folded, offsets)


def repair(text: str) -> str:
    """The text without damaged UTF-8, character references and tags."""
    return _repaired(text)[0] if _needs_repair(text) else text


def plain(text: str) -> str:
    """The text in lower-case Latin letters without marks and symbols, other scripts transliterated, spaces single."""
    shown = repair(text).translate(_TABLE)
    if not shown.isascii():
        shown = "".join(" " if unicodedata.category(character) == "So" else character for character in shown)
    return " ".join(anyascii(shown).lower().split())


def look_alike(chunk: str) -> str:
    """The chunk with letters of other scripts replaced by the Latin letters that they imitate."""
    return chunk.translate(_HOMOGLYPHS)
