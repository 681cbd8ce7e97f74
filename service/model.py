"""The model that scores, as the API shows it."""

from __future__ import annotations

from typing import Any

from resolution import pipeline
from service.context import Clew


def in_use(clew: Clew) -> dict[str, Any]:
    """Version, origin and training of the model that this store scores by, and what its check says."""
    model = pipeline.current_model(clew.store)
    return {
        "version": model.version,
        "origin": model.origin,
        "training": dict(model.training),
        "entity_types": sorted(model.settings),
        "problems": model.check(),
    }
