"""What a spreadsheet opens runs nothing."""

from __future__ import annotations

import csv
import io

import pytest

from webapp.spreadsheet import as_csv


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "   @A1"])
def test_a_formula_becomes_a_text(cell: str) -> None:
    assert next(csv.reader(io.StringIO(as_csv([[cell]]), newline=""))) == [f"'{cell}"]


def test_other_texts_stay_as_they_are() -> None:
    rows = [["Question", "Asked by"], ["Your name, please", 'He said "no"'], ["a=b", "", "3-4"]]
    assert list(csv.reader(io.StringIO(as_csv(rows), newline=""))) == rows
