"""A real Spark cluster for tests: executors that are processes of their own, and what goes wrong in them at a word's notice."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

__all__ = ["MISCHIEF", "build", "needs_spark", "quads"]

MISCHIEF = '''
"""What sitecustomize does in the workers of a test: an article that names a mishap has it."""
import os, signal, sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import PathFinder

FOLDER = {folder!r}

def first_time(name):
    try:
        os.close(os.open(os.path.join(FOLDER, name), os.O_CREAT | os.O_EXCL))
        return True
    except FileExistsError:
        return False

def mishap(text):
    if "POISON" in text:
        raise RecursionError("poisoned")
    if "PARTITION IS RETRIED" in text and first_time("retried"):
        from diplograph.errors import StoreError
        raise StoreError("this attempt is lost")
    if "EXECUTOR IS KILLED" in text and first_time("killed"):
        pid = os.getpid()
        while "java" not in open(f"/proc/{{pid}}/comm").read():
            pid = int(open(f"/proc/{{pid}}/stat").read().rpartition(")")[2].split()[1])
        with open(os.path.join(FOLDER, "killed"), "w") as file:
            file.write(str(pid))
        os.kill(pid, signal.SIGKILL)

class Finder(MetaPathFinder, Loader):
    def find_spec(self, name, path=None, target=None):
        if name != "diplograph.extraction.pipeline":
            return None
        spec = PathFinder.find_spec(name, path)
        run = spec.loader.exec_module
        def exec_module(module):
            run(module)
            real = module.Extractor.extract
            def extract(self, articles):
                articles = list(articles)
                for article in articles:
                    mishap(article.text)
                return real(self, articles)
            module.Extractor.extract = extract
        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Finder())
'''


def needs_spark() -> None:
    """Skip the test where there is no PySpark or no Java that it runs on."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("needs PySpark: uv sync --extra spark")
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    said = "" if java is None else subprocess.run([java, "-version"], capture_output=True, encoding="utf-8").stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < 17:
        pytest.skip("needs Java 17 or later: apt-get install openjdk-17-jre-headless")


def build(folder: Path, *arguments: object, mischief: bool = False) -> subprocess.CompletedProcess[str]:
    """Run `diplograph build … --engine spark` in ``folder``; with ``mischief`` articles can bring about mishaps in its workers."""
    conf = folder / "conf"
    conf.mkdir(exist_ok=True)
    lines = ["spark.ui.enabled false", "spark.driver.host 127.0.0.1", "spark.driver.bindAddress 127.0.0.1"]
    lines.append("spark.sql.shuffle.partitions 4")  # of 200, Spark's own, most would be empty
    if mischief:
        (folder / "mischief").mkdir()
        (folder / "mischief" / "sitecustomize.py").write_text(MISCHIEF.format(folder=str(folder)))
        paths = [str(folder / "mischief"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
        lines.append(f"spark.executorEnv.PYTHONPATH {os.pathsep.join(filter(None, paths))}")
    (conf / "spark-defaults.conf").write_text("\n".join(lines) + "\n")
    program = str(Path(sys.executable).with_name("diplograph"))
    command = [program, "build", *map(str, arguments), "--engine", "spark"]
    environment = os.environ | {"SPARK_CONF_DIR": str(conf), "SPARK_LOCAL_IP": "127.0.0.1", "TMPDIR": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=900)


def quads(folder: Path) -> list[str]:
    """All lines that a build has written, sorted, with every line that stands there twice."""
    parts = [path for name in ("articles", "merged") for path in sorted((folder / name).glob("part-*"))]
    return sorted(line for path in parts for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n") if line)
