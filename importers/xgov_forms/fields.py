"""The questions of a definition, as its conditions name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Field:
    """One question: the name its answer has here, its type in the definition, and whether it may be left empty."""

    name: str
    type: str
    optional: bool = False


@dataclass
class Fields:
    """Fields by every way a condition may name them: `section.name`, `name`, and the component's id."""

    by_name: dict[str, Field] = field(default_factory=dict)
    by_id: dict[str, Field] = field(default_factory=dict)
    in_sections: frozenset[str] = frozenset()

    def add(self, found: Field, name: str, section: str, identity: str) -> None:
        """Keep a field under its names; where two pages use one name, the first has it to itself."""
        if section:
            self.in_sections |= {found.name}
            self.by_name.setdefault(f"{section}.{name}", found)
        self.by_name.setdefault(name, found)
        if identity:
            self.by_id.setdefault(identity, found)


ListItems = Mapping[str, Mapping[str, str]]
"""The values of the lists by the list's id and the item's id."""
