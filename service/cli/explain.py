"""`clew explain A B`: why two ads or entities are, or are not, one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from service.cli import options, output, stores

SHOWN = 3  # values of a side
LONGEST = 34  # characters of a side
BITS_A_MARK = 0.5  # of the bar


def explain(
    a: Annotated[str, typer.Argument(help="An ad (site/ad_id) or an entity id.")],
    b: Annotated[str, typer.Argument(help="Another of the same kind.")],
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Show the match-weight waterfall of two ads or entities."""
    from resolution import explain as explaining

    with stores.records(options.settings(data)) as store:
        found = explaining.explain(store, a, b)
    output.answer(found, as_json, lambda: _lines(found))


def _lines(found: Mapping[str, Any]) -> None:
    verdict = "taken as one" if found["same_entity"] else "kept apart"
    output.say(f"{' and '.join(found.get('compared') or (found['a'], found['b']))}: {verdict} {found['entity_type']}")
    output.say(f"Match weight {found['match_weight']:+.2f} bits, probability {found['match_probability']:.3f} as a pair\n")
    output.table(("comparison", "level", "bits", "", "one", "other"), list(_steps(found["waterfall"])))
    silent = [step["comparison"] for step in found["waterfall"] if not step["match_weight"]]
    if silent:
        output.say(f"Says nothing: {', '.join(silent)}")
    for shared in found.get("shared", ()):
        output.say(f"Both ads hold {shared['value']}")
    _chain(found.get("chain"))
    for decision in found.get("decisions", ()):
        output.say(f"Decision {decision['decision_id']}: {decision['decision']}")
    output.say(str(found.get("caveat", "")))


def _steps(waterfall: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    """What spoke for or against, in the order of the model, with a bar of its weight."""
    for step in waterfall:
        weight = float(step["match_weight"])
        if weight:
            bar = ("+" if weight > 0 else "-") * max(1, round(abs(weight) / BITS_A_MARK))
            yield [step["comparison"], step["level"], f"{weight:+.2f}", bar, _side(step["left"]), _side(step["right"])]


def _side(value: Any) -> str:
    """One side of a comparison: the first of its columns that says something, without kinds, cut to fit."""
    if isinstance(value, Mapping):
        value = next((item for item in value.values() if item not in (None, [], "")), None)
    listed = list(value) if isinstance(value, (list, tuple)) else [] if value is None else [value]
    text = ", ".join(str(item).partition(":")[2] or str(item) for item in listed[:SHOWN])
    text += f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else ""
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def _chain(chain: Mapping[str, Any] | None) -> None:
    if not chain or len(chain["steps"]) < 2:
        return
    output.say("The chain of pairs that joins them:")
    for step in chain["steps"]:
        output.say(f"  {step['a']} and {step['b']}: {step['match_weight']:+.2f} bits")
    weakest = chain["weakest"]
    output.say(f"Its weakest pair is {weakest['a']} and {weakest['b']}.")
