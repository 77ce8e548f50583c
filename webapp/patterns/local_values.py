"""Whose values stand in the places of a pattern. `settings_for` is what walks, storyboards, comparisons and prototypes
of a process ask; `local` puts the answer into patterns."""

from __future__ import annotations

from webapp.store.queries.local_settings import Value, council_values, local, settings_for, values_of

__all__ = ["Value", "council_values", "local", "settings_for", "values_of"]
