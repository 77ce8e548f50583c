"""A pattern with the settings of the council that uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bpmn.patterns.places import Values, fill_known, places
from bpmn.patterns.record import Bound, Component, Page, Pattern, Setting


def with_settings(page: Page, settings: Values) -> Page:
    """The page with every setting put in, in its texts and bounds; places of answers stay for later."""
    return Page(
        title=fill_known(page.title, settings),
        body=page.body,
        components=tuple(_local(component, settings) for component in page.components),
    )


def _local(component: Component, settings: Values) -> Component:
    return replace(
        component,
        params=fill_known(component.params, settings),
        errors=fill_known(component.errors, settings),
        low=_bound(component.low, settings),
        high=_bound(component.high, settings),
        reveals=tuple(
            (value, tuple(_local(inner, settings) for inner in shown)) for value, shown in component.reveals
        ),
    )


def _bound(bound: Bound, settings: Values) -> float | None:
    """A bound as a number; None where its setting is absent or no number, so that nobody is stopped by it."""
    if not isinstance(bound, str):
        return bound
    value = settings.get(places(bound)[0])
    try:
        return float(str(value))
    except ValueError:
        return None


def within(service: Pattern, block: Pattern) -> Pattern:
    """A block as a part of a service: the service's settings go over those of the same name that the
    block has."""
    over: Mapping[str, Setting] = {
        key: service.settings[key] for key in block.settings if key in service.settings
    }
    return replace(block, settings={**block.settings, **over}) if over else block
