"""Reading a table of steps: CSV, semicolons, or pasted from a spreadsheet."""

from __future__ import annotations

from bpmn.layout import lay_out
from bpmn.model import Diagram
from importers.records import Imported
from importers.steps_table.drawing import draw
from importers.steps_table.steps import steps_of
from importers.tables import rows


def read(data: bytes | str, name: str = "Process") -> Imported[Diagram]:
    """Turn a table of steps into a laid-out diagram called `name`.

    Columns: who, does what, then, if, and perhaps a number; with a header in any order, or without one in
    this
    order. Several rows for one step are its several ways out. `then` is a step's number or words, empty for
    the
    next row, "end" (or "end: refused") for the end; `if` is the condition in words. "Wait 14 days" becomes
    a timer,
    a way out "no reply within 14 days" a timer on the step. Raises ImportRefused with one sentence.
    """
    notes: list[str] = []
    steps = steps_of(rows(data), notes)
    return Imported(lay_out(draw(steps, name, notes)), tuple(notes))
