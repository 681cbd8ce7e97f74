"""Splink's scoring SQL as a Python function, for a few pairs: planning that SQL costs DuckDB more than a thousand pairs cost here.

The select lists that Splink writes (levels, match weights, their sum) are translated expression by expression, in their order, with SQL's
three-valued logic. The functions are those that our models use; one that is not known here is refused when the model is compiled.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlglot
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler
from sqlglot import exp

Row = Mapping[str, Any]
SHARED = "list_intersect"  # asked of the same two columns by many levels: found once a pair
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
Score = Callable[[Row, Row], tuple[Any, ...]]


class Untranslatable(ValueError):
    """An expression of the SQL has no translation; the message shows it."""


def compile_steps(selects: Sequence[str], outputs: Sequence[str]) -> Score:
    """A function of a left and a right record that gives `outputs`, from select statements of which each reads the one before."""
    lines = ["def score(l, r):"]
    known: set[str] = set()
    names: dict[str, str] = {}
    for select in selects:
        tree = sqlglot.parse_one(select, dialect="duckdb")
        for projection in tree.expressions:
            name = projection.alias_or_name
            if isinstance(projection, exp.Column) or name in known:
                continue
            value = _python(projection.unalias(), names, known)
            names[name] = names[projection.unalias().sql("duckdb")] = f"v{len(names)}"
            known.add(name)
            lines.append(f"    {names[name]} = {value}")
    lines.append(f"    return ({', '.join(names[name] for name in outputs)},)")
    found = [part for part in names if part.startswith(f"{SHARED}(")]
    lines[1:1] = [f"    {names[part]} = UNKNOWN" for part in found]
    scope: dict[str, Any] = {f"sql_{name}": function for name, function in FUNCTIONS.items()} | {"UNKNOWN": object()}
    exec("\n".join(lines), scope)  # the text is made from the model's own SQL, word by word, by the translations below
    made: Score = scope["score"]
    return made


def prepared(row: Row) -> Row:
    """A record as the compiled function takes it quickest: lists without repetition as sets."""
    return {name: made if isinstance(value, list) and len(made := frozenset(value)) == len(value) else value for name, value in row.items()}


def _python(node: exp.Expression, names: dict[str, str], known: set[str]) -> str:
    """The Python text of an expression."""

    def py(part: Any) -> str:
        return _python(part, names, known)

    match node:
        case exp.Column() | exp.Identifier():
            return names[node.name] if node.name in known else _given(node.name)
        case exp.Literal():
            return repr(node.this) if node.is_string else node.this
        case exp.Null():
            return "None"
        case exp.Boolean():
            return str(bool(node.this))
        case exp.Paren():
            return f"({py(node.this)})"
        case exp.Add() if (sql := node.sql("duckdb")) in names:
            return names[sql]  # the sum of the match weights stands in every branch of the probability
        case exp.Neg() if isinstance(node.this, exp.Literal):
            return f"-{py(node.this)}"
        case exp.Cast():
            return _cast(node, py(node.this))
        case exp.Case():
            return _case(node, py)
        case exp.Is():
            return f"({py(node.this)} is None)"
        case exp.Lambda():
            (argument,) = node.expressions
            return f"(lambda {argument.name}: {_python(node.this, {**names, argument.name: argument.name}, {*known, argument.name})})"
        case exp.Anonymous():
            value = _call(node, node.name.lower(), [py(part) for part in node.expressions])
            if node.name.lower() != SHARED:
                return value
            kept = names.setdefault(node.sql("duckdb").lower(), f"s{len(names)}")
            return f"({kept} if {kept} is not UNKNOWN else ({kept} := {value}))"
        case _:
            arguments = [py(part) for part in (node.this, node.args.get("expression"), *node.args.get("expressions", ())) if isinstance(part, exp.Expression)]
            extra = [py(node.args[name]) for name in ("delimiter", "part_index") if isinstance(node.args.get(name), exp.Expression)]
            return _call(node, type(node).__name__.lower(), [*arguments, *extra])


def _given(name: str) -> str:
    """A column of one of the two records: `name_l` is the left one's `name`."""
    side = {"_l": "l", "_r": "r"}.get(name[-2:])
    if side is None:
        raise Untranslatable(f"{name} is no column of a record")
    return f"{side}[{name[:-2]!r}]"


def _case(node: exp.Case, py: Callable[[Any], str]) -> str:
    otherwise = py(node.args["default"]) if node.args.get("default") else "None"
    for branch in reversed(node.args["ifs"]):
        otherwise = f"({py(branch.args['true'])} if {_truth(branch.this, py)} else {otherwise})"
    return otherwise


def _truth(node: Any, py: Callable[[Any], str]) -> str:
    """A condition of which only matters whether it is true: NULL may pass for false, and what need not be asked is not."""
    if isinstance(node, exp.Paren):
        return f"({_truth(node.this, py)})"
    if isinstance(node, exp.And | exp.Or):
        return f"({_truth(node.left, py)} {'and' if isinstance(node, exp.And) else 'or'} {_truth(node.right, py)})"
    if isinstance(node, exp.EQ) and _is_number(py(node.right)):
        return f"({py(node.left)} == {py(node.right)})"  # NULL equals no number
    return py(node)


def _is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text))


def _cast(node: exp.Cast, value: str) -> str:
    kind = node.to.sql("duckdb").upper()
    if kind not in ("DOUBLE", "FLOAT8", "REAL"):
        return value
    return repr(float(value)) if _is_number(value) else f"sql_to_float({value})"


def _call(node: exp.Expression, name: str, arguments: Sequence[str]) -> str:
    if name not in FUNCTIONS:
        raise Untranslatable(f"{node.sql('duckdb')}: {name} has no translation")
    return f"sql_{name}({', '.join(arguments)})"


def _strict(function: Callable[..., Any]) -> Callable[..., Any]:
    """NULL if an argument is, as most functions of SQL are."""

    def strict(*arguments: Any) -> Any:
        return None if None in arguments else function(*arguments)

    return strict


def _and(*parts: Any) -> bool | None:
    return False if False in parts else None if None in parts else True


def _or(*parts: Any) -> bool | None:
    return True if True in parts else None if None in parts else False


def _known(choose: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    """Of the arguments that are not NULL; NULL if all are."""
    return lambda *parts: choose([part for part in parts if part is not None] or [None])


def _intersect(left: Any, right: Any) -> Any:
    """DuckDB makes of a NULL on the right an empty list, and of one on the left NULL."""
    if left is None:
        return None
    return left & right if type(left) is type(right) is frozenset else set(left).intersection(right or ())


def _round(value: float) -> float:
    """Halves away from zero."""
    return math.copysign(math.floor(abs(value) + 0.5), value)


def _split_part(text: str, delimiter: str, place: int) -> str:
    parts = text.split(delimiter)
    return parts[place - 1] if 0 < place <= len(parts) else ""


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "and": _and,
    "or": _or,
    "not": _strict(operator.not_),
    "eq": _strict(operator.eq),
    "neq": _strict(operator.ne),
    "lt": _strict(operator.lt),
    "lte": _strict(operator.le),
    "gt": _strict(operator.gt),
    "gte": _strict(operator.ge),
    "add": _strict(operator.add),
    "sub": _strict(operator.sub),
    "mul": _strict(operator.mul),
    "div": _strict(operator.truediv),
    "neg": _strict(operator.neg),
    "abs": _strict(abs),
    "pow": _strict(math.pow),
    "log": _strict(lambda base, value: math.log2(value) if base == 2 else math.log(value, base)),
    "round": _strict(_round),
    "to_float": _strict(float),
    "greatest": _known(max),
    "least": _known(min),
    "coalesce": _known(operator.itemgetter(0)),
    "length": _strict(len),
    "startswith": _strict(str.startswith),
    "endswith": _strict(str.endswith),
    "splitpart": _strict(_split_part),
    "jarowinklersimilarity": _strict(lambda left, right: JaroWinkler.similarity(left.encode(), right.encode())),
    "damerau_levenshtein": _strict(lambda left, right: DamerauLevenshtein.distance(left.encode(), right.encode())),
    "list_intersect": _intersect,
    "arrayoverlaps": _strict(lambda left, right: not (left if isinstance(left, frozenset) else set(left)).isdisjoint(right)),
    "arraycontains": _strict(lambda values, one: one in values),
    "arraydistinct": _strict(set),
    "transform": _strict(lambda values, function: [function(value) for value in values]),
    "bitwisexor": _strict(operator.xor),
    "bit_count": _strict(int.bit_count),
}
