"""Headers that every response carries."""

from __future__ import annotations

from flask import Flask, Response, request

from webapp.web import nonce


def content_security_policy() -> str:
    """The policy: our own files only; inline scripts and styles only with this response's nonce.

    `style-src-attr` is open because the diagram viewer positions its overlays with style attributes.
    """
    once = f"'nonce-{nonce()}'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {once}",
            f"style-src-elem 'self' {once}",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def add_headers(app: Flask) -> None:
    """Register the headers."""

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", content_security_policy())
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint != "static":
            # Pages differ by who asks: no shared cache may keep them.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
