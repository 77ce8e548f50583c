"""The fixed numbers of finding similar processes, in one place; how they were chosen is in
docs/decisions/finding-similar.md."""

from __future__ import annotations

MOST_STEPS = 300
"""Steps of one process that are kept, in process order. What comes after says nothing new about what it is."""
LONGEST = 400
"""Letters of a label that are kept."""
MOST_QUESTIONS = 200
EVENT_WEIGHT = 0.4
"""What a named event counts beside an activity: "28 days" and "Refused" stand in every service."""
TITLE_WEIGHT = 0.3
"""What the name of the job counts beside all steps together."""
SENTENCES = 0.5
"""Share of the sentence embedding in a row; the rest are the words."""
OTHER_KIND = 0.1
"""Taken off two steps of which one is an activity and the other an event."""
SAME_PART, OTHER_PART = 0.06, -0.06
"""Added where both are done by somebody known, and it is the same part or another."""
DENIED = 0.15
"""Taken off two steps of which one says that something is not so."""
APART = 0.2
"""Taken off two steps, one at the beginning and one at the end; in between less."""
ALIKE = 0.5
"""From here on two steps are said to be alike."""
WHOLE, STEPS, STRUCTURE = 0.6, 0.3, 0.1
"""Shares of the likeness: the two processes' own rows, their steps that are alike, and order and kinds of these."""
SERVICE = 0.1
"""Share of belonging to the same service, where both are known to belong to one."""
LEAST = 0.25
"""What is less alike than this is not shown: half of all processes of other services are."""
CANDIDATES = 50
"""Processes whose rows are nearest, which are then judged step by step."""
