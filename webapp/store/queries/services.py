"""The catalogue of services, what is known of each, and the councils that could have a process of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session, selectinload

from webapp.permissions import Person
from webapp.store import search
from webapp.store.queries.processes import listed
from webapp.store.tables import (
    Function,
    Interaction,
    Organisation,
    Process,
    ProcessOrganisation,
    Service,
    ServiceFunction,
    Synonym,
)

TIER_HAS: dict[str, tuple[str, ...]] = {
    "all": ("county", "district", "unitary"),
    "county/unitary": ("county", "unitary"),
    "district/unitary": ("district", "unitary"),
}


@dataclass(frozen=True)
class ServiceLine:
    """A service in a list. `councils` and `jobs`: how many have a process of it, and of how many jobs."""

    lgsl: int
    label: str
    status: str
    synonyms: tuple[str, ...]
    councils: int
    jobs: int


@dataclass(frozen=True)
class Job:
    """A job of a service, and how many processes there are of it."""

    name: str
    interaction_id: int | None
    processes: int


@dataclass(frozen=True)
class Shelf:
    """A function with how many services stand on it and on those below."""

    id: int
    label: str
    services: int
    below: tuple[Shelf, ...] = ()


@dataclass(frozen=True)
class CouldHave:
    """The councils that could have a process of a service, by who provides it.

    `tier` None: nobody says who provides it, so that every council might (`known` False) and none of them
    lacks it.
    """

    tier: str | None
    councils: tuple[Organisation, ...]

    @property
    def known(self) -> bool:
        """Whether it is known who provides the service."""
        return self.tier is not None


def service(session: Session, lgsl: int) -> Service | None:
    """A service with its functions and everyday words."""
    options = [selectinload(Service.functions), selectinload(Service.synonyms)]
    return session.get(Service, lgsl, options=options)


def find(
    session: Session, words: str, person: Person | None = None, limit: int = 10
) -> tuple[ServiceLine, ...]:
    """Services for some words, best first: whose everyday name it is, then by the text; a number is a
    service's id."""
    asked = " ".join(search.terms(words))
    if not asked:
        return ()
    numbers: list[int] = []
    if asked.isdecimal() and len(asked) < 7:
        numbers += session.scalars(select(Service.lgsl).where(Service.lgsl == int(asked)))
    numbers += _everyday(session, asked)
    numbers += (int(hit.ref) for hit in search.find(session, words, kinds=("service",), limit=limit * 2))
    return lines(session, list(dict.fromkeys(numbers))[:limit], person)


def lines(session: Session, numbers: Iterable[int], person: Person | None = None) -> tuple[ServiceLine, ...]:
    """The lines of some services, in the order given."""
    wanted = list(numbers)
    # Columns and not rows of the mapping: the list of all services is a page of a thousand lines.
    rows = session.execute(
        select(Service.lgsl, Service.label, Service.status).where(Service.lgsl.in_(wanted))
    )
    found = {lgsl: (label, status) for lgsl, label, status in rows}
    words: dict[int, list[str]] = {}
    for lgsl, text in session.execute(
        select(Synonym.lgsl, Synonym.words)
        .where(Synonym.lgsl.in_(wanted))
        .order_by(Synonym.rank, Synonym.words)
    ):
        words.setdefault(lgsl, []).append(text)
    counts = _counts(session, wanted, person)
    return tuple(
        ServiceLine(number, *found[number], tuple(words.get(number, ())), *counts.get(number, (0, 0)))
        for number in wanted
        if number in found
    )


def busiest(session: Session, person: Person | None = None, limit: int = 8) -> tuple[ServiceLine, ...]:
    """The services with the most councils that have a process."""
    councils = func.count(distinct(ProcessOrganisation.organisation_id))
    numbers = session.scalars(
        select(Process.lgsl)
        .join(ProcessOrganisation)
        .where(listed(person), Process.state == "published", Process.lgsl.is_not(None))
        .group_by(Process.lgsl)
        .order_by(councils.desc(), Process.lgsl)
        .limit(limit)
    )
    return lines(session, [number for number in numbers if number is not None], person)


def on_shelf(session: Session, function_id: int, person: Person | None = None) -> tuple[ServiceLine, ...]:
    """The live services of a function, by name."""
    numbers = session.scalars(
        select(Service.lgsl)
        .join(ServiceFunction)
        .where(ServiceFunction.function_id == function_id, Service.status == "Live")
        .order_by(Service.label)
    ).all()
    return lines(session, numbers, person)


def all_live(session: Session, person: Person | None = None) -> tuple[ServiceLine, ...]:
    """Every live service, by name."""
    numbers = session.scalars(
        select(Service.lgsl).where(Service.status == "Live").order_by(Service.label)
    ).all()
    return lines(session, numbers, person)


def shelves(session: Session) -> tuple[Shelf, ...]:
    """The functions as a tree, by name, each with its services counted (one on two shelves counts on
    both)."""
    counted = session.execute(
        select(ServiceFunction.function_id, func.count())
        .join(Service, Service.lgsl == ServiceFunction.lgsl)
        .where(Service.status == "Live")
        .group_by(ServiceFunction.function_id)
    )
    counts = {number: int(count) for number, count in counted}
    rows = session.scalars(select(Function).order_by(Function.label)).all()

    def under(parent: int | None) -> tuple[Shelf, ...]:
        return tuple(
            Shelf(row.id, row.label, counts.get(row.id, 0), under(row.id))
            for row in rows
            if row.parent_id == parent
        )

    return under(None)


def function(session: Session, number: int) -> Function | None:
    """The function of that id."""
    return session.get(Function, number)


def interactions(session: Session) -> tuple[Interaction, ...]:
    """Every interaction, by its number."""
    return tuple(session.scalars(select(Interaction).order_by(Interaction.id)))


def jobs(session: Session, lgsl: int, person: Person | None = None) -> tuple[Job, ...]:
    """The jobs that processes of a service name, most common first."""
    count = func.count()
    rows = session.execute(
        select(Process.job, func.min(Process.interaction_id), count)
        .where(listed(person), Process.lgsl == lgsl, Process.state.in_(("published", "draft")))
        .group_by(Process.job)
        .order_by(count.desc(), Process.job)
    )
    return tuple(Job(name, interaction, number) for name, interaction, number in rows)


def could_have(session: Session, service: Service) -> CouldHave:
    """The real councils of today that provide a service, whether or not they have a process here, by name."""
    tiers = TIER_HAS[service.tier or "all"]
    rows = session.scalars(
        select(Organisation)
        .where(
            Organisation.kind == "council",
            Organisation.is_current,
            Organisation.is_example.is_(False),
            Organisation.tier.in_(tiers),
        )
        .order_by(Organisation.name)
    )
    return CouldHave(service.tier, tuple(rows))


def _everyday(session: Session, asked: str) -> list[int]:
    """Services whose everyday name this is, and whose everyday names these words begin."""
    forms = {asked, asked.removesuffix("s"), asked + "s"}
    exact = session.scalars(
        select(Synonym.lgsl).where(Synonym.words.in_(forms)).order_by(Synonym.rank, Synonym.lgsl)
    ).all()
    begun = session.scalars(
        select(Synonym.lgsl)
        .where(Synonym.words.startswith(asked, autoescape=True))
        .order_by(Synonym.rank, func.length(Synonym.words), Synonym.lgsl)
        .limit(10)
    ).all()
    return list(dict.fromkeys([*exact, *begun]))


def _counts(session: Session, numbers: list[int], person: Person | None) -> dict[int, tuple[int, int]]:
    rows = session.execute(
        select(
            Process.lgsl,
            func.count(distinct(ProcessOrganisation.organisation_id)),
            func.count(distinct(Process.job)),
        )
        .join(ProcessOrganisation)
        .where(listed(person), Process.state == "published", Process.lgsl.in_(numbers))
        .group_by(Process.lgsl)
    )
    return {lgsl: (councils, found) for lgsl, councils, found in rows if lgsl is not None}
