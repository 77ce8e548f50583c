"""`guildhall import`: diagrams, patterns and catalogues, brought in from files."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from webapp.commands.files import CannotRead, each, read_bytes
from webapp.errors import GuildhallError, Refused
from webapp.permissions import LIBRARY

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OWN_KINDS = ("bpmn", "steps", "pattern", "questions")
FORMS = ("govuk-forms", "xgov-forms", "question-list")
CATALOGUES = ("lgsl", "lgfl", "lgil", "govuk-services", "synonyms", "councils", "govuk-councils")
MOST = 200 * 1024 * 1024


@dataclass(frozen=True)
class Target:
    """Where what is imported belongs: the options given."""

    council: str | None
    lgsl: int | None
    job: str
    stage: str


@dataclass(frozen=True)
class Line:
    """What became of one thing, in a sentence."""

    name: str
    ok: bool
    text: str


class _DryRun(Exception):
    """Leaves the transaction, so that nothing is kept."""


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--as", "kind", type=click.Choice([*OWN_KINDS, *FORMS, *CATALOGUES]), help="What the files are."
)
@click.option("--into", metavar="COUNCIL", help="The council they belong to, by its slug.")
@click.option(
    "--service",
    "lgsl",
    type=click.IntRange(1, 999_999),
    metavar="LGSL",
    help="The service of the diagrams, by its number.",
)
@click.option("--job", default="", help="The plain name of the job; without it each file's own name.")
@click.option("--stage", type=click.Choice(["as-is", "to-be"]), default="as-is", show_default=True)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and keep nothing.")
def command(
    sources: tuple[str, ...],
    kind: str | None,
    into: str | None,
    lgsl: int | None,
    job: str,
    stage: str,
    dry_run: bool,
) -> None:
    """Bring in diagrams (BPMN, zips, tables of steps), patterns (their files, question lists), online
    forms (their pages and a draft process) or a catalogue.

    Exit status 0: all came in; 1: some were refused and the rest kept; 2: none came in.
    """
    from webapp.commands.library import library

    target = Target(into, lgsl, job, stage)
    with library() as session:
        lines: list[Line] = []
        for source in each(sources, "Importing"):
            lines += bring_in(session, source, kind, target, dry_run)
    for line in lines:
        click.echo(f"{line.name}: {line.text}", err=not line.ok)
    good = sum(line.ok for line in lines)
    sys.exit(0 if good == len(lines) else 1 if good else 2)


def bring_in(session: Session, source: str, kind: str | None, target: Target, dry_run: bool) -> list[Line]:
    """One source; whatever is refused becomes a line that says why."""
    from webapp.store.database import writing

    lines: list[Line] = []
    try:
        data = read_bytes(source, MOST)
        chosen = kind or _told_by(source, data)
        with writing(session):
            lines = _take(session, source, data, chosen, target)
            if dry_run:
                raise _DryRun
    except _DryRun:
        return [Line(line.name, line.ok, f"(nothing was kept) {line.text}") for line in lines]
    except (CannotRead, GuildhallError) as error:
        return [Line(source, False, str(error))]
    return lines


def _told_by(source: str, data: bytes) -> str | None:
    """The kind a file is by its name and beginning; None: a catalogue, told by its columns."""
    name = source.lower()
    if name.endswith(".json"):
        from importers.form_draft.told import told

        return told(data) or "pattern"
    if name.endswith((".csv", ".tsv")):
        return None
    if data.startswith(b"PK\x03\x04") or name.endswith((".bpmn", ".xml", ".bpmn2")) or b"<" in data[:200]:
        return "bpmn"
    raise Refused("It is not clear what this is: say so with --as.")


def _take(session: Session, source: str, data: bytes, kind: str | None, target: Target) -> list[Line]:
    name = "standard-input" if source == "-" else PurePath(source).name
    if kind in ("steps", "questions", "question-list") and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        b"<"
    ):
        raise Refused("This is XML, not a table: save the sheet as CSV, or leave out --as.")
    if kind in ("bpmn", "steps"):
        return _diagrams(session, name, data, kind, target)
    if kind in ("pattern", "questions"):
        return [_pattern(session, name, data, kind, target)]
    if kind in FORMS:
        return [_form(session, name, data, kind, target)]
    from webapp.actions import catalogues

    result = catalogues.import_file(session, LIBRARY, data, name, kind)
    notes = "".join(f" {note[0].upper()}{note[1:]}" for note in result.notes)
    return [Line(name, True, f"{result.rows:,} rows of {result.title}.{notes}")]


def _diagrams(session: Session, name: str, data: bytes, kind: str, target: Target) -> list[Line]:
    from webapp.actions.uploads import IncomingFile, Place, upload
    from webapp.commands.library import council

    if target.council is None or target.lgsl is None:
        raise Refused("Say where diagrams belong: --into COUNCIL --service NUMBER.")
    place = Place(council(session, target.council).id, target.lgsl, target.job, stage=target.stage)
    notes: tuple[str, ...] = ()
    if kind == "steps":
        data, notes = _drawn(data, target.job or PurePath(name).stem)
        name = PurePath(name).stem + ".bpmn"
    results = upload(session, LIBRARY, [IncomingFile(name, data)], place)
    return [Line(result.filename, result.ok, " ".join([result.text, *notes])) for result in results]


def _drawn(data: bytes, title: str) -> tuple[bytes, tuple[str, ...]]:
    from bpmn.write.build import build
    from importers import steps_table
    from importers.errors import ImportRefused

    try:
        drawn = steps_table.read(data, title)
    except ImportRefused as error:
        raise Refused(str(error)) from error
    return build(drawn.result), drawn.notes


def _pattern(session: Session, name: str, data: bytes, kind: str, target: Target) -> Line:
    from bpmn import patterns as records
    from importers import question_list
    from importers.errors import ImportRefused
    from webapp.actions import patterns
    from webapp.commands.library import council

    notes: tuple[str, ...] = ()
    if kind == "questions":
        try:
            listed = question_list.read(data, target.job or PurePath(name).stem)
        except ImportRefused as error:
            raise Refused(str(error)) from error
        data, notes = records.dump(listed.result), listed.notes
    owner = council(session, target.council).id if target.council else None
    made = patterns.create(session, LIBRARY, data, owner, why="Imported")
    return Line(name, True, " ".join([f"A draft of the pattern “{made.title}” ({made.slug}).", *notes]))


def _form(session: Session, name: str, data: bytes, kind: str, target: Target) -> Line:
    from webapp.actions import forms
    from webapp.actions.uploads import Place
    from webapp.commands.library import council

    if target.council is None or target.lgsl is None:
        raise Refused("Say where the form's process belongs: --into COUNCIL --service NUMBER.")
    owner = council(session, target.council)
    named = next(one for one in forms.KINDS if one == kind)
    found = forms.understood(named, data, target.job or PurePath(name).stem, owner.slug)
    place = Place(owner.id, target.lgsl, target.job or found.result.title, stage=target.stage)
    kept = forms.keep_form(session, LIBRARY, found.result, place)
    said = (
        f"A draft process ({kept.address}) and {len(kept.slugs)} draft patterns of the form “{kept.title}”."
    )
    return Line(name, True, " ".join([said, *found.notes]))
