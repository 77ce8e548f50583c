"""The page of a walk: where the case stands, what can happen next, what has happened. The same to read only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from bpmn.patterns import Pattern
from engine.options import Option
from engine.stuck import explained
from engine.walkthrough import Walkthrough as Walk
from webapp import rates, reading
from webapp.patterns.faults import error_summary
from webapp.permissions import may
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.tables import Walkthrough
from webapp.walkthroughs import as_persona, asking, typed, warm
from webapp.walkthroughs.ahead import ahead
from webapp.walkthroughs.area import blueprint
from webapp.walkthroughs.into_calls import offered
from webapp.walkthroughs.planned import Proposal, plan_of, proposal
from webapp.walkthroughs.screens import button, rendered, takes_file
from webapp.walkthroughs.stage import KIND_WORDS, Stage
from webapp.walkthroughs.timeline import Timeline
from webapp.walkthroughs.told import resident_knows
from webapp.web import db, person


@blueprint.get("/<walk_id>")
@limiter.limit(rates.STEPS)
def walkthrough(walk_id: str) -> ResponseReturnValue:
    """What happens to this person?"""
    kept = asking.find(walk_id)
    return show(kept, request.args.get("at", ""), asking.number(request.args.get("page")))


@blueprint.get("/<walk_id>/read")
def read(walk_id: str) -> ResponseReturnValue:
    """Where the case stands, for whoever was sent the address: nothing on this page changes anything."""
    kept = asking.find(walk_id)
    walk, patterns = asking.as_kept(kept)
    return render_template("walkthroughs/read.html", **_standing(kept, walk, Stage(walk, patterns)))


def show(
    kept: Walkthrough,
    at: str,
    page: int,
    *,
    faults: dict[str, Any] | None = None,
    answers: dict[str, Any] | None = None,
    error: str = "",
) -> str:
    """The page of a walk. `at` is the step asked for, `page` which of its screens; `faults` are what is wrong with
    the `answers` just sent, `error` with a choice."""
    walk, patterns = asking.here(kept)
    planned = proposed(kept, walk)
    stage = Stage(walk, patterns, at or (planned.element if planned else ""))
    page = min(page, max(0, len(stage.screens) - 1))
    screen = stage.screens[page] if stage.screens else None
    known = _known(kept, walk, stage, planned)
    if not faults:
        known |= as_persona.filled(kept.id, screen, known).answers
    known |= answers or {}
    found = faults or {}
    is_form = screen is not None and screen.page is not None
    html = render_template(
        "walkthroughs/walkthrough.html",
        **_standing(kept, walk, stage),
        kinds=KIND_WORDS,
        in_hand=_in_hand(stage, planned),
        page=page,
        screen=screen,
        screen_html=rendered(screen, known, found, patterns.values()) if screen else None,
        upload=takes_file(screen),
        button=button(screen, stage, page),
        errors=found or ({"chose": error} if error else {}),
        error=error,
        fault_list=error_summary(_page(screen), found) if found and is_form else [],
        mine=asking.is_mine(kept),
        planned=planned,
        into=offered(kept, stage.option),
        checked=_checked(stage, planned),
        parent=_parent(kept),
        may_change=asking.may_change(kept),
        may_keep=may(person(), "keep-scenario", kept.process),
    )
    warm.put(kept.version.sha256, walk)
    return html


def proposed(kept: Walkthrough, walk: Walk) -> Proposal | None:
    """What the walk's plan proposes now, if it follows one."""
    plan = plan_of(kept.plan)
    return proposal(plan, walk.history, walk.enabled) if plan else None


def _standing(kept: Walkthrough, walk: Walk, stage: Stage) -> dict[str, Any]:
    """What both pages say about where the case stands."""
    timeline = Timeline(stage)
    steps = kept.log.get("steps")
    time_in_hand = stage.option if stage.option and stage.option.kind == "time" else None
    return {
        "kept": kept,
        "process": kept.process,
        "walk": walk,
        "stage": stage,
        "timeline": timeline,
        "groups": ahead(stage, timeline.clock),
        "later": timeline.clock.after(time_in_hand.element) if time_in_hand else None,
        "knows": resident_knows(stage, timeline.clock.moments),
        "stuck_by": stuck_by(kept, walk),
        "lost": max(0, len(steps) - len(walk.history)) if isinstance(steps, list) else 1,
        "newest": kept.process.current_number,
    }


def _known(kept: Walkthrough, walk: Walk, stage: Stage, planned: Proposal | None) -> dict[str, Any]:
    """What the page of the step in hand is filled in with: answers so far, what the plan proposes, what was typed
    on earlier pages of the step."""
    element = stage.option.element if stage.option else ""
    proposes = planned.answers if planned and planned.element == element else {}
    return {**walk.answers, **proposes, **typed.pending(kept.id, element)}


def _in_hand(stage: Stage, planned: Proposal | None) -> Option | None:
    """The step in hand; where the plan is followed, with the number the plan says and not the one the file does."""
    option = stage.option
    if option is None or option.how_many is None or planned is None or planned.element != option.element:
        return option
    return replace(option, how_many=replace(option.how_many, suggested=planned.times))


def _checked(stage: Stage, planned: Proposal | None) -> tuple[str, ...]:
    """The ways of the decision in hand that are marked already: the plan's, else what the answers suggest."""
    if stage.option is None:
        return ()
    if planned and planned.element == stage.option.element:
        return planned.chose
    return stage.option.suggested or ()


def _parent(kept: Walkthrough) -> Walkthrough | None:
    """The walk it came from, where this person may be told its address: a scenario, or a walk of their own. To
    anybody else that address is somebody's secret."""
    found = queries.work.walkthrough(db(), kept.parent_id, person()) if kept.parent_id else None
    return found if found and (found.is_scenario or asking.is_mine(found)) else None


def stuck_by(kept: Walkthrough, walk: Walk) -> tuple[int, str] | None:
    """The fault that the check found where a stuck walk stands: its number and what it says."""
    if walk.outcome != "stuck":
        return None
    faults = reading.read(db(), kept.version).soundness.faults
    fault = explained(walk, faults)
    return (faults.index(fault) + 1, fault.text) if fault is not None else None


def _page(screen: Any) -> Any:
    pattern: Pattern = screen.pattern
    return pattern.pages[screen.page]
