"""Picture search."""

from __future__ import annotations

from pydantic import ConfigDict, Field, StrictInt

from service.schemas.common import Body


class PictureBody(Body):
    """A picture by its hash."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"pdq": "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22", "distance": 31}})

    pdq: str = Field(pattern=r"^[0-9a-fA-F]{64}$")
    distance: StrictInt = Field(default=31, ge=0, le=31, description="bits of 256")
