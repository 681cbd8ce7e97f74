"""What can go wrong with a record store."""

from __future__ import annotations


class StoreError(Exception):
    """The record store cannot be opened or used; the message says why and what to do."""


class StoreLocked(StoreError):
    """Another process holds the record store."""


class Unknown(StoreError):
    """Nothing is held under a name that was asked for."""


class Unfit(StoreError):
    """What was asked cannot be done with what it names; the message says why."""
