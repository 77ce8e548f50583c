"""A new BPMN file from the model."""

from __future__ import annotations

from lxml import etree

from bpmn.model import Diagram, Note, Pool, Process
from bpmn.write.contents import Writer, head
from bpmn.write.ids import Ids, ids_of
from bpmn.write.interchange import write_interchange
from bpmn.write.roots import Roots
from bpmn.write.xml import BPMN, NAMESPACES, add, clean

EXPORTER = "Guildhall"
NAMESPACE = "https://guildhall.example/diagrams"
Link = tuple[str, str, str]


def build(diagram: Diagram) -> bytes:
    """Write a diagram as BPMN 2.0 XML in UTF-8, with diagram interchange from its shapes and edges.

    Valid against the schema, unless a boundary event has no host. Keys that may stand as XML ids become the ids;
    others get the nearest free one. Reading the result gives the same diagram, but for what other tools added
    (`extensions`), `file_id`, `repairs` and the exporter; building that again gives the same bytes.
    """
    ids = ids_of(diagram)
    roots = Roots(diagram, ids)
    links = _links(diagram, ids)
    definitions = etree.Element(f"{{{BPMN}}}definitions", nsmap=NAMESPACES)
    definitions.set("id", ids.new(diagram.id or "Definitions_1"))
    definitions.set("exporter", EXPORTER)
    definitions.set("targetNamespace", diagram.target_namespace or NAMESPACE)
    if diagram.name:
        definitions.set("name", clean(diagram.name))
    roots.write(definitions)
    categories = _categories(definitions, diagram, ids)
    plane_of = _collaboration(definitions, diagram, ids, roots, categories, links)
    writer = Writer(diagram, ids, roots)
    for number, process in enumerate(diagram.processes):
        element = _process(definitions, process, ids, writer)
        plane_of = plane_of or ids[process.key]
        if number == 0 and not diagram.pools:
            _artifacts(element, diagram, ids, categories, links)
    write_interchange(definitions, diagram, ids, plane_of, links)
    etree.indent(definitions)
    return etree.tostring(definitions, xml_declaration=True, encoding="UTF-8")


def _process(definitions: etree._Element, process: Process, ids: Ids, writer: Writer) -> etree._Element:
    executable = str(process.executable).lower()
    element = add(
        definitions, "process", id=ids[process.key], name=process.name or None, isExecutable=executable
    )
    head(element, process.documentation)
    writer.write(element, process.key)
    return element


def _collaboration(
    definitions: etree._Element,
    diagram: Diagram,
    ids: Ids,
    roots: Roots,
    categories: dict[str, str],
    links: list[Link],
) -> str | None:
    """Write the pools, the messages between them and the notes; None when the file has no pools."""
    if not diagram.pools:
        return None
    found = ids.new("Collaboration_1")
    element = add(definitions, "collaboration", id=found)
    for pool in diagram.pools:
        _participant(element, pool, ids)
    for flow in diagram.message_flows:
        add(
            element,
            "messageFlow",
            id=ids[flow.key],
            name=flow.name or None,
            sourceRef=ids[flow.source],
            targetRef=ids[flow.target],
            messageRef=roots.message(flow.message),
        )
    _artifacts(element, diagram, ids, categories, links)
    return found


def _participant(collaboration: etree._Element, pool: Pool, ids: Ids) -> None:
    process = ids[pool.process] if pool.process else None
    element = add(collaboration, "participant", id=ids[pool.key], name=pool.name or None, processRef=process)
    head(element, pool.documentation, part=pool.part)


def _categories(definitions: etree._Element, diagram: Diagram, ids: Ids) -> dict[str, str]:
    """A group's name is said by a category at the root (specification clause 8.4.2)."""
    found = {}
    for note in diagram.notes:
        if note.type == "group":
            category = add(definitions, "category", id=ids.new(f"Category_{ids[note.key]}"))
            value = ids.new(f"CategoryValue_{ids[note.key]}")
            add(category, "categoryValue", id=value, value=note.text)
            found[note.key] = value
    return found


def _links(diagram: Diagram, ids: Ids) -> list[Link]:
    """Every association: from a note to what it is about, and between two nodes (compensation)."""
    pairs = [(note.key, about) for note in diagram.notes for about in note.about]
    return [
        (ids.new(f"Association_{ids[one]}_{number}"), one, other)
        for number, (one, other) in enumerate([*pairs, *diagram.associations], 1)
        if one in ids and other in ids
    ]


def _artifacts(
    parent: etree._Element, diagram: Diagram, ids: Ids, categories: dict[str, str], links: list[Link]
) -> None:
    for note in diagram.notes:
        _artifact(parent, note, ids, categories)
    for link, one, other in links:
        direction = "One" if one in diagram.node_by_key else None
        add(
            parent,
            "association",
            id=link,
            sourceRef=ids[one],
            targetRef=ids[other],
            associationDirection=direction,
        )


def _artifact(parent: etree._Element, note: Note, ids: Ids, categories: dict[str, str]) -> None:
    if note.type == "group":
        add(parent, "group", id=ids[note.key], categoryValueRef=categories[note.key])
        return
    add(add(parent, "textAnnotation", id=ids[note.key]), "text", note.text)
