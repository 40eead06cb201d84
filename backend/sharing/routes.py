"""Inviting, for workers; choosing what the team sees, for the person. Brings along the slice's other routes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.core import http
from backend.sharing import choices, emergency_routes, invitations, looking_routes, schemas, trusted_routes
from backend.sharing.joining_routes import blp

__all__ = ["blp", "emergency_routes", "looking_routes", "trusted_routes"]

Json = dict[str, Any]


@blp.route("/invitations", methods=["POST"])
@http.worker
@blp.arguments(schemas.Invite)
@blp.response(201, schemas.InvitationMade)
def invite(given: Json) -> Json:
    """Invite a person whom the worker knows. The link is shown once."""
    return invitations.invite(http.actor(), invitations.Letter(**given))


@blp.route("/invitations")
@http.worker
@blp.response(200, schemas.InvitationRows)
def list_invitations() -> Json:
    """The invitations of the worker's teams."""
    return {"invitations": invitations.list_invitations(http.actor())}


@blp.route("/invitations/<uuid:invitation_id>", methods=["DELETE"])
@http.worker
@blp.response(204)
def end_invitation(invitation_id: UUID) -> None:
    """Make an invitation useless."""
    invitations.end_invitation(http.actor(), invitation_id)


@blp.route("/sharing/team")
@http.person
@blp.response(200, schemas.TeamSharing)
def read_team_sharing() -> Json:
    """Who is in my team, and what I let it see."""
    return choices.describe_team_sharing(http.actor())


@blp.route("/sharing/team/<section>", methods=["PUT"])
@http.person
@blp.arguments(schemas.Decide)
@blp.response(200, schemas.SectionChoice)
def decide(given: Json, section: str) -> Json:
    """Share a section with my team, or stop."""
    return choices.decide(http.actor(), section, **given)
