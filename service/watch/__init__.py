"""Watchlists, the alerts they raise and the webhooks that carry them."""
