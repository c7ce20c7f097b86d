"""Which articles print one text, found by partition: candidates by a shuffle of text blocks, pairs compared word for word, then
what hangs together. The result is that of :func:`diplograph.merge.origins`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from typing import Any

import pandas as pd
from rdflib import URIRef

from diplograph.merge.origins import first_printed, same_origin, text_of
from diplograph.spark.groups import groups, kept

__all__ = ["origins"]


def reprints(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Texts, sorted by a block that they share, to the pairs (``one``, ``other``) that are of one origin."""
    columns = ("block", "article", "published", "text")
    every = (row for batch in batches for row in zip(*(batch[c] for c in columns), strict=True))
    for _, of in groupby(every, key=lambda row: row[0]):
        texts = [text_of(URIRef(article), published, text) for _, article, published, text in of]
        pairs = [(str(a.article), str(b.article)) for a, b in combinations(texts, 2) if same_origin(a, b)]
        if pairs:
            yield pd.DataFrame(pairs, columns=["one", "other"], dtype=object)


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

    ``texts`` are rows of the kind ``text``; ``parts`` is into how many partitions they are shuffled; what is found between is
    written under ``work``.
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
    of = groups(spark, found.mapInPandas(reprints, "one string, other string"), f"{work}/reprints")
    dated = of.join(texts.select(sql.col("key").alias("name"), sql.col("place").alias("published")), "name")
    every = dated.select("group", sql.col("name").alias("article"), "published")
    every = every.repartition(parts, "group").sortWithinPartitions("group", "article")
    return kept(spark, every.mapInPandas(first_of_each, "article string, origin string"), f"{work}/origins")
