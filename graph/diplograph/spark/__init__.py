"""Builds past one machine: the steps of the local build, run by partition on a Spark cluster.

    lines ─▶ articles ─▶ one an id ─▶ graphs, and what merging needs of them ─┬▶ articles/  (N-Quads or Parquet)
                                                                             └─ shuffle by merge block ─▶ merged/

:mod:`~diplograph.spark.steps` holds what is done to a partition, as functions from an iterator of pandas DataFrames to another,
which know nothing of Spark; :mod:`~diplograph.spark.job` strings them together; only it and :mod:`~diplograph.spark.origins`
speak to Spark.
"""

from diplograph.spark.job import BulkReport, Form, build_by_partition

__all__ = ["BulkReport", "Form", "build_by_partition"]
