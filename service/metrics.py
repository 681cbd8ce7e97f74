"""What Prometheus may know: counts and times by operation, never a value."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0)


class Metrics:
    """One registry an app, so that several can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("clew_requests", "Requests answered.", ("method", "operation", "status"), registry=self.registry)
        self.seconds = Histogram("clew_request_seconds", "Time to answer.", ("method", "operation"), buckets=BUCKETS, registry=self.registry)
        self.accepted = Counter("clew_records_accepted", "Captures and directory rows accepted.", registry=self.registry)
        self.rejected = Counter("clew_records_rejected", "Captures and directory rows refused.", registry=self.registry)
        self.runs = Counter("clew_runs", "Resolves done.", registry=self.registry)
        self.run_seconds = Histogram("clew_run_seconds", "Time from a group's acceptance to its place in the graph.", buckets=BUCKETS, registry=self.registry)
        self.waiting = Gauge("clew_waiting", "Batches and changes queued.", registry=self.registry)
        self.alerts = Counter("clew_alerts", "Alerts raised.", registry=self.registry)
        self.deliveries = Counter("clew_webhook_deliveries", "Webhook deliveries tried.", ("outcome",), registry=self.registry)

    def text(self) -> bytes:
        """The exposition format."""
        return generate_latest(self.registry)
