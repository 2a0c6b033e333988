"""Speaks the REST calls of Qdrant that the product uses, over real HTTP, over the real core; with faults.

It is as strict as a server where the core is not: it sorts and counts by indexed fields only, and a collection that
has shard keys takes no request that names none. Shard keys are emulated by a field of the points.
"""

import json
import re
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from pydantic import BaseModel, TypeAdapter
from qdrant_client import models

from tests.index.cluster.edge_client import EdgeClient

SHARD = "shard"
_VECTORS: TypeAdapter[Any] = TypeAdapter(dict[str, models.VectorParams])
_SPARSE: TypeAdapter[Any] = TypeAdapter(dict[str, models.SparseVectorParams])


class Refused(Exception):
    """A request that a server refuses."""

    def __init__(self, code: int, why: str) -> None:
        self.code = code
        super().__init__(why)


class Backend:
    """The calls on the core."""

    def __init__(self, client: EdgeClient) -> None:
        self.client: Any = client
        self.keys: dict[str, set[str]] = {}
        self.indexed: dict[str, set[str]] = {}
        self.custom: set[str] = set()
        self.dead: set[str] = set()
        self.statuses: list[str] = []  # of what is indexed, told one a request; then all is
        self.lock = threading.RLock()

    def call(self, method: str, path: str, body: dict[str, Any]) -> Any:
        match = re.fullmatch(r"/collections/([\w-]+)(/.*)?", path)
        if match is None:
            raise Refused(404, "no such path")
        name, rest = match[1], match[2] or ""
        if rest == "/exists":
            return {"exists": self.client.collection_exists(name)}
        if (method, rest) == ("PUT", ""):
            return self._create(name, body)
        if not self.client.collection_exists(name):
            if (method, rest) == ("DELETE", ""):
                return False
            raise Refused(404, f"Not found: Collection `{name}` doesn't exist!")
        call: Callable[[str, dict[str, Any]], Any] | None = {
            ("DELETE", ""): self._drop, ("GET", ""): self._info, ("PATCH", ""): self._change, ("PUT", "/shards"): self._shard_key, ("PUT", "/index"): self._index,
            ("PUT", "/points"): self._upsert, ("POST", "/points"): self._retrieve,
            ("POST", "/points/scroll"): self._scroll, ("POST", "/points/query"): self._query,
            ("POST", "/points/query/batch"): self._batch, ("POST", "/points/count"): self._count,
            ("POST", "/points/delete"): self._delete, ("POST", "/points/payload"): self._set, ("POST", "/facet"): self._facet,
        }.get((method, rest))  # fmt: skip
        if call is None:
            raise Refused(404, f"{method} {path} is not spoken here")
        return call(name, body)

    def _create(self, name: str, body: dict[str, Any]) -> Any:
        if self.client.collection_exists(name):
            raise Refused(409, f"Wrong input: Collection `{name}` already exists!")
        self.keys[name], self.indexed[name] = set(), set()
        if body.get("sharding_method") == "custom":
            self.custom.add(name)
        self.client.create_collection(
            name,
            _VECTORS.validate_python(body.get("vectors") or {}),
            _SPARSE.validate_python(body.get("sparse_vectors") or {}),
        )
        return True

    def _drop(self, name: str, _: dict[str, Any]) -> Any:
        return self.client.delete_collection(name)

    def _info(self, _name: str, _body: dict[str, Any]) -> dict[str, Any]:
        config = {"params": {}, "hnsw_config": {"m": 16, "ef_construct": 100, "full_scan_threshold": 10_000}}
        optimizers = {"default_segment_number": 0, "flush_interval_sec": 5}
        return {
            "status": self.statuses.pop(0) if self.statuses else "green", "optimizer_status": "ok", "segments_count": 1,
            "config": {**config, "optimizer_config": optimizers}, "payload_schema": {},
        }  # fmt: skip

    def _change(self, _name: str, _body: dict[str, Any]) -> bool:
        return True

    def _shard_key(self, name: str, body: dict[str, Any]) -> Any:
        if body["shard_key"] in self.keys[name]:
            raise Refused(400, f"Wrong input: Sharding key {body['shard_key']} already exists")
        self.keys[name].add(body["shard_key"])
        return True

    def _index(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        self.indexed[name].add(body["field_name"])
        self.client.create_payload_index(name, body["field_name"], body["field_schema"])
        return _DONE

    def _named(self, name: str, body: dict[str, Any]) -> models.Filter | None:
        """The filter of a request, narrowed to the shard keys that it names."""
        given = None if body.get("filter") is None else models.Filter.model_validate(body["filter"])
        named = body.pop("shard_key", None)
        if name not in self.custom:
            if named is not None:
                raise Refused(400, "Shard key specified, but the collection has none")
            return given
        keys = {named} if isinstance(named, str) else set(named or ())
        if not keys:
            raise Refused(400, f"Wrong input: Shard key not specified, {name} has them")
        if keys - self.keys[name]:
            raise Refused(404, f"Wrong input: Shard key {keys - self.keys[name]} not found")
        if dead := sorted(keys & self.dead):
            raise Refused(
                500,
                f"Service internal error: The replica set for shard {int(dead[0])} on peer 7 does not have enough active "
                "replicas",
            )
        if keys == self.keys[name]:
            return given
        own = models.FieldCondition(key=SHARD, match=models.MatchAny(any=sorted(keys)))
        return models.Filter(must=[own, *([given] if given is not None else [])])

    def _upsert(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        self._named(name, body)
        given = models.PointsList.model_validate(body)
        self.client.upsert(name, given.points, update_mode=given.update_mode)
        return _DONE

    def _retrieve(self, name: str, body: dict[str, Any]) -> Any:
        named = body.get("shard_key") or ()
        narrowed = self._named(name, body)
        with_vectors = body.get("with_vector") or False
        found = self.client.retrieve(name, body["ids"], body.get("with_payload", True), with_vectors)
        return found if narrowed is None else [one for one in found if (one.payload or {})[SHARD] in named]

    def _scroll(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        narrowed = self._named(name, body)
        asked = models.ScrollRequest.model_validate(body)
        self._check_sorted(name, asked.order_by)
        points, offset = self.client.scroll(
            name,
            narrowed,
            asked.limit or 10,
            asked.order_by,
            asked.offset,
            asked.with_payload or False,
            asked.with_vector or False,
        )
        return {"points": points, "next_page_offset": offset}

    def _query(self, name: str, body: dict[str, Any]) -> Any:
        narrowed = self._named(name, body)
        asked = models.QueryRequest.model_validate(body).model_copy(update={"filter": narrowed})
        if isinstance(asked.query, models.OrderByQuery):
            self._check_sorted(name, asked.query.order_by)
        return self.client.query_batch_points(name, [asked])[0]

    def _batch(self, name: str, body: dict[str, Any]) -> Any:
        return [self._query(name, one) for one in body["searches"]]

    def _count(self, name: str, body: dict[str, Any]) -> Any:
        return self.client.count(name, self._named(name, body), exact=body.get("exact", True))

    def _facet(self, name: str, body: dict[str, Any]) -> Any:
        if body["key"] not in self.indexed[name]:
            raise Refused(400, f"Bad request: No appropriate index for faceting: `{body['key']}`")
        return self.client.facet(name, body["key"], self._named(name, body), body.get("limit", 10))

    def _delete(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        narrowed = self._named(name, body)
        if "points" in body:
            self.client.delete(name, models.PointIdsList(points=body["points"]))
        else:
            self.client.delete(name, models.FilterSelector(filter=narrowed or models.Filter()))
        return _DONE

    def _set(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        narrowed = self._named(name, body)
        self.client.set_payload(name, body["payload"], narrowed or models.Filter())
        return _DONE

    def _check_sorted(self, name: str, order: Any) -> None:
        key = order.key if isinstance(order, models.OrderBy) else order
        if key is not None and key not in self.indexed[name]:
            raise Refused(400, f"Bad request: No range index for `order_by` key: `{key}`")


_DONE = {"operation_id": 0, "status": "completed"}


class QdrantServer:
    """A server on a port of its own; a context manager.

    Attributes:
        faults: done to the next requests, one each: "drop", seconds to be slow (until it stops), a status code, what is
            called before the answer, or None for nothing.
        requests: method and path of each request that came.
        keys_seen: what came in the header `api-key`.
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.faults: list[str | float | int | Callable[[], object] | None] = []
        self.retry_after = "0"
        self.requests: list[tuple[str, str]] = []
        self.keys_seen: set[str | None] = set()
        self.stopped = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # an answer in one piece, for which no acknowledgement is waited for

            def _serve(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length) or b"{}")
                path = self.path.split("?")[0]
                server.requests.append((self.command, path))
                server.keys_seen.add(self.headers.get("api-key"))
                fault = server.faults.pop(0) if server.faults else None
                if fault == "drop":
                    self.close_connection = True
                    return
                if isinstance(fault, float):
                    server.stopped.wait(fault)
                if callable(fault):
                    fault()
                code, answer = server.answer(self.command, path, body, fault)
                content = json.dumps(answer).encode()
                with suppress(OSError):  # who asked has gone
                    self.send_response(code)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    if code == 429:
                        self.send_header("Retry-After", server.retry_after)
                    self.end_headers()
                    self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _serve  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def answer(self, method: str, path: str, body: dict[str, Any], fault: object) -> tuple[int, dict[str, Any]]:
        if isinstance(fault, int):
            return fault, {"status": {"error": f"fault {fault}"}, "time": 0.0}
        try:
            with self.backend.lock, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = _plain(self.backend.call(method, path, body))
        except Refused as error:
            return error.code, {"status": {"error": str(error)}, "time": 0.0}
        return 200, {"result": found, "status": "ok", "time": 0.0}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


def _plain(found: Any) -> Any:
    if isinstance(found, BaseModel):
        return found.model_dump(mode="json")
    if isinstance(found, dict):
        return {name: _plain(value) for name, value in found.items()}
    return [_plain(one) for one in found] if isinstance(found, list) else found
