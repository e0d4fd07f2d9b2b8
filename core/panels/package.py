"""Write a panel as a Frictionless data package: a folder of tables that says what each column holds.

The form is that of the Data Package standard, version 2 (Open Knowledge Foundation, 2024, datapackage.org).
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from crossregime.core.files import csv_text, json_text, table_bytes
from crossregime.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from crossregime.core.model import Regime
    from crossregime.core.panels.tables import DataTable

STANDARD = "https://datapackage.org/profiles/2.0/datapackage.json"
GRADES = ("grade", "worst", "best")
OGL = {
    "name": "OGL-UK-3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "title": "Open Government Licence v3.0",
}
MIT = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License, for what the project adds"}
README = """\
# Ratings of English councils' social care

Made with crossregime {version} of {regimes}. `datapackage.json` says what every column holds.

{tables}

In `outcomes`, `grade` is empty where it is not known: the council had one of the grades from `worst` to `best`. Which
are known depends on the grade, so the known rows alone are not a sample. Ranks are an order, not a measure. Grades of
two scales can't be set side by side without a crosswalk; `breaks.csv` says what differs between regimes.

## R

Grades as factors in the order of their scale:

```r
outcomes <- subset(read.csv("outcomes.csv", colClasses = "character"), scale == "{scale}")
grades <- subset(read.csv("grades.csv", colClasses = "character"), scale == "{scale}")
outcomes$grade <- factor(outcomes$grade, levels = grades$label, ordered = TRUE)
```

## Python

```python
outcomes = pandas.read_parquet("outcomes.parquet")
```

## Licences

{licences}
"""


def package_files(
    regimes: Sequence[Regime], tables: Sequence[DataTable], order: Sequence[str] | None
) -> dict[str, bytes]:
    """Make its files by name: datapackage.json, README.md, and each table as CSV and as Parquet."""
    files: dict[str, bytes] = {}
    resources: list[dict[str, Any]] = []
    for table in tables:
        for form in ("csv", "parquet"):
            name = f"{table.name}.{form}"
            files[name] = csv_text(table.frame).encode() if form == "csv" else table_bytes(table.frame, "parquet")
            resources.append(_resource(table, order, form, files[name]))
    document = {
        "$schema": STANDARD,
        "name": "crossregime-" + "-".join(each.id for each in regimes),
        "title": "Ratings of English councils' social care: " + ", ".join(each.title for each in regimes),
        "version": __version__,
        "licenses": [OGL, MIT],
        "sources": _sources(regimes),
        "resources": resources,
    }
    readme = README.format(
        version=__version__,
        regimes=", ".join(each.id for each in regimes),
        tables="\n".join(f"- `{each.name}.csv`, `{each.name}.parquet`: {each.title}" for each in tables),
        scale=regimes[0].judgements[0].scale.id,
        licences="\n".join(f"- {each.id}: {each.licence}" for each in regimes if each.licence),
    )
    return {"datapackage.json": json_text(document).encode(), "README.md": readme.encode(), **files}


def _sources(regimes: Sequence[Regime]) -> list[dict[str, str]]:
    """List the documents, each once: those without a title stand under their publisher."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for regime in regimes:
        for source in regime.sources.values():
            told = {"title": source.cite()} | ({"path": source.address} if source.address.startswith("http") else {})
            found.setdefault((told["title"], source.address), told)
    return list(found.values())


def _resource(table: DataTable, order: Sequence[str] | None, form: str, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, order, name, kind) for name, kind in table.frame.schema.items()],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers and form == "csv":
        schema["foreignKeys"] = [
            {"fields": list(each.columns), "reference": {"resource": each.table, "fields": list(each.key)}}
            for each in table.refers
        ]
    return {
        "name": table.name if form == "csv" else f"{table.name}-parquet",
        "type": "table",
        "title": table.title,
        "path": f"{table.name}.{form}",
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/vnd.apache.parquet",
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": schema,
    }


def _field(table: DataTable, order: Sequence[str] | None, name: str, kind: pl.DataType) -> dict[str, Any]:
    import polars as pl

    said: dict[str, Any] = {"name": name}
    if kind == pl.Boolean:
        said |= {"type": "boolean"}
    elif kind == pl.Date:
        said |= {"type": "date"}
    else:
        said |= {"type": "integer" if kind.is_integer() else "string"}
    if name in table.columns:
        said["description"] = table.columns[name]
    if table.name == "outcomes" and name in GRADES and order is not None:
        said |= {"categories": list(order), "categoriesOrdered": True}
    return said
