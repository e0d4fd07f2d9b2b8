"""The same counts and refusals on PySpark, in local mode: it takes half a minute to start, so only .ci/run has it."""

from __future__ import annotations

import warnings

import pytest

import crossregime as cr

from .tables import BY_TABLE, LEFT, assert_equal_to_compare, batch, frames

pyspark = pytest.importorskip("pyspark")
pytest.importorskip("narwhals")
pytestmark = [
    # What Java's bridge leaves open when Python collects it is no fault of a test.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def spark():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = (
            pyspark.sql.SparkSession.builder.master("local[2]")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def bring(spark, frame):
    types = {"Int64": "long", "String": "string"}
    schema = ", ".join(f"{name} {types[str(dtype)]}" for name, dtype in frame.schema.items())
    return spark.createDataFrame(frame.rows(), schema)


def test_spark_counts_what_compare_counts_to_the_last_unit(spark):
    tables = batch(19)
    found = cr.crosstab(*(bring(spark, frame) for frame in frames(tables)), **BY_TABLE)
    assert found.engine == "pyspark"
    assert_equal_to_compare(tables, found)


def test_spark_gives_the_same_bytes_and_lists_what_is_in_no_pair(spark):
    left, right = frames(batch(7, 3))
    found = cr.crosstab(bring(spark, left), bring(spark, right), **BY_TABLE, unpaired="list")
    assert found.to_json() == cr.crosstab(left, right, **BY_TABLE).to_json()
    alone = [sorted((row["table"], row["unit"]) for row in frame.collect()) for frame in found.unpaired_units]
    key = ["table", "unit"]
    assert alone == [sorted(one.join(other, on=key, how="anti").select(key).rows()) for one, other in
                     ((left, right), (right, left))]  # fmt: skip


def test_spark_refuses_what_cannot_be_counted(spark):
    rows = [(1, "low"), (1, "low"), (2, "tpo"), (3, None)]
    frame = spark.createDataFrame(rows, "id long, grade string")
    with pytest.raises(cr.DataError) as caught:
        cr.crosstab(frame, frame, on="id", grade="grade", scale=LEFT)
    assert [(each.file, each.what) for each in caught.value.faults] == [
        (side, what)
        for side in ("left", "right")
        for what in (
            "1 row without a grade: 3",
            "1 row with a value that is not a grade of the scale: 'tpo' (1)",
            "1 unit stands in several rows: 1",
        )
    ]


def test_the_command_runs_on_spark(spark, tmp_path, call):
    assert spark is not None  # the command finds the session that is there
    (tmp_path / "left.csv").write_text("id,grade\n01,low\n02,top\n", encoding="utf-8")
    (tmp_path / "right.csv").write_text("id,grade\n01,top\n03,top\n", encoding="utf-8")
    said = ("crosstab", "--left", str(tmp_path / "left.csv"), "--right", str(tmp_path / "right.csv"), "--on", "id",
            "--grade", "grade", "--scale", "low,mid,top", "--format", "json")  # fmt: skip
    on_spark, on_polars = call(*said, "--engine", "spark"), call(*said)
    assert (on_spark.code, on_spark.out) == (0, on_polars.out)
