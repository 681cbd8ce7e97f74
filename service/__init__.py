"""Clew's HTTP service, command line and graph."""
