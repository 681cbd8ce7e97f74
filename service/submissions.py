"""Request bodies into captures and directory rows: an object, an array or NDJSON; what does not validate is refused alone."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Generic, TypeVar

import orjson

from resolution import pictures
from resolution.captures import Capture, DirectoryRecord, Refusal, parse_capture, parse_directory
from service.errors import Invalid, TooLarge, UnsupportedMedia

UNREADABLE = object()
R = TypeVar("R")


@dataclass(slots=True)
class Parsed(Generic[R]):
    """The records of one body, and by index why others were refused."""

    records: list[R] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)


def captures(body: bytes, folder: Path | None, paths_allowed: bool) -> Parsed[Capture]:
    """Captures of a body; pictures named by a path are hashed if they may be read."""
    return _parsed(body, lambda record: _with_pictures(parse_capture(record), folder, paths_allowed))


def directory(body: bytes) -> Parsed[DirectoryRecord]:
    """Directory rows of a body."""
    return _parsed(body, parse_directory)


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """A body as it was before `Content-Encoding`. Raises UnsupportedMedia, Invalid or, beyond `most` bytes, TooLarge."""
    if encoding.strip().lower() in ("", "identity"):
        return body
    if encoding.strip().lower() not in ("gzip", "x-gzip"):
        raise UnsupportedMedia("A body may be sent as it is or as gzip", headers={"Accept-Encoding": "gzip, identity"})
    try:
        plain = gzip.GzipFile(fileobj=BytesIO(body)).read(most + 1)
    except (OSError, EOFError, zlib.error):
        raise Invalid("The body is not gzip, or not whole") from None
    if len(plain) > most:
        raise TooLarge(f"At most {most} bytes a request, unpacked: send several")
    return plain


def _parsed(body: bytes, parse: Callable[[Any], R | list[Refusal]]) -> Parsed[R]:
    parsed: Parsed[R] = Parsed()
    for index, record in enumerate(_records(body)):
        result = [Refusal("", "is not JSON")] if record is UNREADABLE else parse(record)
        if isinstance(result, list):
            reasons = [{"field": refusal.field, "reason": refusal.reason} for refusal in result]
            parsed.rejected.append({"index": index, "reasons": reasons})
        else:
            parsed.records.append(result)
    return parsed


def _records(body: bytes) -> Sequence[Any]:
    """The records of an object, an array or lines. Raises Invalid if it is none of them."""
    if not body.strip():
        raise Invalid("The body is empty: send an object, an array or one object a line")
    whole = _loads(body)
    if whole is not UNREADABLE:
        if not isinstance(whole, list | dict):
            raise Invalid("The body must be an object, an array of objects or one object a line")
        return whole if isinstance(whole, list) else [whole]
    lines = [_loads(line) for line in _lines(body)]
    if all(record is UNREADABLE for record in lines):
        raise Invalid("The body is not JSON")
    return lines


def _lines(body: bytes) -> Iterator[bytes]:
    return (line for line in body.split(b"\n") if line.strip())


def _loads(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(text)  # knows NaN and lone surrogates, which the capture then refuses by field
    except (ValueError, RecursionError):
        return UNREADABLE


def _with_pictures(parsed: Capture | list[Refusal], folder: Path | None, allowed: bool) -> Capture | list[Refusal]:
    if isinstance(parsed, list) or all(image.pdq or not image.path for image in parsed.images):
        return parsed
    for number, image in enumerate(parsed.images):
        refused = None if image.pdq or not image.path else _refused_path(image.path, folder, allowed)
        if refused:
            return [Refusal(f"images[{number}].path", refused)]
    return pictures.hashed(parsed, folder or Path())


def _refused_path(path: str, folder: Path | None, allowed: bool) -> str | None:
    """Why a path may not be read: a request must not reach files that its sender could not."""
    if folder is None and not allowed:
        return "paths are not read over HTTP: send pdq, or set CLEW_IMAGE_FOLDER"
    try:
        target = ((folder or Path()) / path).resolve()
        outside = folder is not None and not target.is_relative_to(folder.resolve())
        return "lies outside CLEW_IMAGE_FOLDER" if outside else None if target.is_file() else "is not a file"
    except (OSError, ValueError):
        return "is not a file"
