"""What hangs together, found by partition: the connected components of pairs, in a few rounds however long their chains are.

After Kiveris and others, Connected Components in MapReduce and Beyond (2014): in turns, every name hands the lowest name that it
knows to those above it (large star) and to those below it (small star), until all know the lowest of their group.
"""

from __future__ import annotations

from typing import Any

__all__ = ["groups", "kept"]


def groups(spark: Any, pairs: Any, work: str) -> Any:
    """A DataFrame ``name``, ``group`` of all names in ``pairs`` (``one``, ``other``); a group is called by its lowest name.

    What is found between is written under ``work``, so that it survives the loss of an executor.
    """
    from pyspark.sql import functions as sql

    edges = kept(spark, pairs.where("one != other").distinct(), f"{work}/round-0")
    turn = 0
    while not edges.isEmpty():
        turn += 1
        around = edges.union(edges.select("other", "one"))
        lowest = around.groupBy("one").agg(sql.least(sql.min("other"), sql.col("one")).alias("low"))
        large = around.join(lowest, "one").where("other > one").select(sql.col("other").alias("one"), "low").distinct()
        lowest = large.groupBy("one").agg(sql.min("low").alias("least"))
        small = large.join(lowest, "one").where("low != least").select(sql.col("low").alias("one"), "least")
        found = kept(spark, small.union(lowest).distinct().toDF("one", "other"), f"{work}/round-{turn}")
        if found.count() == edges.count() and found.exceptAll(edges).isEmpty():
            break
        edges = found
    roots = edges.select("other").distinct()
    return edges.union(roots.select("other", sql.col("other").alias("root"))).toDF("name", "group")


def kept(spark: Any, frame: Any, path: str) -> Any:
    """The same DataFrame, written down and read again."""
    frame.write.mode("overwrite").parquet(path)
    return spark.read.schema(frame.schema).parquet(path)
