"""Putting a piece into an element's `extensionElements`, and taking it out so that no trace is left.

The blanks written around a piece say how it came in, which is what lets it go again byte for byte:

- into `<task/>`: everything in one line, `<task><extensionElements>PIECE</extensionElements></task>`
- into a task with content: `extensionElements` on lines of its own, after any `documentation`
- into `<extensionElements/>`: one space before the piece
- into an `extensionElements` of blanks: nothing before the piece
- into any other: a line of its own, after the last of the same kind of piece, else at the end
"""

from __future__ import annotations

from collections.abc import Sequence

from bpmn.reading.names import BPMN, GUILDHALL
from bpmn.write.spans import Ruler, Span

Change = tuple[int, int, bytes]


def insertion(ruler: Ruler, target: Span, piece: str) -> list[Change]:
    """The changes that put a piece into an element."""
    held = next(iter(target.holds(BPMN, "extensionElements")), None)
    if held is not None:
        return _into(ruler, target, held, piece)
    name = _written(target, "extensionElements")
    if target.self_closed:
        text = f"><{name}>{piece}</{name}></{_written(target, target.name)}>"
        return [_opened(ruler, target, text)]
    line, step = _line(ruler, target), _step(ruler, target)
    documentation = target.holds(BPMN, "documentation")
    at = documentation[-1].end if documentation else target.inside
    text = f"{line}{step}<{name}>{line}{step}{step}{piece}{line}{step}</{name}>"
    return [(at, at, ruler.encode(text))]


def removal(ruler: Ruler, target: Span, pieces: Sequence[Span]) -> list[Change]:
    """The changes that take pieces out of an element's `extensionElements`."""
    changes: list[Change] = []
    for held in target.holds(BPMN, "extensionElements"):
        gone = [piece for piece in pieces if piece in held.children]
        cuts = [(piece.start - ruler.width * len(_own_line(ruler, piece)), piece.end) for piece in gone]
        if cuts:
            changes += _leaving(ruler, target, held, cuts)
    return changes


def _into(ruler: Ruler, target: Span, held: Span, piece: str) -> list[Change]:
    if held.self_closed:
        return [_opened(ruler, held, f"> {piece}</{_written(held, held.name)}>")]
    kin = held.holds(GUILDHALL, "pattern", "part")
    if kin or held.children:
        at = (kin or held.children)[-1].end
    elif held.inside < held.close and ruler.blank_before(held.close) == _text(ruler, held.inside, held.close):
        return [(held.inside, held.inside, ruler.encode(piece))]
    else:
        at = held.inside
    around = f"{_line(ruler, target)}{_step(ruler, target) * 2}"
    return [(at, at, ruler.encode(around + piece))]


def _opened(ruler: Ruler, span: Span, text: str) -> Change:
    """A self-closed tag's `/>` replaced by a `>` and what follows."""
    return (span.inside - 2 * ruler.width, span.inside, ruler.encode(text))


def _leaving(ruler: Ruler, target: Span, held: Span, cuts: list[tuple[int, int]]) -> list[Change]:
    """The cuts, or more when they leave behind what only attaching can have written."""
    rest, at = "", held.inside
    for start, end in cuts:
        rest += _text(ruler, at, start)
        at = end
    rest += _text(ruler, at, held.close)
    alone = held.start == target.inside and held.end == target.close
    if rest == "" and alone:
        return [(target.inside - ruler.width, target.end, ruler.encode("/>"))]
    if rest == " " and cuts[0][0] > held.inside:
        return [(held.inside - ruler.width, held.end, ruler.encode("/>"))]
    before = _own_line(ruler, held)
    if before and rest == before and cuts[0][0] == held.inside:
        return [(held.start - ruler.width * len(before), held.end, b"")]
    return [(start, end, b"") for start, end in cuts]


def _text(ruler: Ruler, start: int, end: int) -> str:
    return ruler.data[start:end].decode(ruler.codec, "replace")


def _own_line(ruler: Ruler, span: Span) -> str:
    """The line break and indentation before an element that starts a line; empty for one that does not."""
    blank = ruler.blank_before(span.start)
    at = max(blank.rfind("\n"), blank.rfind("\r"))
    if at < 0:
        return ""
    return blank[at - 1 :] if blank[at - 1 : at + 1] == "\r\n" else blank[at:]


def _line(ruler: Ruler, target: Span) -> str:
    """A line break as the file writes them, and the element's own indentation."""
    own = _own_line(ruler, target)
    return own or ("\r\n" if ruler.encode("\r\n")[-2 * ruler.width :] in ruler.data else "\n")


def _step(ruler: Ruler, target: Span) -> str:
    """One more level of indentation, as the file writes it."""
    own = _own_line(ruler, target).lstrip("\r\n")
    inner = _own_line(ruler, target.children[0]).lstrip("\r\n") if target.children else ""
    if inner.startswith(own) and len(inner) > len(own):
        return inner[len(own) :]
    return "\t" if own.startswith("\t") else "  "


def _written(span: Span, name: str) -> str:
    return f"{span.prefix}:{name}" if span.prefix else name
