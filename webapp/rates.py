"""How often one address may ask: loose enough for people, tight enough to stop a runaway script.

Counted in the memory of each server process; whoever runs several puts a proxy with its own limits in front.
"""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

EVERYTHING = "1200 per minute"
UPLOADS = "60 per minute"
WALKS = "120 per minute"
STEPS = "6000 per minute"
"""Pages of a walk: a room of fifty people may walk together from one address."""
SIGNING_IN = "60 per minute"

limiter = Limiter(get_remote_address, default_limits=[EVERYTHING], storage_uri="memory://")
