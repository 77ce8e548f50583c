"""Conditions on sequence flows: a closed grammar that is read, never executed.

Comparisons, `and`, `or`, `not`, `in`, names, numbers, text, dates. Our own syntax, JUEL (`${...}`) and FEEL
(`= ...`) are read where they fall inside it. There is no `eval`, no attribute access and no call but
`date("2026-04-01")`, which only says what a text is: `order.total` is one flat name, and `f(x)` makes the whole
condition unreadable, so that a person is asked instead.
"""

from bpmn.conditions.parse import parse
from bpmn.conditions.tree import Answer, Condition
from bpmn.conditions.write import written

__all__ = ["Answer", "Condition", "parse", "written"]
