"""Which articles print one text, found by partition: candidates by a shuffle of text blocks, pairs compared word for word,
groups by handing the lowest name on until nothing changes. The result is that of :func:`diplograph.merge.origins`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from typing import Any

import pandas as pd
from rdflib import URIRef

from diplograph.merge.origins import first_printed, same_origin, text_of

__all__ = ["origins"]


def reprints(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Texts, sorted by a block that they share, to the pairs (``one``, ``other``) that are of one origin, both ways round."""
    columns = ("block", "article", "published", "text")
    every = (row for batch in batches for row in zip(*(batch[c] for c in columns), strict=True))
    for _, of in groupby(every, key=lambda row: row[0]):
        texts = [text_of(URIRef(article), published, text) for _, article, published, text in of]
        pairs = [(a.article, b.article) for a, b in combinations(texts, 2) if same_origin(a, b)]
        if pairs:
            both = [*pairs, *((b, a) for a, b in pairs)]
            yield pd.DataFrame([(str(a), str(b)) for a, b in both], columns=["one", "other"], dtype=object)


def first_of_each(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Articles, sorted by their group, to the one of it that printed first (``article``, ``origin``)."""
    columns = ("group", "article", "published")
    every = (row for batch in batches for row in zip(*(batch[c] for c in columns), strict=True))
    for _, of in groupby(every, key=lambda row: row[0]):
        members = [(published, URIRef(article)) for _, article, published in of]
        origin = str(first_printed(members))
        rows = [(str(article), origin) for _, article in members]
        yield pd.DataFrame(rows, columns=["article", "origin"], dtype=object)


def origins(spark: Any, texts: Any, work: str, parts: int) -> Any:
    """A DataFrame ``article``, ``origin`` of the articles that are not alone with their text.

    ``texts`` are rows of the kind ``text``; what is found between is written under ``work``, so that it survives the loss of
    an executor. ``parts`` is into how many partitions texts are shuffled.
    """
    from pyspark.sql import functions as sql

    blocks = texts.select("key", sql.explode(sql.split("more", "\n")).alias("block")).where("block != ''")
    several = blocks.groupBy("block").count().where("count > 1").select("block")
    candidates = (
        blocks.join(several, "block")
        .join(texts.select("key", "place", "data"), "key")
        .select(
            "block", sql.col("key").alias("article"), sql.col("place").alias("published"), sql.col("data").alias("text")
        )
    )
    found = candidates.repartition(parts, "block").sortWithinPartitions("block", "article")
    pairs = _kept(spark, found.mapInPandas(reprints, "one string, other string").distinct(), f"{work}/reprints")
    if pairs.isEmpty():
        return spark.createDataFrame([], "article string, origin string")
    groups = pairs.select(sql.col("one").alias("article")).distinct().withColumn("group", sql.col("article"))
    for turn in range(1000):  # as many as the longest chain of reprints of reprints
        nearest = (
            pairs.join(groups, pairs["other"] == groups["article"]).groupBy("one").agg(sql.min("group").alias("near"))
        )
        lower = groups.join(nearest, groups["article"] == nearest["one"], "left").select(
            "article", sql.least("group", "near").alias("group"), (sql.col("near") < sql.col("group")).alias("moved")
        )
        moved = _kept(spark, lower, f"{work}/groups-{turn}")
        groups = moved.select("article", "group")
        if moved.where("moved").isEmpty():
            break
    dated = groups.join(texts.select(sql.col("key").alias("article"), sql.col("place").alias("published")), "article")
    sorted_groups = dated.repartition(parts, "group").sortWithinPartitions("group", "article")
    return _kept(spark, sorted_groups.mapInPandas(first_of_each, "article string, origin string"), f"{work}/origins")


def _kept(spark: Any, frame: Any, path: str) -> Any:
    frame.write.mode("overwrite").parquet(path)
    return spark.read.schema(frame.schema).parquet(path)
