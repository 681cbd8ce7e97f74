"""Pictures named by a path: their hash is taken as they are read, and their pixels are not kept."""

from __future__ import annotations

from pathlib import Path

from resolution.captures import Capture, Image, Refusal


def hashed(capture: Capture, folder: Path) -> Capture | list[Refusal]:
    """The capture with the `pdq` of each picture that has only a path (relative to `folder`), or which cannot be read."""
    if all(image.pdq or not image.path for image in capture.images):
        return capture
    pictures: list[Image] = []
    for number, image in enumerate(capture.images):
        try:
            pictures.append(_with_hash(image, folder))
        except (OSError, ValueError) as error:
            return [Refusal(f"images[{number}].path", f"cannot be read as a picture: {error}")]
    return capture.model_copy(update={"images": tuple(pictures)})


def _with_hash(image: Image, folder: Path) -> Image:
    if image.pdq or not image.path:
        return image
    from resolution.mentions import images  # Pillow is loaded for who has pictures

    return image.model_copy(update={"pdq": images.pdq(folder / image.path)})
