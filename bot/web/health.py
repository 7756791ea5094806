"""Health and metrics: alive, ready, and what Prometheus reads."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.web.parts import PARTS

routes = web.RouteTableDef()


@routes.get("/healthz")
async def alive(request: web.Request) -> web.Response:
    """The process answers."""
    del request
    return web.Response(text="ok")


@routes.get("/readyz")
async def ready(request: web.Request) -> web.Response:
    """The database answers and the heart beats; 503 otherwise, naming what is wrong."""
    parts = request.app[PARTS]
    problems = [] if parts.ready() else ["heartbeat"]
    try:
        await parts.store.count_incoming()
    except Exception:
        problems.append("database")
    if problems:
        return web.Response(status=503, text="not ready: " + ", ".join(problems))
    return web.Response(text="ready")


@routes.get("/metrics")
async def metrics(request: web.Request) -> web.Response:
    """Counters that survive restarts, and the lengths of the queues."""
    parts = request.app[PARTS]
    registry = CollectorRegistry()
    counted = Counter("duban_events", "Counters kept in the store", ["name"], registry=registry)
    for name, value in {**await parts.store.counters(), **parts.counts()}.items():
        if "/" not in name:
            counted.labels(name).inc(value)
    for what, counts in (
        ("inbox", await parts.store.count_incoming()),
        ("notices", await parts.store.count_notices()),
        ("messages", await parts.store.count_messages()),
    ):
        gauge = Gauge(f"duban_{what}", f"{what} by state", ["state"], registry=registry)
        for state, value in counts.items():
            gauge.labels(state.value).set(value)
    late = await parts.store.lateness_seconds(parts.clock.now())
    Gauge("duban_lateness_seconds", "Age of the oldest due message", registry=registry).set(late)
    return web.Response(
        body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
    )
