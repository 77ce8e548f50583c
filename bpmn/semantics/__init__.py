"""The one normal form that everything executable starts from: walking, simulation, soundness, behaviour.

A diagram says a good deal silently: which events may start a process, that two flows out of a task are a
fork, that a task without a way out is an end, that a link pair is a flow. `normal_form` says all of it out
loud, once, so that no two parts of the library can read the same diagram differently. The rules are those of
BPMN 2.0.2 chapter 13; where the specification leaves a choice, the choice is stated in
`docs/decisions/token-semantics.md`.
"""

from bpmn.semantics.form import NormalForm, Scope, Station, Way
from bpmn.semantics.normalise import normal_form
from bpmn.semantics.reach import reaches, reaches_any

__all__ = ["NormalForm", "Scope", "Station", "Way", "normal_form", "reaches", "reaches_any"]
