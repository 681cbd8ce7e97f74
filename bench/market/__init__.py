"""Synthetic markets of any size, with the truth beside them. Nobody in them exists and every advertiser is an adult."""

from __future__ import annotations

from bench.market.files import generate, write
from bench.market.rates import PRESETS, Noise, Plan

__all__ = ["PRESETS", "Noise", "Plan", "generate", "write"]
