"""The API's description and its error shape, in place of flask-smorest's own."""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields

INFO = "A record that a person holds herself, and a way to ask for more support and be answered."


class Problem(Schema):
    """What every error looks like (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "Plain words, fit to show."})
    code = fields.String(required=True, metadata={"description": "Stable, for programs."})
    fields_ = fields.Dict(
        keys=fields.String(), values=fields.List(fields.String()), data_key="fields", attribute="fields"
    )


class WaymarkApi(Api):  # type: ignore[misc]
    """flask-smorest with one error shape: `core.http` answers, so the library's own handler stays out."""

    ERROR_SCHEMA = Problem
    DEFAULT_ERROR_RESPONSE_NAME = "DEFAULT_ERROR"

    def _register_error_handlers(self) -> None:
        """Nothing: see `core.http.register`."""


def describe(app: Flask, blueprints: list[Blueprint]) -> WaymarkApi:
    """Register every slice's routes and serve their description at /api/openapi.json."""
    app.config.update(
        API_TITLE="Waymark",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"info": {"description": INFO}},
    )
    api = WaymarkApi(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    return api
