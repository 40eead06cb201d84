"""One's own passkeys and contacts. Adding and removing needs a sign-in of the last fifteen minutes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.core import http
from backend.identity import contacts, passkeys, schemas
from backend.identity.browsers import this_browser

blp = Blueprint("identity", __name__, url_prefix="/api")

Json = dict[str, Any]


@blp.route("/passkeys")
@http.signed_in
@blp.response(200, schemas.Passkeys)
def list_passkeys() -> Json:
    """One's passkeys."""
    return {"passkeys": passkeys.list_passkeys(http.actor())}


@blp.route("/passkeys/options", methods=["POST"])
@http.signed_in
@blp.arguments(schemas.Nothing)
@blp.response(200, schemas.PasskeyChallenge)
def begin_adding_passkey(_: Json) -> Json:
    """What the browser needs to make one more passkey."""
    challenge, options = passkeys.begin_adding(http.actor())
    return {"challenge_id": challenge.id, "options": options}


@blp.route("/passkeys", methods=["POST"])
@http.signed_in
@blp.arguments(schemas.AddPasskey)
@blp.response(201, schemas.Passkey)
def add_passkey(given: Json) -> Any:
    """Keep the passkey that the browser made."""
    return passkeys.add_passkey(http.actor(), **given)


@blp.route("/passkeys/<uuid:passkey_id>", methods=["PATCH"])
@http.signed_in
@blp.arguments(schemas.RenamePasskey)
@blp.response(200, schemas.Passkey)
def rename_passkey(given: Json, passkey_id: UUID) -> Any:
    """Give a passkey another name."""
    return passkeys.rename_passkey(http.actor(), passkey_id, given["name"])


@blp.route("/passkeys/<uuid:passkey_id>", methods=["DELETE"])
@http.signed_in
@blp.response(204)
def remove_passkey(passkey_id: UUID) -> None:
    """Take a passkey away; never the last way in."""
    passkeys.remove_passkey(http.actor(), passkey_id)


@blp.route("/contacts")
@http.signed_in
@blp.response(200, schemas.Contacts)
def list_contacts() -> Json:
    """One's e-mail addresses and mobiles, mostly hidden."""
    return {"contacts": contacts.describe_contacts(http.actor())}


@blp.route("/contacts", methods=["POST"])
@http.signed_in
@blp.arguments(schemas.SendCode)
@blp.response(202, schemas.CodeSent)
def add_contact(given: Json) -> Json:
    """Send a code to a new contact. The id is the contact's; the code confirms it."""
    contact, code = contacts.add_contact(http.actor(), given["contact"], this_browser().origin)
    return {"id": contact.id, "expires_at": code.expires_at}


@blp.route("/contacts/<uuid:contact_id>/confirm", methods=["POST"])
@http.signed_in
@blp.arguments(schemas.UseCode)
@blp.response(201, schemas.Contact)
def confirm_contact(given: Json, contact_id: UUID) -> Any:
    """Count a contact from now on: its code came back."""
    return contacts.describe(contacts.confirm_contact(http.actor(), contact_id, given["code"]))


@blp.route("/contacts/<uuid:contact_id>", methods=["DELETE"])
@http.signed_in
@blp.response(204)
def remove_contact(contact_id: UUID) -> None:
    """Take a contact away; never the last way in."""
    contacts.remove_contact(http.actor(), contact_id)
