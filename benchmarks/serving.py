"""A server of one's own for the benchmarks: started on a free port, in a folder of its own, and stopped again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = (str(Path(sys.executable).with_name("guildhall")), "serve")
PATIENCE = 300.0


@dataclass(frozen=True)
class Server:
    """A server that answers: where, its process, and the seconds from its start to the first page."""

    address: str
    process: subprocess.Popen[bytes]
    seconds: float

    def memory(self) -> tuple[float, float]:
        """Resident memory in MB, now and at its highest; 0 and 0 where the system does not say."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return 0.0, 0.0
        said = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(said["VmRSS"].split()[0]) / 1024, int(said["VmHWM"].split()[0]) / 1024


@contextmanager
def serving(instance: Path, command: Sequence[str] = PROGRAM, folder: Path = ROOT) -> Iterator[Server]:
    """A server of the library in `instance`, with SQLite whatever the environment says; stopped at the end."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GUILDHALL_")}
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=folder,
        env={**own, "GUILDHALL_INSTANCE": str(instance)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _until_first_page(address, process)
        yield Server(address, process, time.perf_counter() - began)
    finally:
        # The whole group: run.py waits for the program and would leave it running.
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _until_first_page(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            sys.exit(f"The server stopped with status {process.returncode} before its first page.")
        try:
            with urllib.request.urlopen(f"{address}/", timeout=PATIENCE) as page:
                page.read()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    sys.exit(f"There was no page within {PATIENCE:.0f} seconds.")
