"""Every table in one import, for the migrations and whoever needs several."""

from __future__ import annotations

from webapp.store.base import Base, now
from webapp.store.catalogue import CatalogueImport, Function, Interaction, Service, ServiceFunction, Synonym
from webapp.store.checks import AcceptedFinding, RuleSetting
from webapp.store.decisions import Decision
from webapp.store.local_settings import LocalSetting
from webapp.store.organisations import Organisation, OrganisationSuccessor
from webapp.store.pattern_work import PatternWork
from webapp.store.patterns import Pattern, PatternVersion
from webapp.store.people import Attempt, Audit, Invitation, Membership, PasswordReset, User
from webapp.store.processes import Blob, Process, ProcessOrganisation, Version, VersionPattern
from webapp.store.vectors.tables import LabelUse, LabelVector, ProcessVector, VectorState
from webapp.store.work import ConfirmedMatch, Walkthrough
from webapp.store.workshops import (
    OwnPersona,
    ProposedChange,
    WalkedThrough,
    Workshop,
    WorkshopItem,
    WorkshopNote,
)

__all__ = [
    "AcceptedFinding",
    "Attempt",
    "Audit",
    "Base",
    "Blob",
    "CatalogueImport",
    "ConfirmedMatch",
    "Decision",
    "Function",
    "Interaction",
    "Invitation",
    "LabelUse",
    "LabelVector",
    "LocalSetting",
    "Membership",
    "Organisation",
    "OrganisationSuccessor",
    "OwnPersona",
    "PasswordReset",
    "Pattern",
    "PatternVersion",
    "PatternWork",
    "Process",
    "ProcessOrganisation",
    "ProcessVector",
    "ProposedChange",
    "RuleSetting",
    "Service",
    "ServiceFunction",
    "Synonym",
    "User",
    "VectorState",
    "Version",
    "VersionPattern",
    "WalkedThrough",
    "Walkthrough",
    "Workshop",
    "WorkshopItem",
    "WorkshopNote",
    "now",
]
