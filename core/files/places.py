"""Locate the folders of the project's own data, in one place."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the package `crossregime`."""
SCHEMAS = ROOT / "schemas"
DATASETS = ROOT / "datasets"
