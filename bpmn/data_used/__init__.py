"""The data a process uses: what is asked where, what it is used for, and what does not fit together."""

from bpmn.data_used.all import data_used
from bpmn.data_used.record import Asking, DataUsed, Drawn, Flag, FlagKind, Named, Using

__all__ = ["Asking", "DataUsed", "Drawn", "Flag", "FlagKind", "Named", "Using", "data_used"]
