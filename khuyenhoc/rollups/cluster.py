"""The same expressions on Spark: for a national cluster, and to prove that it counts as the other engines do.

Spark reads the Parquet files themselves. Neither it nor Java is needed for anything else, so both are looked for only here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pyarrow.parquet as pq
from django.utils.translation import gettext as _

from khuyenhoc.rollups.engine import Source

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LEAST_JAVA: Final = 17
LOCAL: Final = "local[*]"
_WIDER: Final = "SELECT unit, indicator, CAST(value AS DECIMAL(38, 0)) AS value FROM {name}_as_kept"
_QUIET: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
}
_HERE: Final = {  # a table of a province has few rows; two hundred parts of them would take minutes
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
}


class NoCluster(Exception):
    """Spark cannot be had; the message is a sentence that says what to install."""


@contextmanager
def session() -> Iterator[SparkSession]:
    """Spark on the cluster that KHUYENHOC_SPARK names, else in this process; stopped at the end. NoCluster."""
    refuse_without_java()
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise NoCluster(
            _("Chưa có Spark. Trong thư mục chương trình chạy “requirements/venv spark” rồi chạy lại.")
        ) from error
    master = os.environ.get("KHUYENHOC_SPARK", LOCAL)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master(master).appName("khuyenhoc")
    for key, value in (_QUIET | (_HERE if master.startswith("local") else {})).items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


def refuse_without_java() -> None:
    """NoCluster where there is no Java, or too old a one."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    found = subprocess.run([java, "-version"], capture_output=True, text=True).stderr if java else ""  # noqa: S603
    version = re.search(r'version "(\d+)', found)
    if version is None or int(version[1]) < LEAST_JAVA:
        text = _(
            "Chưa có Java %(n)s trở lên cho Spark. Trên Debian chạy “sudo apt-get install openjdk-17-jre-headless” rồi chạy lại."
        )
        raise NoCluster(text % {"n": LEAST_JAVA})


def rows(spark: SparkSession, plan: str, tables: Mapping[str, Source]) -> list[tuple[int, ...]]:
    """What a plan gives over its tables (see `plans.expressions`), in order, exact: values are widened to 38 digits."""
    import ibis

    from khuyenhoc.rollups.plans.expressions import PLANS, WIDE, unbound

    expression, needed = PLANS[plan]
    with TemporaryDirectory(prefix="khuyenhoc-spark-") as folder:
        shapes = []
        for name in needed:
            wide = "value" in _opened(spark, name, _as_file(tables[name], Path(folder) / f"{name}.parquet"))
            shapes.append(unbound(name, **({"value": WIDE} if wide else {})))
        found: list[Any] = spark.sql(ibis.to_sql(expression(*shapes), dialect="pyspark")).collect()
    return sorted(tuple(int(value) for value in row) for row in found)


def _as_file(source: Source, place: Path) -> Path:
    if isinstance(source, Path):
        return source
    pq.write_table(source, place)
    return place


def _opened(spark: SparkSession, name: str, file: Path) -> list[str]:
    """Makes the file a table of that name; its columns."""
    table = spark.read.parquet(f"file://{file.resolve()}")
    table.createOrReplaceTempView(f"{name}_as_kept")
    if "value" in table.columns:
        table = spark.sql(_WIDER.format(name=name))
    table.createOrReplaceTempView(name)
    return list(table.columns)
