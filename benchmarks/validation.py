"""How long validation takes: every file of a folder, the nets that are hard on a checker, and bpmnlint beside it.

python benchmarks/validation.py [FOLDER] [--bpmnlint FOLDER_WITH_NODE_MODULES]

Prints median, 99th percentile and worst in milliseconds for reading, XSD, all rules and soundness together, and for
soundness alone; then the special nets beside what is wanted. With Node and a folder in which `npm install
bpmnlint@11.15.0 bpmn-moddle` was run, bpmnlint's recommended rules lint the same files in one warm process in the
same run, and our rules alone stand beside it (both without reading).
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from special_nets import NETS

from bpmn.document import load
from bpmn.errors import BpmnError
from bpmn.reader import read_document
from bpmn.rules import RULES
from bpmn.schema import xsd_findings
from bpmn.soundness import decide

REPEATS = 3
WANTED = {"everything": (10, 60, 1_000), "soundness alone": (2, 15, None)}
LINT = """
const { readFileSync } = require("fs");
const { BpmnModdle } = require("bpmn-moddle");
const { Linter } = require("bpmnlint");
const NodeResolver = require("bpmnlint/lib/resolver/node-resolver");
(async () => {
  const linter = new Linter({ config: { extends: "bpmnlint:all" }, resolver: new NodeResolver() });
  const files = JSON.parse(readFileSync(process.argv[2], "utf8"));
  const figures = [];
  for (let round = 0; round < 2; round++) {
    for (const file of files) {
      let parsed;
      try { parsed = await new BpmnModdle().fromXML(readFileSync(file, "utf8")); } catch { continue; }
      const begun = process.hrtime.bigint();
      try { await linter.lint(parsed.rootElement); } catch { continue; }
      if (round === 1) figures.push(Number(process.hrtime.bigint() - begun) / 1e6);
    }
  }
  console.log(JSON.stringify(figures));
})();
"""


def milliseconds(job: Callable[[], object]) -> float:
    """The quickest of a few runs: these machines do other work as well."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        job()
        best = min(best, time.perf_counter() - start)
    return best * 1_000


def measured(files: list[Path]) -> dict[str, list[float]]:
    """Milliseconds by job, one figure a file that can be read."""
    times: dict[str, list[float]] = {"everything": [], "rules alone": [], "soundness alone": []}
    for file in files:
        data = file.read_bytes()
        try:
            document = load(data)
        except BpmnError:
            continue
        diagram = read_document(document)
        rules = milliseconds(lambda diagram=diagram: [list(rule.check(diagram)) for rule in RULES])
        sound = milliseconds(lambda diagram=diagram: decide(diagram))
        rest = milliseconds(lambda data=data: (xsd_findings(load(data)), read_document(load(data))))
        times["rules alone"].append(rules)
        times["soundness alone"].append(sound)
        times["everything"].append(rest + rules + sound)
    return times


def row(name: str, figures: list[float]) -> str:
    """A line of the table."""
    ordered = sorted(figures)
    high = ordered[int(0.99 * (len(ordered) - 1))]
    wanted = WANTED.get(name)
    said = (
        "" if wanted is None else "   wanted: " + ", ".join(f"{one:,}" for one in wanted if one is not None)
    )
    return f"{name:28}{statistics.median(ordered):>9.2f}{high:>9.2f}{ordered[-1]:>9.1f}{said}"


def bpmnlint(folder: Path, files: list[Path]) -> list[float]:
    """Milliseconds of bpmnlint a file, all its rules, in one warm Node process (the second of two rounds)."""
    with tempfile.TemporaryDirectory() as place:
        names = Path(place) / "files.json"
        names.write_text(json.dumps([str(file.absolute()) for file in files]))
        script = folder / "guildhall-speed.js"
        script.write_text(LINT)
        try:
            done = subprocess.run(
                ["node", script.name, str(names)], cwd=folder, capture_output=True, check=True, text=True
            )
        finally:
            script.unlink()
    found: list[float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("--bpmnlint", type=Path)
    given = asked.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}; milliseconds")
    if given.folder is not None:
        files = sorted(path for path in given.folder.rglob("*") if path.suffix in (".bpmn", ".bpmn2", ".xml"))
        times = measured(files)
        print(f"{len(times['everything'])} files{'':>22}median      p99    worst")
        for name, figures in times.items():
            print(row(name, figures))
        if given.bpmnlint is not None and shutil.which("node"):
            print(row("bpmnlint, rules alone", bpmnlint(given.bpmnlint, files)))
    print("\nHard nets, soundness alone")
    for name, (diagram, wanted) in NETS.items():
        took = milliseconds(lambda diagram=diagram: decide(diagram))
        found = decide(diagram)
        verdict = (
            "sound" if found.is_sound else "fault" if found.faults else f"{found.checked} checked, no fault"
        )
        print(f"{name:34}{took:>9.1f}   wanted: under {wanted:,}   {verdict}, {found.states:,} situations")


if __name__ == "__main__":
    main()
