"""`guildhall serve`: the library on the web."""

from __future__ import annotations

import dataclasses
import os
import socket
import threading

import click

from webapp.errors import Refused

EVERY = 15 * 60
"""Seconds between two looks for tries whose day is over."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--no-examples", is_flag=True, help="Begin an empty library without the examples.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64))
def command(host: str, port: int, no_examples: bool, threads: int) -> None:
    """Bring the tables up to date, fill an empty library, and serve it."""
    from waitress.server import create_server  # type: ignore[import-untyped]

    from webapp import settings, start
    from webapp.app import create_app
    from webapp.commands.library import say
    from webapp.jobs.filling import Filler
    from webapp.jobs.rechecking import Rechecker

    taken = _listener(host, port)
    port = taken.getsockname()[1]
    config = settings.load()
    if not os.environ.get("GUILDHALL_BASE_URL"):
        config = dataclasses.replace(config, base_url=f"http://{host}:{port}")
    database = start.prepare(config, examples=not no_examples, say=say)
    app = create_app(config)
    server = create_server(app, sockets=[taken], threads=threads, ident=None)
    stop = threading.Event()
    rechecker = app.extensions["guildhall-rechecker"] = Rechecker(database)
    rechecker.start()
    # With the application's own database, so that the index it loads is the one that pages ask.
    filler = Filler(app.extensions["guildhall-database"])
    filler.start()
    threading.Thread(target=_clear_tries, args=(database, stop), daemon=True).start()
    say(f"Guildhall is at http://{host}:{port} (stop it with Ctrl+C).")
    try:
        server.run()
    finally:
        stop.set()
        rechecker.stop()
        filler.stop()
        database.close()


def _listener(host: str, port: int) -> socket.socket:
    """The socket to listen on, taken first: a port in use is said before anything is loaded."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        why = error.strerror or str(error)
        raise Refused(f"Port {port} of {host} cannot be used: {why}. Choose another with --port.") from error
    return listener


def _clear_tries(database: object, stop: threading.Event) -> None:
    import logging

    from webapp.actions import walkthroughs, workshops
    from webapp.actions.uploads import expire_tries
    from webapp.store.database import Database

    assert isinstance(database, Database)
    while not stop.wait(EVERY):
        try:
            with database.session() as session:
                expire_tries(session)
                walkthroughs.expire(session)
                workshops.expire(session)
        except Exception:
            # Reading never shows an expired try; the next look removes what this one could not.
            logging.getLogger(__name__).exception("Expired tries could not be removed.")
