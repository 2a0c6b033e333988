# The bot in a container that writes into its volumes only: see docs/operating.md.
FROM python:3.11-slim

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# Where to find PyTorch without CUDA, if not in the default index; given to pip only while the image is built.
ARG PIP_EXTRA_INDEX_URL
ARG PIP_FIND_LINKS

WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY bot bot
COPY index index
ARG EXTRAS=
RUN pip install --constraint constraints.txt ".${EXTRAS:+[$EXTRAS]}"
# A volume that is new begins with them; what operators send is kept there, too.
COPY seeds /data/seeds

RUN useradd --system --uid 10001 verbatim \
    && mkdir -p /data/index /data/state \
    && chown -R verbatim /data
USER verbatim
ENV INDEX_DIR=/data/index MODEL_CACHE=/data/index/models STATE_DIR=/data/state SEEDS_DIR=/data/seeds HEALTH_PORT=8081
VOLUME ["/data/index", "/data/state", "/data/seeds"]

# While Telegram is down the bot waits and is not well; a first build of the index takes its time, too.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10m --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['HEALTH_PORT'] + '/healthz', timeout=4)"]

STOPSIGNAL SIGTERM
# exec: the bot itself gets the signal.
CMD ["sh", "-c", "python -m index build && exec python -m bot"]
