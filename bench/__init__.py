"""Synthetic markets with truth, quality and speed: every claim of the documentation has its script here."""
