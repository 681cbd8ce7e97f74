"""`clew erase`: a value or an ad is removed for good, from both stores and every file beside them."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated, Any

import typer

from service.cli import load, options, output, resolve, stores


def erase(
    reason: Annotated[str, typer.Option(help="Why; it is kept with the tombstone.")],
    type: Annotated[str | None, typer.Option(help="phone, email, handle, address, image, name ...", show_default=False)] = None,
    value: Annotated[str | None, typer.Option(help="The value of that type.", show_default=False)] = None,
    ad: Annotated[str | None, typer.Option(help="An ad, as site/ad_id.", show_default=False)] = None,
    author: Annotated[str, typer.Option(help="Who orders it.")] = "command line",
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Erase a value or an ad; a new crawl does not bring it back. What it held together is resolved again."""
    if (ad is None) == (type is None or value is None):
        raise typer.BadParameter("give either --ad, or --type and --value")
    from resolution import erasure
    from service.state import State
    from service.watch.forgetting import forget

    settings = options.settings(data)
    with stores.records(settings) as store, stores.graph(settings) as graph, closing(State(settings.data)) as state, output.progress() as advance:

        def forgotten() -> None:
            forget(state, type=type, value=value, ads=[ad] if ad else [])

        done: dict[str, Any] = erasure.erase(store, kind=type, value=value, ad=ad, reason=reason, author=author, beside=forgotten)
        done["run"] = resolve.resolved(store, False, advance)
        load.loaded(store, graph, advance)
    stores.noted(settings, "erase", erasure_id=done["erasure_id"], type=type, value=value, ad=ad)
    plain = {name: item for name, item in done.items() if isinstance(item, (str, int, float))}
    output.answer(done, as_json, lambda: output.facts(plain))
