"""The build as a Spark job: what is read, in which order the steps are, what is written."""

from __future__ import annotations

import functools
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from diplograph.errors import DiplographError, SourceError, StoreError
from diplograph.extras import need
from diplograph.reading.sources import READERS

__all__ = ["BulkReport", "Form", "build_by_partition"]

Form = Literal["nq", "nq.gz", "parquet"]
"""What is written: lines of N-Quads, plain or packed, or Parquet with the columns subject, predicate, object and graph, each as
N-Quads write it.
"""

_SPLIT = 2_000_000  # bytes of lines that are one partition: some 700 articles, two minutes of one core
_OURS = re.compile(r"articles|merged|failures|_work|\..*\.crc")
_OWN_ERROR = re.compile(r"diplograph\.errors\.\w+: (.*)")
_ANY_ERROR = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception): .*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BulkReport:
    """What became of the articles: how many are in the graph, and how many failed. The failures stand in the folder too."""

    articles: int
    failed: int


def build_by_partition(
    sources: Sequence[str],
    into: str,
    *,
    master: str | None = None,
    form: Form = "nq",
    published: str | None = None,
    language: str | None = None,
    actors: str | os.PathLike[str] | None = None,
    attitudes: bool = False,
    on_error: Callable[[SourceError], object] | None = None,
) -> BulkReport:
    """Build a graph from articles on a Spark cluster: the same quads as the local build, in files for a bulk loader.

    ``sources`` are files or folders, or what else Spark reads (``hdfs://…``, ``s3a://…``): ``.jsonl`` and ``.parquet`` (with the
    columns that the lines have as keys) are split, of other files, which all workers must see under the same path, each is one
    piece of work. ``into`` gets the folders ``articles`` (each article's named graph), ``merged`` (the default graph) and
    ``failures``. ``master`` is the address of the cluster; without one it is what Spark is configured for, or this machine.
    ``on_error`` gets each failure at the end; the rest as in :func:`diplograph.extract`.

    Raises :class:`SourceError` where there is nothing to read, :class:`StoreError` where ``into`` has something in it, or the
    job fails; an unfinished ``into`` is begun anew the next time.
    """
    if form not in get_args(Form):
        raise ValueError(f"form is {form!r}; it must be one of {', '.join(get_args(Form))}")
    inputs, failures = _inputs(sources)
    spark = _session(master)
    try:
        with _explained():
            return _Job(spark, into, form).run(
                inputs, failures, _settings(spark, language, actors, attitudes, published), on_error
            )
    finally:
        spark.stop()


@dataclass(frozen=True, slots=True)
class _Input:
    """A file, or a folder of files of one kind: ``place`` is where it stands among all."""

    path: str
    place: str
    kind: str


def _inputs(sources: Sequence[str]) -> tuple[list[_Input], list[SourceError]]:
    found: list[_Input] = []
    failures: list[SourceError] = []
    for number, source in enumerate(sources):
        if "://" in source:
            kind = ".parquet" if source.rstrip("/").endswith(".parquet") else ".jsonl"
            found.append(_Input(source, f"{number:06}", kind))
            continue
        path = Path(source)
        if source == "-" or not path.exists():
            failures.append(
                SourceError("there is no such file or folder; a cluster reads no standard input", path=source)
            )
            continue
        kinds = (*READERS, ".parquet", ".zip")
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        files = [file for file in files if file.name.lower().endswith(kinds) and not file.name.startswith((".", "_"))]
        if not files:
            failures.append(SourceError("holds no article that is read", path=source))
        for position, file in enumerate(files):
            kind = file.suffix.lower() if file.suffix.lower() in (".jsonl", ".parquet") else ""
            found.append(_Input(str(file.resolve()), f"{number:06}\t{position:09}", kind))
    if not found:
        raise failures[0] if failures else SourceError("no source is named")
    return found, failures


class _Job:
    """One build."""

    def __init__(self, spark: Any, into: str, form: Form) -> None:
        self._spark = spark
        self._into = into.rstrip("/")
        self._work = f"{self._into}/_work"
        self._form = form
        self._cores = max(2, int(spark.sparkContext.defaultParallelism))

    def run(
        self,
        inputs: Sequence[_Input],
        failures: Sequence[SourceError],
        settings: Any,
        on_error: Callable[[SourceError], object] | None,
    ) -> BulkReport:
        from pyspark.sql import functions as sql

        from diplograph.spark import steps
        from diplograph.spark.groups import groups
        from diplograph.spark.origins import origins
        from diplograph.spark.rows import ROWS

        self._prepare()
        read, parts = self._read(inputs, settings.published)
        one = read.repartition(parts, "key").sortWithinPartitions("key", "place").mapInPandas(steps.once, ROWS)
        extracted = one.mapInPandas(functools.partial(_extract, settings=settings), ROWS)
        extracted.write.mode("overwrite").partitionBy("kind").parquet(f"{self._work}/extracted")
        every = self._spark.read.schema(ROWS).parquet(f"{self._work}/extracted")

        def of(*kinds: str) -> Any:
            return every.where(sql.col("kind").isin(*kinds))

        graphs = of("graph").select(sql.rtrim("data", sql.lit("\n")).alias("line"))
        self._write(graphs, "articles")
        origin = origins(self._spark, of("text"), self._work, parts)
        blocks = of("block").repartition(parts, "key").sortWithinPartitions("key", "place", "data")
        pairs = blocks.mapInPandas(steps.neighbours, "one string, other string")
        together = groups(self._spark, pairs, f"{self._work}/neighbours")
        contributions = (
            of("contribution")
            .withColumn("article", sql.split("place", "\t").getItem(0))
            .join(origin, "article", "left")
            .join(together.withColumnRenamed("name", "key"), "key", "left")
            .select(
                sql.coalesce("group", "key").alias("group"),
                "key",
                "place",
                "data",
                "more",
                sql.coalesce("origin", "article").alias("origin"),
            )
        )
        clustered = contributions.repartition(parts, "group").sortWithinPartitions("group", "key")
        clustered.mapInPandas(steps.merge, "line string, key string").write.mode("overwrite").parquet(
            f"{self._work}/merged"
        )
        merged = self._spark.read.schema("line string, key string").parquet(f"{self._work}/merged")
        related = merged.where("key != ''").repartition(parts, "key").sortWithinPartitions("key", "line")
        stated = of("shared", "thing").repartition(parts, "key").sortWithinPartitions("key", "kind", "data")
        named = of("text").select(sql.col("key").alias("article")).join(origin, "article", "left")
        of_origin = sql.concat(
            sql.lit("<"), "article", sql.lit(f"> <{_ORIGIN}> <"), sql.coalesce("origin", "article"), sql.lit("> .")
        )
        lines = [
            merged.where("key = ''").select("line"),
            related.mapInPandas(steps.relations, "line string"),
            stated.mapInPandas(functools.partial(_shared, actors=settings.actors), "line string"),
            of("own").select(sql.rtrim("data", sql.lit("\n")).alias("line")),
            named.select(of_origin.alias("line")),
        ]
        failed = of("failure").select("key", "data", "place").orderBy("place", "key")
        failed.select("key", "data").write.mode("overwrite").json(f"{self._into}/failures")
        self._write(functools.reduce(lambda a, b: a.union(b), lines), "merged")
        count = 0
        for failure in [*failures, *(SourceError(row["data"], path=row["key"]) for row in failed.toLocalIterator())]:
            count += 1
            if on_error is not None:
                on_error(failure)
        report = BulkReport(graphs.count(), count)
        self._delete(self._work)
        return report

    def _read(self, inputs: Sequence[_Input], published: str | None) -> tuple[Any, int]:
        """Articles and failures, and into how many partitions they are to be shuffled."""
        from pyspark.sql import functions as sql

        from diplograph.spark import steps
        from diplograph.spark.rows import ROWS

        frames, parts = [], self._cores
        places = {_uri(one.path): one.place for one in inputs}
        for kind in (".jsonl", ".parquet"):
            paths = [one.path for one in inputs if one.kind == kind]
            if not paths:
                continue
            if kind == ".jsonl":
                raw = (
                    self._spark.read.option("lineSep", "\n")
                    .text(paths)
                    .withColumn("line", sql.col("value").cast("binary"))
                )
            else:
                raw = self._spark.read.option("mergeSchema", "true").parquet(*paths)
                raw = raw.withColumn("line", sql.to_json(sql.struct(*raw.columns)).cast("binary"))
            file, at = sql.col("_metadata.file_path"), sql.col("_metadata.file_block_start")
            lines = raw.select(
                "line", file.alias("file"), at.alias("at"), sql.monotonically_increasing_id().alias("number")
            )
            step = functools.partial(steps.read_lines, published=published, places=places)
            frames.append(lines.mapInPandas(step, ROWS))
            parts = max(parts, raw.rdd.getNumPartitions())
        others = [(one.path, one.place) for one in inputs if not one.kind]
        if others:
            files = self._spark.createDataFrame(others, "file string, place string").repartition(len(others), "place")
            frames.append(files.mapInPandas(functools.partial(steps.read_files, published=published), ROWS))
            parts = max(parts, len(others))
        return functools.reduce(lambda a, b: a.union(b), frames), parts

    def _write(self, lines: Any, name: str) -> None:
        path = f"{self._into}/{name}"
        lines = lines.where("line != ''")
        if self._form != "parquet":
            lines.write.mode("overwrite").text(path, compression="gzip" if self._form == "nq.gz" else "none")
        else:
            columns = "subject string, predicate string, object string, graph string"
            lines.mapInPandas(_columns, columns).write.mode("overwrite").parquet(path)

    def _prepare(self) -> None:
        files, path = self._files(self._into)
        names = [status.getPath().getName() for status in files.listStatus(path)] if files.exists(path) else []
        done = files.exists(self._path(f"{self._into}/merged/_SUCCESS")) and "_work" not in names
        if done or any(not _OURS.fullmatch(name) for name in names):
            what = "a finished build" if done else "something else"
            raise StoreError(f"{self._into} has {what} in it; name a new or empty folder")

    def _delete(self, name: str) -> None:
        files, path = self._files(name)
        files.delete(path, True)

    def _path(self, name: str) -> Any:
        return self._spark.sparkContext._jvm.org.apache.hadoop.fs.Path(name)

    def _files(self, name: str) -> tuple[Any, Any]:
        path = self._path(name)
        return path.getFileSystem(self._spark.sparkContext._jsc.hadoopConfiguration()), path


_ORIGIN = "https://w3id.org/diplograph/ontology#origin"


_NAMED = re.compile(r'(<[^<>]*>|".*"(?:@[\w-]+|\^\^<[^<>]*>)?) (<[^<>]*>)')


def _columns(batches: Iterable[Any]) -> Iterator[Any]:
    import pandas as pd

    for batch in batches:
        rows = []
        for lines in batch["line"]:
            for line in lines.split("\n"):
                subject, predicate, rest = line.removesuffix(" .").split(" ", 2)
                named = _NAMED.fullmatch(rest)
                rows.append((subject, predicate, *((rest, None) if named is None else named.groups())))
        yield pd.DataFrame(rows, columns=["subject", "predicate", "object", "graph"], dtype=object)


def _uri(path: str) -> str:
    return path if "://" in path else Path(path).as_uri()


def _settings(
    spark: Any, language: str | None, actors: str | os.PathLike[str] | None, attitudes: bool, published: str | None
) -> Any:
    from diplograph.spark.steps import Settings

    settings = Settings(language, None, attitudes, published)
    if actors is None:
        return settings
    spark.sparkContext.addFile(os.fspath(actors))
    return replace(settings, actors=Path(actors).name)


def _extract(batches: Iterable[Any], settings: Any) -> Iterator[Any]:
    """The step, with the path that the user's own file of actors has on this worker."""
    from diplograph.spark import steps

    return steps.extract(batches, replace(settings, actors=_on_worker(settings.actors)))


def _shared(batches: Iterable[Any], actors: str | None) -> Iterator[Any]:
    """The step, with the path that the user's own file of actors has on this worker."""
    from diplograph.spark import steps

    return steps.shared(batches, _on_worker(actors))


def _on_worker(name: str | None) -> str | None:
    if name is None:
        return None
    from pyspark import SparkFiles

    path: str = SparkFiles.get(name)
    return path


def _session(master: str | None) -> Any:
    pyspark = need("pyspark.sql", "spark", "building on a Spark cluster")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    builder = (
        pyspark.SparkSession.builder.appName("diplograph build")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.files.maxPartitionBytes", str(_SPLIT))
        .config("spark.sql.files.openCostInBytes", "0")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
        .config("spark.sql.parquet.compression.codec", "zstd")
        .config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    )
    if master is not None:
        builder = builder.master(master)
    try:
        return builder.getOrCreate()
    except Exception as error:
        raise StoreError(
            f"Spark does not start ({_first_line(error)}); it needs Java 17 or later (JAVA_HOME), and a master that answers"
        ) from error


@contextmanager
def _explained() -> Iterator[None]:
    """Failures of the job as errors of the project; what PySpark advises its own users of is left out."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"pyspark\b")
            yield
    except DiplographError:
        raise
    except Exception as error:
        own = _OWN_ERROR.findall(str(error)) or [
            f"the Spark job failed: {why}" for why in _ANY_ERROR.findall(str(error))
        ]
        raise StoreError(own[-1] if own else f"the Spark job failed: {_first_line(error)}") from error


def _first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
