"""Rule link-event: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "a pair": """
        start S "Report arrives"
        throw A "To page 2" link=Crew
        catch B "From page 1" link=Crew
        end E "Done"
        S -> A
        B -> E
    """,
    "several leave, one goes on": """
        start S
        start T
        throw A link=Crew
        throw B link=Crew
        catch C link=Crew
        end E
        S -> A
        T -> B
        C -> E
    """,
}
INVALID = {
    "no partner": (
        """
        start S "Report arrives"
        throw A "To page 2" link=Crew
        catch B "From page 1" link=Van
        end E "Done"
        S -> A
        B -> E
        """,
        ["A", "B"],
    ),
    "no name": (
        """
        throw A link
        """,
        ["A"],
    ),
    "two places where it goes on": (
        """
        throw A link=Crew
        catch B link=Crew
        catch C link=Crew
        """,
        ["B", "C"],
    ),
    "only leaving": (
        """
        throw A link=Crew
        throw B link=Crew
        """,
        ["A", "B"],
    ),
    "not in one sub-process": (
        """
        throw A link=Crew
        sub P {
        catch B link=Crew
        }
        """,
        ["A", "B"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("link-event", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("link-event", drawing) == sorted(elements)
