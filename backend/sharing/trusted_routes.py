"""The person's own page about who may see what: invite, change, stop, remove, look again, stop it all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.core import http
from backend.sharing import people_view, stops, trusted, trusted_invitations, trusted_joining_routes
from backend.sharing import trusted_schemas as shapes
from backend.sharing.joining_routes import blp
from backend.sharing.trusted_grants import Wish

__all__ = ["blp", "trusted_joining_routes"]

Json = dict[str, Any]


@blp.route("/sharing")
@http.person
@blp.response(200, shapes.SharingView)
def read_sharing() -> Json:
    """Everybody who may see something of mine, and what."""
    return people_view.describe_sharing(http.actor())


@blp.route("/trusted-people/<uuid:trusted_id>", methods=["PUT"])
@http.person
@blp.arguments(shapes.InviteTrusted)
@blp.response(201, shapes.TrustedInvited)
def invite_trusted(given: Json, trusted_id: UUID) -> Any:
    """Invite somebody I trust. Link and code are shown once; an equal retry gets new ones."""
    wording, wishes = given.pop("wording"), _wishes(given)
    letter = trusted_invitations.Letter(**given, wishes=tuple(wishes))
    made, is_new = trusted_invitations.invite_trusted(http.actor(), trusted_id, letter, wording)
    return made, 201 if is_new else 200


@blp.route("/trusted-people/<uuid:trusted_id>/invite-again", methods=["POST"])
@http.person
@blp.response(200, shapes.LinkAndCode)
def invite_trusted_again(trusted_id: UUID) -> Json:
    """A new link and code; the old ones stop working."""
    return trusted_invitations.invite_again(http.actor(), trusted_id)


@blp.route("/trusted-people/<uuid:trusted_id>/sections", methods=["PUT"])
@http.person
@blp.arguments(shapes.ChangeSections)
@blp.response(200, shapes.TrustedPersonView)
def change_sections(given: Json, trusted_id: UUID) -> Json:
    """Change what somebody sees: less or more, for the very next time they look."""
    wording, wishes = given.pop("wording"), _wishes(given)
    trusted_invitations.check_letter(wishes, given["review_at"], wording)
    return trusted.change_sections(http.actor(), trusted_id, wishes, **given)


@blp.route("/trusted-people/<uuid:trusted_id>/stop", methods=["POST"])
@http.person
@blp.response(200, shapes.TrustedPersonView)
def stop_trusted(trusted_id: UUID) -> Json:
    """Stop sharing with somebody, quietly."""
    return trusted.stop_trusted(http.actor(), trusted_id)


@blp.route("/trusted-people/<uuid:trusted_id>", methods=["DELETE"])
@http.person
@blp.response(204)
def remove_trusted(trusted_id: UUID) -> None:
    """Remove somebody; before they said yes, call the invitation back."""
    trusted.remove_trusted(http.actor(), trusted_id)


@blp.route("/trusted-people/<uuid:trusted_id>/reviewed", methods=["POST"])
@http.person
@blp.arguments(shapes.Reviewed)
@blp.response(200, shapes.TrustedPersonView)
def review_trusted(given: Json, trusted_id: UUID) -> Json:
    """I have looked at what they see, and leave it."""
    return trusted.review_trusted(http.actor(), trusted_id, given["review_at"])


@blp.route("/sharing/stops/<uuid:stop_id>", methods=["PUT"])
@http.person
@blp.response(200, shapes.SharingStopView)
def stop_all(stop_id: UUID) -> Any:
    """Stop all sharing at once. 201 when it was this request that did."""
    made, is_new = stops.stop_all(http.actor(), stop_id)
    return made, 201 if is_new else 200


@blp.route("/sharing/stops/<uuid:stop_id>", methods=["DELETE"])
@http.person
@blp.response(204)
def undo_stop(stop_id: UUID) -> None:
    """Share again as before, within ten minutes."""
    stops.undo_stop(http.actor(), stop_id)


def _wishes(given: Json) -> list[Wish]:
    return [Wish(**row) for row in given.pop("sections")]
