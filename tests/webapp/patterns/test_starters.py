"""The patterns drawn for this library: whole, publishable, rendered, and answerable."""

from __future__ import annotations

from datetime import date

import pytest

from bpmn.patterns import (
    answer_names,
    choices,
    dump,
    expand,
    in_welsh,
    places,
    problems,
    questions,
    service_problems,
)
from tests.webapp.patterns.dom import described_by, dom, text_of
from tests.webapp.patterns.starters import FILES, PAGED, STARTERS, sample
from webapp.patterns.answers import needs_upload, read_answers
from webapp.patterns.render import message_length, render_letter, render_page, unfilled

TODAY = date(2026, 11, 23)

ANSWERS = {
    "address": "address_line_1 address_line_2 town postcode",
    "name": "first_name last_name",
    "contact-details": "contact_by=email|text|phone|post email phone",
    "date": "event_date",
    "evidence-upload": "evidence_now=yes|no evidence",
    "eligibility-check": "conditions_met=first|second|none",
    "permit-rules": "permit_zone=in-zone|car-free|no-zone vehicle_height permits_held",
    "choose-an-appointment": "slot=morning|afternoon|none",
    "pay": "payment=paid|not-paid",
    "check-your-answers": "",
    "declaration": "declared=yes",
    "confirmation": "",
    "tell-us-about-a-change": "change=address|vehicle|name|other change_details",
    "missed-bin-report": "bin_type=refuse|recycling|food|garden collection_day reported_within=yes|no "
    "out_on_time=yes|no "
    "seen_problem=contamination|too-heavy|side-waste|blocked-road|none wants_return=yes|no",
    "crew-log-check": "log_says=no-record|not-presented|contaminated|blocked-road",
    "bulky-items": "item_count items has_fridge=yes|no gets_benefit=yes|no free_used "
    "council_tax_support=yes|no",
    "bulky-change": "change_request=cancel|move|none notice_days council_fault=yes|no",
    "permit-vehicle": "registration vehicle_owned=yes|no off_street_spaces vehicles",
    "permit-proof": "new_resident=yes|no proof_now=yes|no "
    "proof_type=council-tax|tenancy|utility|bank|driving-licence",
    "permit-assessment": "proof_accepted=yes|no|more decision=approve|refuse",
    "badge-decision": "criteria=automatic|assessment|not-met needs_expert=yes|no decision=approve|refuse",
    "badge-review-request": "review_reason new_evidence=yes|no already_assessed=yes|no",
    "badge-review-decision": "outcome=uphold|award|clinic",
    "taxi-checks": "right_to_work=yes|no licence_years dbs_clear=yes|no medical_passed=yes|no "
    "knowledge_passed=yes|no safeguarding_passed=yes|no",
    "garden-subscription": "bins renewing=yes|no payment_method=card|direct-debit|invoice "
    "cancel=yes|no days_since_start",
    "kerb-application": "owner=yes|no owner_consent=yes|no depth_m width_m planning_needed=yes|no|not-sure "
    "shared_kerb=yes|no",
    "kerb-inspection": "site_suitable=yes|no tree_or_verge=yes|no decision=approve|refuse",
    "acting-for-someone-else": "acting_for=myself|someone-else relationship has_authority=agreed|authority|no",
    "ask-for-a-review": "decision_reference review_reason new_evidence=yes|no",
    "bank-details": "account_name sort_code account_number roll_number",
    "cancel-a-request": "request_reference cancel_confirmed=yes|no cancel_reason=not-needed|date|cost|other",
    "check-a-permit-zone": "parking_street zone=zone-1|zone-2|zone-3|none|not-sure",
    "choose-a-contractor": "contractor=contractor-1|contractor-2|contractor-3|own own_contractor",
    "choose-a-collection-day": "collection_date=day-1|day-2|day-3|later",
    "communication-needs": "help_needed=large-print|easy-read|audio|bsl|interpreter|relay|none",
    "confirm-a-phone-number": "security_code",
    "confirm-an-email-address": "email_confirmed=yes|no|wrong",
    "contact-us": "",
    "cookies": "analytics_cookies=yes|no",
    "create-an-account": "email password",
    "date-of-birth": "date_of_birth",
    "email-address": "email",
    "equality-information": "equality_questions=yes|no health_condition=yes|no|prefer-not "
    "daily_activities=a-lot|a-little|no|prefer-not "
    "religion=none|christian|buddhist|hindu|jewish|muslim|sikh|other|prefer-not",
    "ethnic-group": "ethnic_group=white|mixed|asian|black|other|prefer-not "
    "white_background=british|irish|traveller|roma|other|prefer-not "
    "mixed_background=white-black-caribbean|white-black-african|white-asian|other|prefer-not "
    "asian_background=indian|pakistani|bangladeshi|chinese|other|prefer-not "
    "black_background=african|caribbean|other|prefer-not other_background=arab|other|prefer-not",
    "find-my-property": "postcode house property=property-1|property-2|property-3|not-listed",
    "full-name": "full_name",
    "gender-or-sex": "sex=female|male|prefer-not same_gender=yes|no|prefer-not gender_identity",
    "interruption": "",
    "leave-quickly": "",
    "make-a-complaint": "complaint_details outcome_wanted",
    "national-insurance-number": "national_insurance_number",
    "page-not-found": "",
    "pay-a-penalty": "notice_number registration penalty_choice=pay|challenge|not-mine",
    "phone-number": "phone",
    "question-page": "your_answer=yes|no",
    "renew-a-permit": "permit_number details_changed=no|yes renew_for=6-months|12-months",
    "report-a-problem-in-the-street": "problem_type=pothole|street-light|fly-tipping|obstruction|tree|other "
    "danger=yes|no problem_street problem_area problem_landmark problem_details problem_photo",
    "service-disruption": "",
    "service-problem": "",
    "service-unavailable": "",
    "start-page": "",
    "task-list": "",
}
WRITTEN = {
    "appointment-letter": "letter",
    "cancelled-message": "text",
    "confirmation-email": "email",
    "delay-message": "text",
    "paper-form": "paper",
    "payment-request": "email",
    "proof-request": "email",
    "refund-notice": "email",
    "decision-letter": "letter",
    "reminder-email": "email",
    "phone-script": "script",
    "text-message": "text",
}
KNOWN_ELSEWHERE = {"reference", "email", "phone"}
"""What a page may speak of that it does not ask for: the case's reference, and what other blocks ask."""

SERVICES = {
    "report-a-missed-bin",
    "book-a-bulky-waste-collection",
    "apply-for-a-resident-permit",
    "blue-badge-decision-and-review",
    "apply-for-a-taxi-driver-licence",
    "subscribe-to-garden-waste",
    "apply-for-a-dropped-kerb",
    "report-a-street-problem",
    "renew-a-resident-permit",
    "pay-or-challenge-a-penalty",
}


def test_every_starter_is_known_to_this_table() -> None:
    assert set(STARTERS) == set(ANSWERS) | set(WRITTEN) | SERVICES


@pytest.mark.parametrize("slug", ANSWERS)
def test_a_block_asks_for_the_answers_that_diagrams_rely_on(slug: str) -> None:
    asked = [
        f"{asked.name}={'|'.join(value for value, _ in asked.choices)}" if asked.choices else asked.name
        for asked in questions(STARTERS[slug])
    ]
    assert " ".join(asked) == ANSWERS[slug]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_starter_is_publishable_and_written_in_the_one_form(path: object) -> None:
    slug = str(getattr(path, "name", "")).removesuffix(".pattern.json")
    pattern = STARTERS[slug]
    assert pattern.slug == slug
    assert problems(pattern) == ()
    assert path.read_bytes() == dump(pattern)  # type: ignore[attr-defined]
    assert all(vars(pattern.guidance).values())


@pytest.mark.parametrize("slug", sorted(SERVICES))
def test_a_service_is_made_of_blocks_of_this_library(slug: str) -> None:
    service = STARTERS[slug]
    assert service_problems(service, STARTERS) == ()
    assert len(expand(service, STARTERS)) == len(service.parts)
    owned = {name for part in service.parts for name in STARTERS[part.ref].settings}
    assert set(service.settings) <= owned, "a setting that no block uses"


@pytest.mark.parametrize("slug", STARTERS)
def test_every_setting_is_used_and_every_place_in_a_page_has_one(slug: str) -> None:
    pattern = STARTERS[slug]
    if pattern.kind != "service":
        used = set(places(dump(pattern).decode()))
        assert set(pattern.settings) <= used
        if pattern.kind == "pages":
            assert used - KNOWN_ELSEWHERE <= set(pattern.settings)


@pytest.mark.parametrize(("slug", "number"), PAGED)
def test_a_page_accepts_a_form_filled_in_well(slug: str, number: int) -> None:
    pattern = STARTERS[slug]
    form, files = sample(pattern.pages[number])
    answers, faults = read_answers(pattern, number, form, files, today=TODAY)
    assert faults == {}
    assert set(answers) == {asked.name for asked in questions(pattern) if asked.page == number}
    html = render_page(pattern, number, answers)
    assert "cannot be shown" not in html
    assert needs_upload(pattern.pages[number]) == (bool(dom(html).xpath("//input[@type='file']")))


@pytest.mark.parametrize(("slug", "number"), PAGED)
def test_an_empty_form_is_answered_with_messages_that_lead_to_their_fields(slug: str, number: int) -> None:
    pattern = STARTERS[slug]
    answers, faults = read_answers(pattern, number, {}, {}, today=TODAY)
    needed = [a.name for a in questions(pattern) if a.page == number and a.required and a.when is None]
    assert list(faults) == needed
    root = dom(render_page(pattern, number, answers, faults))
    links = root.xpath("//*[contains(@class, 'govuk-error-summary')]//a")
    assert len(links) == len(needed)
    for link, name in zip(links, needed, strict=True):
        (field,) = root.xpath("//*[@id=$name]", name=link.get("href")[1:])
        assert field.tag in ("input", "select", "textarea")
        holders = [field, *field.iterancestors("fieldset")]
        assert any(faults[name].text in described_by(root, holder) for holder in holders)
        assert "{{" not in text_of(link)
        assert "[" not in text_of(link)


@pytest.mark.parametrize(("slug", "number"), PAGED)
def test_a_page_is_sound_html_for_everybody(slug: str, number: int) -> None:
    root = dom(render_page(STARTERS[slug], number))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(root.xpath("//h1")) == 1
    for field in root.xpath("//input | //select | //textarea"):
        labels = root.xpath("//label[@for=$name]", name=field.get("id"))
        assert len(labels) == 1
        assert text_of(labels[0])
        described_by(root, field)
    for group in root.xpath("//fieldset"):
        assert text_of(group.xpath("./legend")[0])
        described_by(root, group)
    assert [text_of(area) for area in root.xpath("//textarea") if text_of(area)] == [], (
        "nothing was typed yet"
    )
    assert "{{" not in root.text_content()


@pytest.mark.parametrize("slug", WRITTEN)
def test_a_letter_is_rendered_with_its_places_filled(slug: str) -> None:
    pattern = STARTERS[slug]
    assert pattern.kind == WRITTEN[slug]
    answers = {
        "first_name": "Amira",
        "last_name": "Khan",
        "decision": "approve",
        "reference": "AB-1",
        "reason": "x",
    }
    html = render_letter(pattern, answers)
    assert "{{" not in html
    assert unfilled(pattern, answers) == ()


@pytest.mark.parametrize("slug", ["text-message", "delay-message", "cancelled-message"])
def test_a_text_message_fits_into_one_message_in_either_language(slug: str) -> None:
    answers = {"first_name": "Amira", "reference": "AB-12345"}
    for pattern in (STARTERS[slug], in_welsh(STARTERS[slug])):
        assert message_length(pattern, answers) <= 160


@pytest.mark.parametrize("slug", STARTERS)
def test_staff_blocks_say_so(slug: str) -> None:
    staff = {"crew-log-check", "permit-assessment", "badge-decision", "badge-review-decision", "taxi-checks"}
    assert (STARTERS[slug].audience == "staff") == (slug in staff | {"kerb-inspection"})


def test_choices_are_worded_once_each() -> None:
    for pattern in STARTERS.values():
        for page in pattern.pages:
            for component in page.components:
                texts = [text for _, text in choices(component)]
                assert len(texts) == len(set(texts))


def test_no_two_blocks_of_a_service_give_one_answer_by_chance() -> None:
    for slug in SERVICES:
        slugs = dict.fromkeys(part.ref for part in STARTERS[slug].parts)
        names = [name for ref in slugs for name in answer_names(STARTERS[ref])]
        assert len(names) == len(set(names))
