"""What people send, without the characters that no text here can hold: control characters, halves of characters.

XML cannot hold them, PostgreSQL refuses NUL, and nobody means to send them: they come from pasting and from attackers.
"""

from __future__ import annotations

from functools import cached_property
from typing import IO, Any

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.formparser import FormDataParser

from bpmn.write.xml import clean

Parsed = tuple[IO[bytes], "MultiDict[str, str]", "MultiDict[str, Any]"]


class PlainFormParser(FormDataParser):
    """Forms whose texts and file names are plain."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Parsed:
        """As Werkzeug parses it, cleaned."""
        rest, form, files = super().parse(stream, mimetype, content_length, options)
        for sent in files.values():
            sent.filename = clean(sent.filename or "")
        return rest, self.cls(_cleaned(form)), files


class PlainRequest(Request):
    """A request whose form and query are plain."""

    form_data_parser_class = PlainFormParser

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:
        """The query's values by name."""
        return ImmutableMultiDict(_cleaned(super().args))


def register(app: Flask) -> None:
    """Every request to the application is a plain one; an address with a control character is no page."""
    app.request_class = PlainRequest

    @app.before_request
    def plain_path() -> None:
        if clean(request.path) != request.path:
            abort(404)


def _cleaned(values: MultiDict[str, str]) -> list[tuple[str, str]]:
    return [(clean(name), clean(value)) for name, value in values.items(multi=True)]
