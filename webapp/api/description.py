"""The API described for programs, as OpenAPI 3.1."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

ADDRESS = {
    "name": "address",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "description": "What stands after /processes/ in the address of the process's page.",
}
NUMBER = {
    "name": "number",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
    "description": "The version's number.",
}
NAME = {
    "name": "name",
    "in": "query",
    "schema": {"type": "string", "maxLength": 300},
    "description": "What to call the file in the answer.",
}
KEYS = {"type": "array", "items": {"type": "string"}}
TEXT = {"type": "string"}
TEXT_OR_NOTHING = {"type": ["string", "null"]}
DECIDED = {"type": ["boolean", "null"], "description": "null: not decided"}
FINDING = {
    "type": "object",
    "required": ["rule", "severity", "elements", "text", "fix"],
    "properties": {
        "rule": TEXT,
        "severity": {"enum": ["error", "warning", "advice"]},
        "elements": KEYS,
        "text": TEXT,
        "fix": TEXT_OR_NOTHING,
        "accepted": {
            "type": "object",
            "properties": {"because": TEXT, "at": {"type": "string", "format": "date-time"}},
            "description": "There when the council leaves the finding as it is.",
        },
    },
}
FAULT = {
    "type": "object",
    "properties": {
        "kind": {"enum": ["deadlock", "livelock", "unsafe", "dead", "message-wait", "ends-twice"]},
        "elements": KEYS,
        "trace": KEYS,
        "text": TEXT,
        "fixes": {"type": "array", "items": {"type": "object"}},
    },
}
REPORT = {
    "type": "object",
    "required": ["file", "readable", "reason", "repairs", "findings", "soundness"],
    "properties": {
        "file": TEXT,
        "readable": {"type": "boolean"},
        "reason": TEXT_OR_NOTHING,
        "repairs": {
            "type": "array",
            "items": {"type": "object", "properties": {"element": TEXT_OR_NOTHING, "text": TEXT}},
        },
        "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
        "soundness": {"$ref": "#/components/schemas/Soundness"},
    },
}
SOUNDNESS = {
    "type": "object",
    "properties": {
        "checked": {"enum": ["fully", "partly", "not"]},
        "safe": DECIDED,
        "option_to_complete": DECIDED,
        "proper_completion": DECIDED,
        "no_dead_activities": DECIDED,
        "states": {"type": "integer"},
        "milliseconds": {"type": "number"},
        "faults": {"type": "array", "items": FAULT},
    },
}
DATA_USED = {
    "type": "object",
    "required": ["names", "drawn", "flags"],
    "properties": {
        "names": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "name": TEXT,
                    "asked": {"type": "array", "items": {"type": "object"}},
                    "used": {"type": "array", "items": {"type": "object"}},
                },
            },
        },
        "drawn": {"type": "array", "items": {"type": "object"}},
        "flags": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"kind": TEXT, "text": TEXT, "names": KEYS, "elements": KEYS},
            },
        },
    },
}
TEXTS_BY = {
    "type": "array",
    "items": {"type": "object", "properties": {"text": TEXT, "sources": KEYS}},
    "description": "Each different text, with the forms that say it.",
}
QUESTIONS: dict[str, Any] = {
    "summary": "Every question that councils ask in a service, aligned by what it asks for (a proposal), with why.",
    "parameters": [
        {"name": "lgsl", "in": "path", "required": True, "schema": {"type": "integer"},
         "description": "The service's number in the national list (LGSL)."},
        {"name": "job", "in": "query", "schema": TEXT, "description": "Only processes of this job."},
        {"name": "show", "in": "query",
         "schema": {"enum": ["all", "one", "unexplained", "look-up", "evidence", "staff"]}},
        {"name": "sort", "in": "query", "schema": {"enum": ["asked", "most", "fewest", "least-said"]}},
    ],
    "responses": {
        "200": {
            "description": "The forms, and the questions in order.",
            "content": {"application/json": {"schema": {
                "type": "object",
                "properties": {
                    "service": {"type": "integer"},
                    "proposed": {"type": "boolean", "description": "Always true: nobody has confirmed it."},
                    "sources": {"type": "array", "items": {"type": "object", "properties": {
                        "name": TEXT, "council": TEXT, "job": TEXT, "address": TEXT, "questions": {"type": "integer"},
                        "evidence": {"type": "integer"}, "no_reason": {"type": "integer"}}}},
                    "questions": {"type": "array", "items": {"type": "object", "properties": {
                        "title": TEXT, "likeness": {"type": "number"}, "evidence": {"type": "boolean"},
                        "staff_only": {"type": "boolean"},
                        "asked_by": {"type": "array", "items": {"type": "object", "properties": {
                            "source": TEXT, "questions": {"type": "array", "items": {"type": "object"}}}}},
                        "not_asked_by": KEYS, "why": TEXTS_BY, "law": TEXTS_BY, "used_for": TEXTS_BY,
                        "used_by": TEXTS_BY, "kept_for": TEXTS_BY, "look_up": TEXTS_BY, "standard": TEXTS_BY}}},
                },
            }}},
        },
        "404": {"description": "There is no such service."},
    },
}  # fmt: skip


def description(base_url: str) -> dict[str, Any]:
    """The OpenAPI document of the installation at `base_url`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Guildhall",
            "version": version("guildhall"),
            "description": "The library's answers for other programs. Nothing sent here is kept.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": f"{base_url}/api/v1"}],
        "paths": {
            "/validate": {"post": _validate()},
            "/processes/{address}/report": {"get": _read("What was found in the newest version.", [ADDRESS])},
            "/processes/{address}/versions/{number}/report": {
                "get": _read("What was found in one version.", [ADDRESS, NUMBER])
            },
            "/processes/{address}/versions/{number}/data": {"get": _data()},
            "/services/{lgsl}/questions": {"get": QUESTIONS},
        },
        "components": {
            "schemas": {"Report": REPORT, "Finding": FINDING, "Soundness": SOUNDNESS, "DataUsed": DATA_USED}
        },
    }


def _validate() -> dict[str, Any]:
    return {
        "summary": "Check a diagram, keeping nothing.",
        "parameters": [NAME],
        "requestBody": {
            "required": True,
            "content": {"application/xml": {"schema": {"type": "string"}}},
        },
        "responses": {
            "200": _report("What was found."),
            "422": _report("The file cannot be read; `reason` says why."),
            "429": {"description": "Too many diagrams in a minute."},
        },
    }


def _data() -> dict[str, Any]:
    answer = _read(
        "The data one version uses: where it is asked and used, and what does not fit.", [ADDRESS, NUMBER]
    )
    answer["responses"]["200"] = {
        "description": "What is asked and used.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DataUsed"}}},
    }
    return answer


def _read(summary: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": _report("What was found."),
            "404": {"description": "There is no such process or version that you may read."},
            "410": {"description": "The version was taken down."},
        },
    }


def _report(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Report"}
    return {"description": text, "content": {"application/json": {"schema": schema}}}
