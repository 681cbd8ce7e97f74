"""Ads in, entities out. Knows nothing of graphs or HTTP."""
