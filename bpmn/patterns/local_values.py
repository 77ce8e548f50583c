"""A council's own values for the settings of patterns: put in, checked, and two councils' beside each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bpmn.conditions.values import name_in_words
from bpmn.patterns.record import Pattern, Setting

LONGEST = 500
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,4})?", re.ASCII)
_MONEY = re.compile(r"\d{1,9}\.\d{2}", re.ASCII)
Values = Mapping[str, Mapping[str, Setting]]
"""Values of settings by the slug of the pattern, then by the name of the setting."""


class BadSetting(ValueError):
    """The value is none this setting can have. `str()` is a sentence: what, and what to do."""


@dataclass(frozen=True)
class SettingDiffers:
    """A setting of a pattern that two councils both use with different values; `a` and `b` in words."""

    slug: str
    pattern: str
    name: str
    a: str
    b: str


def localised(patterns: Mapping[str, Pattern], values: Values) -> dict[str, Pattern]:
    """The patterns with a council's own values; a value for a setting that a pattern does not have is left
    out, and so is one of another kind than the pattern's (the pattern may have changed since)."""
    return {slug: with_values(pattern, values.get(slug, {})) for slug, pattern in patterns.items()}


def with_values(pattern: Pattern, values: Mapping[str, Setting]) -> Pattern:
    """One pattern with a council's own values, as `localised`."""
    fitting = {
        name: value
        for name, value in values.items()
        if name in pattern.settings and kind_of(pattern.settings[name]) == kind_of(value)
    }
    return replace(pattern, settings={**pattern.settings, **fitting}) if fitting else pattern


def kind_of(value: Setting) -> str:
    """`number`, `flag` or `text`; money written as text (`"57.50"`) is a number."""
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int | float) or _MONEY.fullmatch(value):
        return "number"
    return "text"


def read_value(name: str, default: Setting, text: str) -> Setting:
    """What a person typed for a setting, as the kind of value that the pattern's own is. Raises `BadSetting`:
    no number, below zero where the pattern's own is not, too long, or with characters no text can hold."""
    typed = " ".join(text.split())
    kind, said = kind_of(default), name_in_words(name).capitalize()
    if kind == "flag":
        if typed.lower() not in ("yes", "no"):
            raise BadSetting(f"{said} must be yes or no.")
        return typed.lower() == "yes"
    if kind == "number":
        return _number(said, default, typed)
    if len(typed) > LONGEST:
        raise BadSetting(f"{said} must be {LONGEST} characters or fewer.")
    if any(unicodedata.category(one) in ("Cc", "Cs") for one in typed):
        raise BadSetting(f"{said} holds characters that cannot be shown: type it again.")
    if "{{" in typed or "}}" in typed:
        raise BadSetting(f"{said} cannot have places in double curly brackets: write it out.")
    return typed


def _number(said: str, default: Setting, typed: str) -> Setting:
    packed = re.sub(r"[\s,£]", "", typed)
    if not _NUMBER.fullmatch(packed):
        raise BadSetting(f"{said} must be a number, like 25 or 57.50.")
    if packed.startswith("-") and not str(default).startswith("-"):
        raise BadSetting(f"{said} must be 0 or more.")
    # Pounds with pence stay text, so that no penny is lost in print.
    if _MONEY.fullmatch(packed) and not isinstance(default, float):
        return packed
    value = Decimal(packed)
    return int(value) if value == value.to_integral_value() else float(value)


def written(value: Setting) -> str:
    """A value as it stands in a form."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def differing(ours: Mapping[str, Pattern], theirs: Mapping[str, Pattern]) -> tuple[SettingDiffers, ...]:
    """The settings that differ between two councils' patterns of the same slug, by slug and name. Swapping the
    two swaps `a` and `b` and nothing else."""
    return tuple(
        SettingDiffers(
            slug, ours[slug].title or slug, name, written(value), written(theirs[slug].settings[name])
        )
        for slug in sorted(set(ours) & set(theirs))
        for name, value in sorted(ours[slug].settings.items())
        if name in theirs[slug].settings and not _same(value, theirs[slug].settings[name])
    )


def _same(one: Setting, other: Setting) -> bool:
    if kind_of(one) == kind_of(other) == "number":
        return Decimal(str(one)) == Decimal(str(other))
    return one == other
