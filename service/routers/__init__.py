"""The HTTP API, one file a resource; a handler checks, calls one function and returns."""
