"""A diagram's picture: well formed, harmless, and with everything in it that can be seen."""

from __future__ import annotations

from hypothesis import given
from lxml import etree

from bpmn.model import Diagram
from bpmn.picture import Tag, picture
from bpmn.reader import read
from tests.bpmn.diagrams import diagrams
from tests.drawing import draw, drawn

SVG = "{http://www.w3.org/2000/svg}"
KINDS = (
    "message",
    "timer",
    "signal",
    "error",
    "escalation",
    "conditional",
    "link",
    "compensate",
    "cancel",
    "terminate",
)


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def words(svg: str) -> str:
    return " ".join(
        "".join(str(part) for part in text.itertext()) for text in parsed(svg).iter(f"{SVG}tspan")
    )


@given(diagrams())
def test_is_well_formed_whatever_is_drawn(diagram: Diagram) -> None:
    root = parsed(picture(diagram, "Any diagram"))
    assert root.tag == f"{SVG}svg"
    used = {etree.QName(held).localname for held in root.iter(etree.Element)}
    assert used <= {"svg", "title", "g", "rect", "circle", "polygon", "path", "text", "tspan"}


def test_names_are_there_and_nothing_runs() -> None:
    hostile = '<script>alert("1")</script> & "more"'
    data = drawn("pool P {\ntask A\n}").replace(b'id="A"', b'id="A" name="&lt;b>x&lt;/b> &amp; y"')
    svg = picture(read(data), hostile)
    assert "<script" not in svg
    assert words(svg) == "<b>x</b> & y"
    title = parsed(svg).find(f"{SVG}title")
    assert title is not None
    assert title.text == hostile


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert "\x01" not in picture(draw("start S"), "a\x01b\ufffe")


def test_everything_that_has_a_name_is_named() -> None:
    diagram = draw("""
        pool Council "Northmoor" {
        lane Office "Office" {
        start S "Report" message
        userTask A "Check"
        }
        xor G "Found?"
        end E "Told"
        store D "Register"
        S -> A -> G
        G -> E : yes
        }
        pool Resident "Resident"
        Resident ~> S : Letter
    """)
    said = words(picture(diagram))
    for name in (
        "Northmoor",
        "Office",
        "Report",
        "Check",
        "Found?",
        "Told",
        "yes",
        "Resident",
        "Letter",
        "Register",
    ):
        assert name in said


def test_every_kind_of_event_has_its_own_sign() -> None:
    drawn_kinds = {kind: picture(draw(f"catch C {kind}")) for kind in KINDS}
    assert len(set(drawn_kinds.values())) == len(KINDS)


def test_a_throwing_event_is_filled() -> None:
    assert picture(draw("catch C message")) != picture(draw("throw C message"))


def test_every_kind_of_task_has_its_own_sign() -> None:
    kinds = (
        "task",
        "userTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "scriptTask",
        "manualTask",
        "businessRuleTask",
    )
    assert (
        len({picture(draw(f"{kind} A")) for kind in (*kinds, "call", "sub", "adHoc", "transaction")})
        == len(kinds) + 4
    )


def test_every_kind_of_gateway_has_its_own_sign() -> None:
    assert len({picture(draw(f"{kind} G")) for kind in ("xor", "and", "or", "complex", "race")}) == 5


def test_loops_differ() -> None:
    loops = ("", "loop=parallel", "loop=sequential", "loop=standard", "compensation")
    assert len({picture(draw(f"task A {loop}")) for loop in loops}) == len(loops)


def test_what_is_marked_is_red() -> None:
    diagram = draw("start S\ntask A\nS -> A")
    assert "#d4351c" not in picture(diagram)
    for key in ("S", "A", "S-A"):
        assert "#d4351c" in picture(diagram, marked=[key])


def test_what_lies_in_a_closed_sub_process_is_not_drawn() -> None:
    inside = 'sub P "Assess" at=0,0,300,200 {\ntask A "Read" at=50,50,100,80\n}'
    data = drawn(inside)
    assert "Read" in words(picture(read(data)))
    assert "Read" not in words(picture(read(data.replace(b'isExpanded="true"', b'isExpanded="false"'))))


def test_a_step_without_a_place_is_left_out() -> None:
    diagram = draw('task A "Drawn" at=0,0,100,80\ntask B "Not drawn"\nA -> B')
    assert words(picture(diagram)) == "Drawn"


def test_long_names_stay_in_their_step() -> None:
    name = "Write to everybody who has asked for the register to be corrected since the last election " * 3
    svg = picture(draw(f'task A "{name}" at=0,0,100,80'))
    lines = [str(line.text) for line in parsed(svg).iter(f"{SVG}tspan")]
    assert len(lines) <= 5
    assert lines[-1].endswith("…")


def test_the_sheet_holds_the_labels() -> None:
    svg = picture(draw('start S "A name that is much wider than its event" at=0,0,36,36'))
    left, _, width, _ = (float(part) for part in parsed(svg).get("viewBox", "").split())
    assert left < -20
    assert width > 80


def test_an_empty_diagram_is_an_empty_sheet() -> None:
    assert words(picture(Diagram())) == ""


def test_a_tag_is_a_word_on_its_step_and_stays_on_the_sheet() -> None:
    diagram = read(drawn('start S "Asked"\ntask A "Check it"\nend E "Done"\nS -> A -> E'))
    plain = picture(diagram)
    tags = {"A": Tag("Both", "#00703c"), "S": Tag("Only <A>", "#1d70b8"), "nowhere": Tag("Lost", "#000000")}
    shown = picture(diagram, tags=tags)
    assert ">Both</tspan>" in shown
    assert ">Only &lt;A&gt;</tspan>" in shown
    assert "Lost" not in shown
    assert shown.count("#00703c") == 2, "a frame and the box of its word"
    assert "Both" not in plain
    height = float(etree.fromstring(shown.encode()).get("height") or 0)
    assert height > float(etree.fromstring(plain.encode()).get("height") or 0)
