"""Reading and writing what a person wants others to know, and who matters to her."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.about_me import contacts, entries, schemas, service
from backend.core import http

blp = Blueprint("about_me", __name__, url_prefix="/api", description="About me, and people who matter to me.")

Json = dict[str, Any]


@blp.route("/records/<uuid:record_id>/about-me")
@http.signed_in
@blp.response(200, schemas.AboutMe)
def read_about_me(record_id: UUID) -> Json:
    """What is written there, for the person and whoever she shares it with. Hidden looks like nothing written."""
    return service.describe(http.actor(), record_id)


@blp.route("/records/<uuid:record_id>/about-me/<uuid:entry_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.WriteEntry)
@blp.response(200, schemas.AboutMe)
def write_entry(given: Json, record_id: UUID, entry_id: UUID) -> Any:
    """Put one's own words under a heading, in a new version. 201 when new; 409 when there is a newer version than read."""
    is_new = entries.write_entry(http.actor(), record_id, entry_id, **given)
    return service.describe(http.actor(), record_id), 201 if is_new else 200


@blp.route("/records/<uuid:record_id>/contacts/<uuid:contact_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.PutContact)
@blp.response(200, schemas.AboutMe)
def put_contact(given: Json, record_id: UUID, contact_id: UUID) -> Any:
    """Put somebody who matters on the list, or change them. 201 when new; 409 when there is a newer version than read."""
    version = given.pop("version")
    is_new = contacts.put_contact(http.actor(), record_id, contact_id, contacts.Contact(**given), version)
    return service.describe(http.actor(), record_id), 201 if is_new else 200


@blp.route("/records/<uuid:record_id>/contacts/<uuid:contact_id>", methods=["DELETE"])
@http.signed_in
@blp.response(204)
def remove_contact(record_id: UUID, contact_id: UUID) -> None:
    """Take somebody off the list: for the person, and for who put them there."""
    contacts.remove_contact(http.actor(), record_id, contact_id)
