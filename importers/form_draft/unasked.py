"""What a condition means where some of its questions were not asked.

A form reads a condition from left to right and gives up at what it does not know: then the condition does not hold. A
`lenient` name is known to be nothing instead: it is not the same as anything, and neither more nor less.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from bpmn.conditions import Condition
from bpmn.conditions.tree import All, Compare, Not, Some

NEVER = Some(())


def guarded(found: Condition, guards: Mapping[str, Condition], lenient: Set[str]) -> Condition:
    """The condition under which a form goes this way, where `guards` says by its name when each question is asked
    (without an entry: always; `NEVER`: never). It holds exactly where the form finds that its own does."""
    return _both(found, guards, lenient)[0]


def _both(
    found: Condition, guards: Mapping[str, Condition], lenient: Set[str]
) -> tuple[Condition, Condition]:
    """When the form finds that it holds, and when that it does not."""
    if not found.names & set(guards):
        return found, _not(found)
    match found:
        case Not(inner):
            holds, fails = _both(inner, guards, lenient)
            return fails, holds
        case All(parts):
            return _in_turn([_both(part, guards, lenient) for part in parts])
        case Some(parts):
            fails, holds = _in_turn([_both(part, guards, lenient)[::-1] for part in parts])
            return holds, fails
    asked = _all([guards[name] for name in sorted(found.names) if name in guards])
    if not found.names & set(guards) <= lenient:
        return _all([asked, found]), _all([asked, _not(found)])
    if isinstance(found, Compare) and found.operator == "!=":
        same = _all([asked, Compare("==", found.left, found.right)])
        return _not(same), same
    holds = _all([asked, found])
    return holds, _not(holds)


def _in_turn(parts: list[tuple[Condition, Condition]]) -> tuple[Condition, Condition]:
    """Parts that must all hold, read in turn: the first that fails ends the reading."""
    ways: list[Condition] = []
    before: list[Condition] = []
    for holds, fails in parts:
        ways.append(_all([*before, fails]))
        before.append(holds)
    return _all(before), _some(ways)


def _not(found: Condition) -> Condition:
    if isinstance(found, Not):
        return found.inner
    return Some(()) if found == All(()) else All(()) if found == NEVER else Not(found)


def _all(parts: list[Condition]) -> Condition:
    flat = [one for part in parts for one in (part.parts if isinstance(part, All) else (part,))]
    flat = list(dict.fromkeys(flat))
    if NEVER in flat:
        return NEVER
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def _some(parts: list[Condition]) -> Condition:
    flat = [one for part in parts for one in (part.parts if isinstance(part, Some) else (part,))]
    flat = list(dict.fromkeys(flat))
    if All(()) in flat:
        return All(())
    return flat[0] if len(flat) == 1 else Some(tuple(flat))
