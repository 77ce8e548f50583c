"""Bringing an online form in: its pages as draft patterns, and the draft process that shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bpmn import patterns as records
from bpmn.write.build import build
from importers import govuk_forms, question_list, xgov_forms
from importers.errors import ImportRefused
from importers.form_draft import Draft, renamed
from importers.form_draft.told import FormKind
from importers.records import Imported
from webapp.actions import base, patterns, uploads
from webapp.actions.incoming import IncomingFile
from webapp.actions.uploads import Place, check_place
from webapp.errors import Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.tables import Pattern

KINDS: tuple[FormKind, ...] = ("govuk-forms", "xgov-forms", "question-list")
_MOST_NUMBERS = 1_000


@dataclass(frozen=True)
class KeptForm:
    """What became of a form: the id and address of its process, and the slugs of its patterns in order."""

    title: str
    process_id: int
    address: str
    slugs: tuple[str, ...]


def understood(kind: FormKind, data: bytes, title: str, owner: str) -> Imported[Draft]:
    """What a form says, nothing kept. `title` is what a form without a name is called (and any list of questions).
    Raises `Refused` with the importer's sentence."""
    try:
        if kind == "question-list":
            return question_list.read_form(data, title, owner)
        reader = govuk_forms.read if kind == "govuk-forms" else xgov_forms.read
        return reader(data, owner=owner)
    except ImportRefused as error:
        raise Refused(str(error)) from error


def keep_form(session: Session, who: Person, draft: Draft, place: Place) -> KeptForm:
    """Keep a form's patterns and process as private drafts of the council: all of it, or nothing.

    A slug that is taken gets a number. Raises `NotAllowed`, and `Refused` when the place does not exist or the process
    cannot be kept.
    """
    require(who, "upload", base.organisation(session, place.organisation_id))
    check_place(session, place)
    with writing(session):
        owner = base.organisation(session, place.organisation_id)
        require(who, "upload", owner)
        draft = _free(session, draft)
        for one in draft.patterns:
            patterns.create(session, who, records.dump(one), owner.id, why="Imported from a form")
        file = IncomingFile(f"{draft.title[:80]}.bpmn", build(draft.diagram))
        (result,) = uploads.upload(session, who, [file], place, why="Drawn from a form")
        if not result.ok or result.process_id is None or result.address is None:
            raise Refused(result.text)
        slugs = tuple(one.slug for one in draft.patterns)
        base.audit(session, who, "import-form", "process", result.process_id, patterns=len(slugs))
    return KeptForm(draft.title, result.process_id, result.address, slugs)


def _free(session: Session, draft: Draft) -> Draft:
    """The draft under slugs that are not taken: all of them get the same number, so that they stay together."""
    slugs = [one.slug for one in draft.patterns]
    for number in range(1, _MOST_NUMBERS):
        wanted = {slug: slug if number == 1 else f"{slug}-v{number}" for slug in slugs}
        if not _taken(session, wanted.values()):
            return renamed(draft, wanted)
    raise Refused(
        "There are too many patterns of forms with this title already: give the form another title."
    )


def _taken(session: Session, slugs: Iterable[str]) -> bool:
    return (
        session.scalars(select(Pattern.id).where(Pattern.slug.in_(list(slugs))).limit(1)).first() is not None
    )
