"""The calls of the client that the product uses, on the real core of Qdrant in this process: one shard a collection."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import qdrant_edge as edge
from qdrant_client import models
from qdrant_client.http import models as rest

_GRAPH_FROM_KB = 1_000
"""Vectors of a segment from which `optimize` builds a graph over them."""

_SCHEMAS = {
    models.PayloadSchemaType.KEYWORD.value: edge.PayloadSchemaType.Keyword,
    models.PayloadSchemaType.INTEGER.value: edge.PayloadSchemaType.Integer,
}


class EdgeClient:
    """As `QdrantClient` has them, with the classes of `qdrant_client.models`.

    Args:
        folder: where collections are kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.shards: dict[str, edge.EdgeShard] = {}

    def collection_exists(self, name: str) -> bool:
        return name in self.shards

    def create_collection(
        self, name: str, vectors: dict[str, models.VectorParams], sparse: dict[str, models.SparseVectorParams]
    ) -> bool:
        path = self._folder / name
        path.mkdir(parents=True)
        self.shards[name] = edge.EdgeShard.create(
            str(path),
            edge.EdgeConfig(
                vectors={key: edge.EdgeVectorParams(one.size, edge.Distance.Dot) for key, one in vectors.items()},
                sparse_vectors={key: edge.EdgeSparseVectorParams() for key in sparse},
                optimizers=edge.EdgeOptimizersConfig(indexing_threshold=_GRAPH_FROM_KB),
            ),
        )
        return True

    def delete_collection(self, name: str) -> bool:
        self.shards.pop(name).close()
        shutil.rmtree(self._folder / name)
        return True

    def create_payload_index(self, name: str, field: str, kind: str) -> None:
        self.shards[name].update(edge.UpdateOperation.create_field_index(field, _SCHEMAS[kind]))

    def upsert(self, name: str, points: Sequence[models.PointStruct], update_mode: Any = None) -> None:
        mode = edge.UpdateMode.InsertOnly if update_mode == models.UpdateMode.INSERT_ONLY else None
        made = [edge.Point(one.id, _vectors(one.vector), one.payload) for one in points]
        self.shards[name].update(edge.UpdateOperation.upsert_points(made, None, mode))

    def retrieve(
        self, name: str, ids: Sequence[Any], with_payload: Any = True, with_vectors: Any = False
    ) -> list[models.Record]:
        return [_record(one) for one in self.shards[name].retrieve(list(ids), with_payload, with_vectors)]

    def scroll(
        self,
        name: str,
        where: models.Filter | None,
        limit: int,
        order_by: Any,
        offset: Any,
        with_payload: Any,
        with_vectors: Any,
    ) -> tuple[list[models.Record], Any]:
        asked = edge.ScrollRequest(offset, limit, _filter(where), with_payload, with_vectors, _order(order_by))
        found, following = self.shards[name].scroll(asked)
        return [_record(one) for one in found], None if following is None else str(following)

    def query_batch_points(self, name: str, requests: Sequence[models.QueryRequest]) -> list[rest.QueryResponse]:
        return [rest.QueryResponse(points=self._query(name, one)) for one in requests]

    def _query(self, name: str, one: models.QueryRequest) -> list[models.ScoredPoint]:
        query: Any
        if isinstance(one.query, models.OrderByQuery):
            query = _order(one.query.order_by)
        else:
            nearest = one.query.nearest if isinstance(one.query, models.NearestQuery) else one.query
            query = edge.Query.Nearest(_vector(nearest), using=one.using)
        params = None
        if one.params is not None:
            params = edge.SearchParams(hnsw_ef=one.params.hnsw_ef, exact=bool(one.params.exact))
        payload: Any = one.with_payload or False
        found = self.shards[name].query(
            edge.QueryRequest(
                limit=one.limit or 10, offset=one.offset, query=query, filter=_filter(one.filter), params=params,
                with_payload=payload, with_vector=False,
            )
        )  # fmt: skip
        return [
            models.ScoredPoint(id=str(p.id), version=0, score=p.score, payload=p.payload, order_value=p.order_value)
            for p in found
        ]

    def count(self, name: str, where: models.Filter | None, exact: bool = True) -> models.CountResult:
        return models.CountResult(count=self.shards[name].count(edge.CountRequest(exact, _filter(where))))

    def facet(self, name: str, key: str, where: models.Filter | None, limit: int) -> models.FacetResponse:
        found = self.shards[name].facet(edge.FacetRequest(key, limit, True, _filter(where)))
        return models.FacetResponse(hits=[models.FacetValueHit(value=hit.value, count=hit.count) for hit in found.hits])

    def delete(self, name: str, chosen: models.PointIdsList | models.FilterSelector) -> None:
        if isinstance(chosen, models.PointIdsList):
            operation = edge.UpdateOperation.delete_points(list(chosen.points))
        else:
            operation = edge.UpdateOperation.delete_points_by_filter(_filter(chosen.filter))
        self.shards[name].update(operation)

    def set_payload(self, name: str, payload: dict[str, Any], where: models.Filter) -> None:
        self.shards[name].update(edge.UpdateOperation.set_payload_by_filter(_filter(where), payload))

    def optimize(self) -> None:
        for shard in self.shards.values():
            shard.optimize()

    def close(self) -> None:
        while self.shards:
            self.shards.popitem()[1].close()


def _vectors(given: Any) -> Any:
    return {key: _vector(one) for key, one in given.items()} if isinstance(given, dict) else given


def _vector(given: Any) -> Any:
    return edge.SparseVector(given.indices, given.values) if isinstance(given, models.SparseVector) else given


def _record(found: Any) -> models.Record:
    vector = found.vector
    if isinstance(vector, dict):
        vector = {
            key: models.SparseVector(indices=list(one.indices), values=list(one.values))
            if isinstance(one, edge.SparseVector)
            else list(one)
            for key, one in vector.items()
        }
    return models.Record(id=str(found.id), payload=found.payload, vector=vector or None)


def _order(given: Any) -> Any:
    if given is None:
        return None
    by = given if isinstance(given, models.OrderBy) else models.OrderBy(key=given)
    descending = by.direction == models.Direction.DESC
    return edge.OrderBy(by.key, edge.Direction.Desc if descending else edge.Direction.Asc)


def _filter(given: models.Filter | None) -> Any:
    if given is None:
        return None
    return edge.Filter(*(_conditions(part) for part in (given.must, given.should, given.must_not)))


def _conditions(given: Any) -> Any:
    if given is None:
        return None
    return [_condition(one) for one in (given if isinstance(given, list) else [given])]


def _condition(one: Any) -> Any:
    match one:
        case models.Filter():
            return _filter(one)
        case models.HasIdCondition():
            return edge.HasIdCondition(set(one.has_id))
        case models.IsEmptyCondition():
            return edge.IsEmptyCondition(one.is_empty.key)
        case models.FieldCondition(key=key, match=models.MatchValue(value=value)):
            return edge.FieldCondition(key, match=edge.MatchValue(value))
        case models.FieldCondition(key=key, match=models.MatchAny() as match):
            values: Any = list(match.any)
            return edge.FieldCondition(key, match=edge.MatchAny(values))
        case models.FieldCondition(key=key, range=models.Range() as limits):
            return edge.FieldCondition(key, range=edge.RangeFloat(limits.gte, limits.gt, limits.lte, limits.lt))
    raise TypeError(one)
