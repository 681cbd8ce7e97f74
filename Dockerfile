# Clew and nothing else: Neo4j, where it is wanted, is a container of its own (compose.yaml).
# Written without a container engine at hand: checked by reading, not by running.
FROM python:3.11-slim AS build
WORKDIR /clew
COPY requirements.lock pyproject.toml README.md ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --requirement requirements.lock
COPY resolution resolution
COPY service service
COPY cypher cypher
RUN .venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --editable . \
 && .venv/bin/python -m compileall -q resolution service

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /clew clew && install --directory --owner=clew --group=clew /data
COPY --from=build /clew /clew
WORKDIR /clew
ENV PATH=/clew/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CLEW_DATA=/data CLEW_HOST=0.0.0.0 CLEW_PORT=8000
USER clew
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["clew"]
CMD ["serve"]
