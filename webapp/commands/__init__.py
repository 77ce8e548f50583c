"""The `guildhall` program. Each command lies in its own module and is imported only when it is asked for."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

# Before NumPy is imported by any command: a label's tables are so small that threads wait for each other longer than
# they work (encoding 576 labels took 1.8 s with one thread and 3.5 s with two).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

COMMANDS = {
    "serve": "serve",
    "validate": "validate",
    "rules": "rules",
    "words": "words",
    "diff": "diff",
    "compare": "compare",
    "blueprint": "blueprint",
    "walk": "walk",
    "import": "imports",
    "export": "export",
    "search": "search",
    "similar": "similar",
    "user": "user",
    "db": "db",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed, so that a quick one stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the contract."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"webapp.commands.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what it refuses becomes one sentence and exit status 2."""
        from webapp.commands.failures import sentence

        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            text = sentence(error)
            if text is None:
                raise
            click.echo(text, err=True)
            ctx.exit(2)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="guildhall")
def guildhall() -> None:
    """Guildhall, the shared library of council services: check, read, walk and compare diagrams, and
    serve."""


def main() -> None:
    """The program's entry."""
    try:
        guildhall(prog_name="guildhall")
    except BrokenPipeError:
        # Whoever read from us has enough: what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
