"""Whether one typed value is what its check asks for, and the form it is kept in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from bpmn.patterns import Component, title_of
from webapp.patterns.faults import Fault, message, subject, within_sentence

LONGEST_INPUT = 200
LONGEST_TEXT = 4_000

_POSTCODE = re.compile(
    r"(GIR0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])[0-9][ABD-HJLNP-UW-Z]{2})"
)
_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}", re.IGNORECASE)
_PHONE = re.compile(r"(\+|00)?[0-9]{10,14}")
_UK_PHONE = re.compile(r"0(1[0-9]{8,9}|[2378][0-9]{9}|55[0-9]{8}|56[0-9]{8}|70[0-9]{8}|9[0-9]{9})")
_NINO = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")
_MONEY = re.compile(r"([0-9]{1,9})(?:\.([0-9]{2}))?")
_VEHICLE = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{2,7}")
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)

Checked = str | Fault


def clean(text: str) -> str:
    """What somebody typed, without control characters and surrounding space, in one Unicode form."""
    kept = (
        c for c in text.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def check_text(component: Component, text: str) -> Checked:
    """A value that is not empty: the form to keep, or what is wrong with it."""
    usual = LONGEST_TEXT if component.component in ("textarea", "character-count") else LONGEST_INPUT
    longest = component.longest or usual
    if len(text) > longest:
        words = f"{subject(component)} must be {longest} characters or fewer"
        return Fault(message(component, "longest", words))
    if component.check in _CHECKS:
        return _CHECKS[component.check](component, text)
    return text


def _postcode(component: Component, text: str) -> Checked:
    packed = re.sub(r"[\s.\-]", "", text).upper()
    if _POSTCODE.fullmatch(packed):
        return f"{packed[:-3]} {packed[-3:]}"
    return Fault(message(component, "check", "Enter a full UK postcode, like SW1A 2AA"))


def _email(component: Component, text: str) -> Checked:
    name, _, domain = text.partition("@")
    dotted = ".." in text or name.startswith(".") or name.endswith(".")
    hyphened = any(part.startswith("-") or part.endswith("-") for part in domain.split("."))
    if len(text) <= 254 and _EMAIL.fullmatch(text) and not dotted and not hyphened:
        return text
    return Fault(
        message(component, "check", "Enter an email address in the correct format, like name@example.com")
    )


def _phone(component: Component, text: str) -> Checked:
    if _PHONE.fullmatch(re.sub(r"[\s().\-]", "", text)):
        return re.sub(r"\s+", " ", text)
    return Fault(message(component, "check", "Enter a phone number, like 01632 960 001 or 07700 900 982"))


def _vehicle(component: Component, text: str) -> Checked:
    packed = re.sub(r"[\s\-]", "", text).upper()
    if _VEHICLE.fullmatch(packed):
        return packed
    return Fault(
        message(component, "check", "Enter a registration number in the correct format, like AB12 CDE")
    )


def _uk_phone(component: Component, text: str) -> Checked:
    """A number of the National Telephone Numbering Plan, grouped as it is usually written."""
    packed = re.sub(r"[\s().\-]", "", text)
    national = re.sub(r"^(\+44|0044)0?", "0", packed)
    if not _UK_PHONE.fullmatch(national):
        words = "Enter a UK phone number, like 01632 960 001 or 07700 900 982"
        return Fault(message(component, "check", words))
    if national[1] == "2":
        first = 3
    elif national[1] in "389" or re.match(r"01(1|.1)", national):
        first = 4
    else:
        first = 5
    rest = national[first:]
    return " ".join((national[:first], rest[:-4], rest[-4:]) if first < 5 else (national[:first], rest))


def _national_insurance(component: Component, text: str) -> Checked:
    """Two letters that HMRC gives out, six digits, A to D (HMRC's manual NIM39110)."""
    packed = re.sub(r"[\s.\-]", "", text).upper()
    if not _NINO.fullmatch(packed):
        return Fault(message(component, "check", "Enter a National Insurance number in the correct format"))
    return " ".join((packed[:2], packed[2:4], packed[4:6], packed[6:8], packed[8:]))


def _money(component: Component, text: str) -> Checked:
    """Pounds, with both digits of the pence or none: kept as plain digits, so that conditions can compare it."""
    title = title_of(component) or "The answer"
    match = _MONEY.fullmatch(re.sub(r"[\s,£]", "", text))
    if match is None:
        return Fault(message(component, "check", f"{title} must be an amount of money, like 40 or 57.50"))
    pounds, pence = str(int(match.group(1))), match.group(2) or "00"
    return _within(component, title, Decimal(f"{pounds}.{pence}"), "£") or (
        pounds if pence == "00" else f"{pounds}.{pence}"
    )


def _sort_code(component: Component, text: str) -> Checked:
    packed = re.sub(r"[\s\-–]", "", text)
    if not re.fullmatch(r"[0-9]{6}", packed):
        return Fault(message(component, "check", "Enter a valid sort code like 309430"))
    return f"{packed[:2]}-{packed[2:4]}-{packed[4:]}"


def _account_number(component: Component, text: str) -> Checked:
    packed = re.sub(r"[\s\-]", "", text)
    if not re.fullmatch(r"[0-9]+", packed):
        return Fault(message(component, "check", "Enter a valid account number like 00733445"))
    if not 6 <= len(packed) <= 8:
        return Fault(message(component, "check", "Account number must be between 6 and 8 digits"))
    return packed.zfill(8)


def _uprn(component: Component, text: str) -> Checked:
    """A unique property reference number: up to 12 digits, kept without zeros in front."""
    packed = re.sub(r"\s", "", text).lstrip("0")
    if not re.fullmatch(r"[0-9]{1,12}", packed):
        return Fault(
            message(
                component, "check", "Enter a property reference (UPRN) of up to 12 digits, like 10033544614"
            )
        )
    return packed


def _within(component: Component, title: str, number: Decimal, unit: str = "") -> Fault | None:
    """What is wrong with a number beside the bounds of its question, None when nothing is."""
    low, high = component.low, component.high
    if isinstance(low, int | float) and number < Decimal(str(low)):
        return Fault(message(component, "min", f"{title} must be {unit}{low:g} or more"))
    if isinstance(high, int | float) and number > Decimal(str(high)):
        fewer = "less" if unit else "fewer"
        return Fault(message(component, "max", f"{title} must be {unit}{high:g} or {fewer}"))
    return None


def _number(component: Component, text: str) -> Checked:
    packed = re.sub(r"[\s,£]", "", text)
    title = subject(component)
    if not _NUMBER.fullmatch(packed):
        return Fault(message(component, "check", f"{title} must be a number, like 3"))
    try:
        number = Decimal(packed)
    except InvalidOperation:  # pragma: no cover - the expression above lets only numbers through
        return Fault(message(component, "check", f"{title} must be a number, like 3"))
    if component.check == "whole-number" and number != number.to_integral_value():
        return Fault(message(component, "check", f"{title} must be a whole number, like 3"))
    return _within(component, title, number) or format(number.normalize() if number else Decimal(0), "f")


_CHECKS: dict[str, Callable[[Component, str], Checked]] = {
    "postcode": _postcode,
    "email": _email,
    "phone": _phone,
    "vehicle": _vehicle,
    "uk-phone": _uk_phone,
    "national-insurance": _national_insurance,
    "money": _money,
    "sort-code": _sort_code,
    "account-number": _account_number,
    "uprn": _uprn,
    "number": _number,
    "whole-number": _number,
}


def check_date(component: Component, parts: tuple[str, str, str], today: date) -> Checked:
    """A date typed as day, month and year: the ISO date, or what is wrong with it and with which parts."""
    title = subject(component, "The date")
    empty = tuple(name for name, part in zip(("day", "month", "year"), parts, strict=True) if not part)
    if empty:
        return Fault(message(component, "check", f"{title} must include a {' and a '.join(empty)}"), empty)
    day, month, year = _whole(parts[0]), _month(parts[1]), _whole(parts[2])
    if year is not None and not 1000 <= year <= 9999:
        return Fault(message(component, "check", "Year must include 4 numbers"), ("year",))
    try:
        given = date(year or 0, month or 0, day or 0)
    except ValueError:
        return Fault(message(component, "check", f"{title} must be a real date"))
    if component.check == "past-date" and given > today:
        return Fault(message(component, "max", f"{title} must be today or in the past"))
    if component.check == "future-date" and given < today:
        return Fault(message(component, "min", f"{title} must be today or in the future"))
    return given.isoformat()


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def _month(text: str) -> int | None:
    lowered = text.lower().rstrip(".")
    for names in (_MONTHS, _LONG_MONTHS):
        if lowered in names:
            return names.index(lowered) + 1
    return _whole(text)


def check_file(component: Component, filename: str, size: int | None = None) -> Checked:
    """The name of a file to upload, without any folders: the name to keep, or what is wrong with it. `size` is
    its length in bytes, None where it is not known."""
    name = re.sub(r"[<>:\"|?*]", "", clean(re.split(r"[\\/]", filename)[-1]))[-100:]
    endings = tuple(f".{ending.lower().lstrip('.')}" for ending in component.accept)
    if endings and not name.lower().endswith(endings):
        kinds = [ending.lstrip(".").upper() for ending in endings]
        listed = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} or {kinds[-1]}"
        return Fault(message(component, "accept", f"The selected file must be a {listed}"))
    if size == 0:
        return Fault(message(component, "required", "The selected file is empty"))
    if size is not None and component.largest is not None and size > component.largest * 1_000_000:
        return Fault(
            message(component, "largest", f"The selected file must be smaller than {component.largest}MB")
        )
    return name or Fault(message(component, "required", f"Select {within_sentence(title_of(component))}"))
