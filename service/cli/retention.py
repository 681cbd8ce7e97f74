"""`clew retention`: how long each source is kept, what a legal hold keeps longer, and carrying that out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Annotated, Any

import typer

from service.cli import load, options, output, stores
from service.settings import Settings

app = typer.Typer(help="Keep by rule and hold by law.", no_args_is_help=True)
RULE = ("source", "keep_days", "review_on", "review_due", "due", "note")
HOLD = ("hold_id", "kind", "subject", "reason", "review_on")
Author = Annotated[str, typer.Option(help="Who orders it.")]
Review = Annotated[str | None, typer.Option("--review-on", metavar="DATE", help="When it must be looked at again.", show_default=False)]


@app.command("set")
def set_(
    source: Annotated[str, typer.Argument(help="A site, a directory's source, or * for all others.")],
    days: Annotated[int, typer.Option(min=1, help="Days for which a capture or directory row is kept.")],
    review_on: Review = None,
    note: Annotated[str, typer.Option(help="Why so long.")] = "",
    author: Author = "command line",
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Set the rule of a source."""
    from resolution import retention

    settings = options.settings(data)
    with stores.records(settings) as store:
        made = retention.keep(store, source, days, review_on=_day(review_on), note=note, author=author)
    stores.noted(settings, "retention set", source=source)
    output.answer(made, as_json, lambda: output.facts(made))


@app.command("list")
def list_(data: options.Data = None, as_json: options.Json = False) -> None:
    """List the rules with what is due, and the legal holds."""
    from resolution import holds, retention

    with stores.records(options.settings(data)) as store:
        rules, held = retention.rules(store), holds.holds(store)

    def tables() -> None:
        output.table(RULE, [[rule[column] for column in RULE] for rule in rules])
        output.table(HOLD, [[hold[column] for column in HOLD] for hold in held])

    output.answer({"rules": rules, "holds": held}, as_json, tables)


@app.command("remove")
def remove(source: str, data: options.Data = None, as_json: options.Json = False) -> None:
    """Take the rule of a source away."""
    from resolution import retention

    _end(options.settings(data), "remove", {"source": source}, retention.drop)
    output.answer({"source": source, "removed": True}, as_json, lambda: output.say(f"{source} has no rule now."))


@app.command("apply")
def apply(
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="The day to carry the rules out for; else today.", show_default=False)] = None,
    author: Author = "command line",
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Remove what the rules keep no longer, from both stores and every file beside them."""
    from resolution import retention
    from service.state import State
    from service.watch.forgetting import forget

    settings = options.settings(data)
    day = _day(as_of)
    with stores.records(settings) as store, stores.graph(settings) as graph, closing(State(settings.data)) as state, output.progress() as advance:
        done: dict[str, Any] = retention.carry_out(
            store, author=author, as_of=date.fromisoformat(day) if day else None, beside=lambda ads: forget(state, ads=ads)
        )
        load.loaded(store, graph, advance)
    stores.noted(settings, "retention apply", removal_id=done["removal_id"])
    plain = {name: item for name, item in done.items() if isinstance(item, (str, int))}
    output.answer(done, as_json, lambda: output.facts(plain))


@app.command("hold")
def hold(
    subject: Annotated[str, typer.Argument(help="An ad (site/ad_id), an entity's id, or with --source a source.")],
    reason: Annotated[str, typer.Option(help="Which case or order.")],
    source: Annotated[bool, typer.Option("--source", help="SUBJECT is a source.")] = False,
    review_on: Review = None,
    author: Author = "command line",
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Hold something: neither a rule nor an erasure nor a removal touches it."""
    from resolution import holds

    kind = "source" if source else "ad" if "/" in subject else "entity"
    settings = options.settings(data)
    with stores.records(settings) as store:
        made = holds.place(store, kind, subject, reason=reason, author=author, review_on=_day(review_on))
    stores.noted(settings, "retention hold", hold_id=made["hold_id"], subject=subject)
    output.answer(made, as_json, lambda: output.facts(made))


@app.command("release")
def release(hold_id: str, data: options.Data = None, as_json: options.Json = False) -> None:
    """Release a hold."""
    from resolution import holds

    _end(options.settings(data), "release", {"hold_id": hold_id}, holds.release)
    output.answer({"hold_id": hold_id, "released": True}, as_json, lambda: output.say(f"{hold_id} is released."))


def _end(settings: Settings, command: str, named: dict[str, str], end: Callable[[Any, str], bool]) -> None:
    """End a rule or a hold and enter that into the audit log. Raises Unknown."""
    from resolution.errors import Unknown

    (name,) = named.values()
    with stores.records(settings) as store:
        if not end(store, name):
            raise Unknown(f"There is no rule for {name}." if "source" in named else f"There is no hold {name}.")
    stores.noted(settings, f"retention {command}", **named)


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError as exc:
        raise typer.BadParameter(f"{text} is no date, such as 2027-01-31") from exc
