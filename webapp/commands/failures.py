"""Which errors are a person's to mend, and the one sentence each becomes."""

from __future__ import annotations


def sentence(error: Exception) -> str | None:
    """The sentence for an error that is no fault of ours; None for one that is."""
    from bpmn.errors import BpmnError
    from bpmn.patterns import PatternError

    if isinstance(error, (BpmnError, PatternError)) or _is_ours(error):
        return str(error)
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}."
    return _of_the_database(error)


def _is_ours(error: Exception) -> bool:
    # By name: the engine and the store are slow to import, and most commands use neither.
    roots = {"engine.errors.EngineError", "importers.errors.ImportRefused", "webapp.errors.GuildhallError"}
    return any(f"{kind.__module__}.{kind.__name__}" in roots for kind in type(error).__mro__)


def _of_the_database(error: Exception) -> str | None:
    if not type(error).__module__.startswith("sqlalchemy."):
        return None
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

    if isinstance(error, OperationalError):
        why = str(error.orig).splitlines()[0].rstrip(".")
        return f"The database cannot be used: {why}. Check GUILDHALL_DATABASE_URL and GUILDHALL_INSTANCE."
    if isinstance(error, (ArgumentError, NoSuchModuleError)):
        return "GUILDHALL_DATABASE_URL is not an address of a SQLite or PostgreSQL database."
    return None
