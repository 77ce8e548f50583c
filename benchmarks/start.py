"""How long a start takes: `python benchmarks/start.py [--fresh]`.

Prints the seconds to the first page of an empty library (tables, catalogues, patterns and examples are loaded),
to the first page of the same library started again (wanted: under 5), and what `run.py` adds when nothing is to be
done (wanted: under 2). With --fresh also the seconds that `python3 run.py serve` takes to its first page in a new
clone of this repository's last commit, packages downloaded or taken from pip's cache (wanted: under 180).
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from serving import ROOT, serving


def start(instance: Path) -> float:
    """Seconds from the command to the first page."""
    with serving(instance) as server:
        return server.seconds


def added_by_run() -> float:
    """Seconds of `run.py` up to where it hands over: Python's own start and looking whether anything changed."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import run; run.fingerprint('serve')"], cwd=ROOT, check=True)
    return time.perf_counter() - began


def fresh(folder: Path) -> float:
    """Seconds of the first `python3 run.py serve` in a new clone."""
    clone = folder / "guildhall"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    python = str(getattr(sys, "_base_executable", sys.executable))
    with serving(folder / "instance", (python, "run.py", "serve"), clone) as server:
        return server.seconds


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--fresh", action="store_true", help="also in a new clone, set-up included")
    asked = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}; seconds")
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        print(f"an empty library, to the first page   {start(instance):6.1f}")
        print(f"the same again                        {start(instance):6.1f}   wanted: under 5")
        print(f"what run.py adds                      {added_by_run():6.1f}   wanted: under 2")
        if asked.fresh:
            print(f"a new clone, set-up included          {fresh(Path(folder)):6.1f}   wanted: under 180")


if __name__ == "__main__":
    main()
