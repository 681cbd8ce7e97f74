"""What others read of the record store: batches, ads, histories, runs, assignments, the graph as it should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import orjson
import pyarrow as pa

from resolution.region import form_of

BATCH = ("batch_id", "source", "received_at", "accepted", "new", "rejected", "run_id")
RUN = ("run_id", "number", "started_at", "ended_at", "model_version", "scope", "figures")
DECISION = ("decision_id", "at", "author", "entity_type", "a", "b", "decision", "reason")
ASSIGNMENT_FIELDS: list[tuple[str, pa.DataType]] = [
    ("entity_type", pa.string()), ("entity_id", pa.string()), ("network_id", pa.string()), ("site", pa.string()), ("ad_id", pa.string()),
    ("value", pa.string()), ("normalised", pa.string()), ("match_probability", pa.float64()),
]  # fmt: skip
ASSIGNMENTS = pa.schema(ASSIGNMENT_FIELDS)
ENTITY_FIELDS: list[tuple[str, pa.DataType]] = [
    ("entity_type", pa.string()), ("entity_id", pa.string()), ("network_id", pa.string()), ("label", pa.string()), ("value", pa.string()),
    ("ads", pa.int64()), ("first_seen", pa.string()), ("last_seen", pa.string()), ("hub", pa.bool_()), ("hub_reason", pa.string()),
    ("referral", pa.bool_()), ("match_probability", pa.float64()),
]  # fmt: skip
ENTITIES = pa.schema(ENTITY_FIELDS)


class Change(NamedTuple):
    """An entry of the change log: that a node or relationship was put or removed; its state is asked for by its id."""

    position: int
    op: str
    kind: str
    id: str


class Readings:
    """Reads of the last commit, for any thread. `RecordStore` is one."""

    def rows(self, name: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Run a statement."""
        raise NotImplementedError

    def stream(self, name: str, parameters: Mapping[str, Any] | None = None, size: int = 10_000) -> Iterator[list[tuple[Any, ...]]]:
        """Run a statement whose answer is long."""
        raise NotImplementedError

    # -- batches and runs -------------------------------------------------------------------------------------------------------

    def batch(self, batch_id: str) -> dict[str, Any] | None:
        """A batch with its counts and state: accepted, then resolved."""
        found = self.rows("batch", {"batch_id": batch_id})
        return _batch(found[0]) if found else None

    def batches(self, limit: int = 100, before: str | None = None) -> list[dict[str, Any]]:
        """The newest batches, or those received before a moment."""
        return [_batch(row) for row in self.rows("batches", {"limit": limit, "before": before or "9999"})]

    def runs(self, limit: int = 100) -> list[dict[str, Any]]:
        """The newest runs with their figures."""
        rows = [dict(zip(RUN, row, strict=True)) for row in self.rows("runs", {"limit": limit})]
        return [row | {"figures": orjson.loads(row["figures"])} for row in rows]

    # -- ads and entities ---------------------------------------------------------------------------------------------------------

    def ad(self, ad: str) -> dict[str, Any] | None:
        """An ad with its captures, its mentions and the entities that they came to; None if it is not held."""
        captures = [orjson.loads(record) for (record,) in self.rows("captures_of_ad", {"ad": ad})]
        if not captures:
            return None
        profile = self.profile(ad)
        if profile is None:
            site, _, ad_id = ad.partition("/")
            return {"ad": ad, "site": site, "ad_id": ad_id, "state": "accepted", "captures": captures, "mentions": [], "entities": []}
        entities = self.entities_of([ad], {ad: profile})
        mentions = [m | {"entity_id": entities.get((ad, form_of(m)))} for m in profile["mentions"]]
        about = {k: v for k, v in profile.items() if k not in ("mentions", "templates", "captures")}
        held = [{"entity_id": i, "type": i.partition("-")[0]} for i in sorted({*filter(None, (m["entity_id"] for m in mentions)), *self.persons_of([ad]).values()})]
        return {"ad": ad, "state": "resolved", **about, "captures": captures, "mentions": mentions, "entities": held}

    def profile(self, item: str) -> dict[str, Any] | None:
        """An item collapsed, with its mentions."""
        return self.profiles([item]).get(item)

    def profiles(self, items: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Items collapsed, with their mentions."""
        return {item: orjson.loads(profile) for item, profile in self.rows("profiles", {"items": sorted(set(items))})}

    def persons_of(self, ads: Iterable[str]) -> dict[str, str]:
        """Ad -> the person whom it advertises."""
        records = [f"person|{ad}" for ad in ads]
        return {record.partition("|")[2]: i for record, i in self.rows("members", {"records": records})}

    def entities_named(self, kind: str, records: Iterable[str]) -> set[str]:
        """The entities that hold these records (forms, ads) of one type."""
        return {i for _, i in self.rows("members", {"records": [f"{kind}|{record}" for record in records]})}

    def entities_of(self, items: Iterable[str], profiles: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], str]:
        """(item, form) -> the entity that the mention came to."""
        records = {f"{m['kind']}|{form_of(m)}" for item in items for m in profiles[item]["mentions"] if m["kind"] != "name"}
        found = {record.partition("|")[2]: i for record, i in self.rows("members", {"records": sorted(records)})}
        return {(item, form_of(m)): found[form_of(m)] for item in items for m in profiles[item]["mentions"] if form_of(m) in found}

    def records_of(self, entity_id: str) -> list[str]:
        """What an entity consists of now: ad keys of a person or network, forms of a value."""
        return [row[0].partition("|")[2] for row in self.rows("records_of_entity", {"id": entity_id})]

    def successors(self, entity_id: str) -> tuple[str, ...] | None:
        """What an id became: () if it is current, the ids that hold its records now otherwise; None if it never was."""
        if not self.rows("entity", {"id": entity_id}):
            return None
        if self.rows("is_current", {"id": entity_id}):
            return ()
        return tuple(row[0] for row in self.rows("successors", {"id": entity_id})) or ("",)

    def history(self, entity_id: str) -> list[dict[str, Any]]:
        """What happened to an id, the oldest first, each with its cause and the other ids in it."""
        columns = ("at", "run_id", "event", "cause", "entities")
        rows = [dict(zip(columns, row, strict=True)) for row in self.rows("history", {"id": entity_id})]
        return [row | {"entities": orjson.loads(row["entities"])} for row in rows]

    def decisions(self) -> list[dict[str, Any]]:
        """All analysts' decisions, the oldest first."""
        return [dict(zip(DECISION, row, strict=True)) for row in self.rows("decisions")]

    def decision(self, decision_id: str) -> dict[str, Any] | None:
        """One decision."""
        return next((d for d in self.decisions() if d["decision_id"] == decision_id), None)

    # -- the graph as it should be --------------------------------------------------------------------------------------------------

    def changes_after(self, position: int, limit: int = 10_000) -> list[Change]:
        """The next changes after a position, in order."""
        return [Change(*row) for row in self.rows("changes_after", {"position": position, "limit": limit})]

    def graph_nodes(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The present state of nodes; an id that is absent was removed."""
        return [_node(row) for row in self.rows("graph_nodes", {"ids": sorted(set(ids))})]

    def graph_relationships(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The present state of relationships, by `source|TYPE|target`; an id that is absent was removed."""
        return [_relationship(row) for row in self.rows("graph_relationships", {"ids": sorted(set(ids))})]

    def all_graph_nodes(self) -> Iterator[dict[str, Any]]:
        """Every node there should be."""
        return (_node(row) for chunk in self.stream("all_graph_nodes") for row in chunk)

    def all_graph_relationships(self) -> Iterator[dict[str, Any]]:
        """Every relationship there should be."""
        return (_relationship(row) for chunk in self.stream("all_graph_relationships") for row in chunk)

    # -- assignments ------------------------------------------------------------------------------------------------------------------

    def assignments(self) -> pa.RecordBatchReader:
        """One row for each mention, with the entity and the network it came to."""
        return pa.RecordBatchReader.from_batches(ASSIGNMENTS, self._assignment_batches())

    def _assignment_batches(self) -> Iterator[pa.RecordBatch]:
        for chunk in self.stream("all_profiles", size=2_000):
            profiles = {item: orjson.loads(profile) for item, profile in chunk}
            entities = self.entities_of(profiles, profiles)
            persons = self.persons_of(profiles)
            ids = sorted({*entities.values(), *persons.values()})
            facts = {i: (network, probability) for i, network, probability in self.rows("networks_of", {"ids": ids})}
            rows = [row for item in sorted(profiles) for row in _assigned(item, profiles[item], entities, persons, facts)]
            yield pa.RecordBatch.from_pylist([dict(zip(ASSIGNMENTS.names, row, strict=True)) for row in rows], schema=ASSIGNMENTS)

    def all_entities(self) -> pa.RecordBatchReader:
        """One row for each entity, hubs and those of directories alone included."""
        return pa.RecordBatchReader.from_batches(ENTITIES, self._entity_batches())

    def _entity_batches(self) -> Iterator[pa.RecordBatch]:
        for chunk in self.stream("all_entities"):
            rows = [_entity(id, type, label, orjson.loads(properties)) for id, type, label, properties in chunk]
            yield pa.RecordBatch.from_pylist(rows, schema=ENTITIES)


def _entity(id: str, type: str, label: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: properties.get(name) for name in ENTITIES.names}
    own = {"entity_type": type, "entity_id": id, "label": label, "match_probability": properties.get("probability")}
    return named | own | {"network_id": properties.get("network_id") or ""}


def _assigned(
    item: str, profile: Mapping[str, Any], entities: Mapping[tuple[str, str], str], persons: Mapping[str, str], facts: Mapping[str, tuple[Any, Any]]
) -> Iterator[tuple[Any, ...]]:
    where = (profile["site"], profile["ad_id"])
    if item in persons:
        network, probability = facts.get(persons[item], (None, None))
        name = "; ".join(profile["given_names"])
        normalised = "; ".join(profile["names"])
        yield ("person", persons[item], network or "", *where, name, normalised, round(probability if probability is not None else 1.0, 6))
    told = set()
    for mention in profile["mentions"]:
        entity_id = entities.get((item, form_of(mention)))
        if entity_id is None or (mention["kind"], mention["raw"], mention["normalised"]) in told:
            continue
        told.add((mention["kind"], mention["raw"], mention["normalised"]))
        sure = mention["confidence"] * (mention["posterior"][0][1] if "posterior" in mention else 1.0)
        network = facts.get(entity_id, (None, None))[0]
        yield mention["kind"], entity_id, network or "", *where, mention["raw"], mention["normalised"], round(sure, 6)


def _batch(row: tuple[Any, ...]) -> dict[str, Any]:
    batch = dict(zip(BATCH, row, strict=True))
    return batch | {"state": "resolved" if batch["run_id"] else "accepted"}


def _node(row: tuple[Any, ...]) -> dict[str, Any]:
    node_id, kind, label, properties = row
    return {"id": node_id, "type": kind, "label": label, "properties": orjson.loads(properties)}


def _relationship(row: tuple[Any, ...]) -> dict[str, Any]:
    source, target, kind, probability, ads, first, last, evidence, properties = row
    shown = orjson.loads(evidence)
    return {
        "source": source, "target": target, "type": kind, "probability": probability, "ads": ads, "first_seen": first, "last_seen": last,
        "evidence": [ad for ad, _, _ in shown], "evidence_at": [at for _, at, _ in shown], "evidence_values": [value for _, _, value in shown],
        "properties": orjson.loads(properties),
    }  # fmt: skip


