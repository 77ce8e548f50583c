"""One process: its page, its versions, uploading, who is who, attaching patterns, facts and its life."""

from webapp.processes import (
    accepting,
    attaching,
    changes,
    data,
    editing,
    faults,
    local_settings,
    mending,
    reporting,
    uploading,
)
from webapp.processes.views import blueprint

upload_blueprint = uploading.upload_blueprint

# Importing the modules registers their pages on the one blueprint.
PAGES = (accepting, attaching, changes, data, editing, faults, local_settings, mending, reporting, uploading)
__all__ = ["blueprint", "upload_blueprint"]
