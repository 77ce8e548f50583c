"""The door from a file to the model: tolerant, in linear time, and it says everything it had to mend.

What it mends: missing and repeated ids, references to what is not there, flows without an end, incoming and
outgoing lists that disagree with the flows. What it refuses is what `bpmn.document` cannot parse, nothing
else.
"""

from __future__ import annotations

from lxml import etree

from bpmn.document import Document, load
from bpmn.model import Diagram
from bpmn.reading import data, drawing, flows, lanes, nodes
from bpmn.reading.inventory import Inventory, take_stock
from bpmn.reading.names import BPMN, tag, words
from bpmn.reading.shared import shared


def read(data: bytes) -> Diagram:
    """The diagram in a BPMN file's bytes. Raises `UnreadableDocument` as `bpmn.document.load` does."""
    return read_document(load(data))


def read_document(document: Document) -> Diagram:
    """The diagram in a parsed file. Raises nothing: whatever is wrong is left out or mended, and in
    `repairs`."""
    root = document.root
    stock = take_stock(root)
    _tell_namespace(root, stock)
    pools = lanes.pools(stock)
    pool_of = {pool.process: pool.key for pool in reversed(pools) if pool.process is not None}
    found_lanes = lanes.lanes(stock)
    found_flows = flows.sequence_flows(stock)
    use = data.data_use(root, stock)
    return Diagram(
        id=root.get("id"),
        name=words(root.get("name")),
        exporter=words(f"{root.get('exporter') or ''} {root.get('exporterVersion') or ''}"),
        target_namespace=root.get("targetNamespace") or "",
        processes=lanes.processes(stock, pool_of),
        pools=pools,
        lanes=found_lanes,
        nodes=nodes.nodes(stock, found_flows, lanes.lane_of_nodes(stock, found_lanes), use),
        flows=found_flows,
        message_flows=flows.message_flows(stock, pool_of),
        data=data.data(stock),
        notes=data.notes(root, stock),
        associations=data.associations(root, stock),
        messages=_messages(root),
        shared=shared(root),
        shapes=drawing.shapes(root, stock),
        edges=drawing.edges(root, stock),
        repairs=tuple(stock.repairs),
    )


def _messages(root: etree._Element) -> tuple[tuple[str, str], ...]:
    found = ((held.get("id"), words(held.get("name"))) for held in root.iterchildren(tag("message")))
    return tuple({key: name for key, name in found if key}.items())


def _tell_namespace(root: etree._Element, stock: Inventory) -> None:
    namespace = etree.QName(root).namespace
    if namespace != BPMN:
        stock.mend(
            None,
            f"The file is in the namespace {namespace!r} and not in BPMN 2.0's: nothing in it could be read.",
        )
