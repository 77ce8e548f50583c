"""The editor of patterns: a working copy on the server, changed by one form post at a time, with a preview."""

from __future__ import annotations

from webapp.patterns.editor import begin, components, texts, views
from webapp.patterns.editor.at_work import blueprint

__all__ = ["begin", "blueprint", "components", "texts", "views"]
