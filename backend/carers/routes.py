"""The carer's app, the team's list of what carers told it, and two doors that are open to anybody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend.carers import help_content, messages, reading, schemas, support
from backend.core import http
from backend.identity.browsers import this_browser

blp = Blueprint("carers", __name__, url_prefix="/api", description="For carers, and what they tell the team.")

Json = dict[str, Any]


@blp.route("/who-i-support")
@http.signed_in
@blp.response(200, schemas.SupportedPeople)
def list_people() -> Json:
    """The people who have invited me, with what each of them asks of me."""
    return {"people": support.list_people(http.actor())}


@blp.route("/records/<uuid:record_id>/around")
@http.signed_in
@blp.response(200, schemas.Around)
def describe_around(record_id: UUID) -> Json:
    """Who is who around a person: her team and how to reach it; for her team, whom she named, where she shares it."""
    return support.describe_around(http.actor(), record_id)


@blp.route("/carer-messages/<uuid:message_id>", methods=["PUT"])
@http.signed_in
@blp.arguments(schemas.TellTeam)
@blp.response(200, schemas.OwnMessage)
def tell_team(given: Json, message_id: UUID) -> Any:
    """Tell the team of somebody who invited me. Works with every section off. 201 when new, 200 for an equal retry."""
    message, is_new = messages.tell_team(http.actor(), message_id, **given)
    return message, 201 if is_new else 200


@blp.route("/carer-messages")
@http.signed_in
@blp.response(200, schemas.OwnMessages)
def list_own() -> Json:
    """What I told teams, and who has read it. Nothing else comes back."""
    return {"messages": messages.list_own(http.actor())}


@blp.route("/team-messages")
@http.worker
@blp.response(200, schemas.TeamMessages)
def list_for_team() -> Json:
    """What carers told the caller's teams, newest first; apart from the people's records."""
    return {"messages": reading.list_for_team(http.actor())}


@blp.route("/team-messages/unread")
@http.worker
@blp.response(200, schemas.Unread)
def count_unread() -> Json:
    """How many of them nobody has read yet."""
    return {"unread": reading.count_unread(http.actor())}


@blp.route("/team-messages/<uuid:message_id>/read", methods=["POST"])
@http.worker
@blp.response(200, schemas.Readers)
def mark_read(message_id: UUID) -> Json:
    """Say that I have read it: the sender sees my name and when."""
    return {"read_by": reading.mark_read(http.actor(), message_id)}


@blp.route("/messages-about-me")
@http.person
@blp.response(200, schemas.MessagesAboutMe)
def list_about() -> Json:
    """What carers told my team about me. What they said in confidence is not here, and nothing says whether there is any."""
    return {"messages": reading.list_about(http.actor())}


@blp.route("/public/teams/<uuid:team_id>")
@http.anybody
@blp.response(200, schemas.PublicTeam)
def describe_public_team(team_id: UUID) -> Json:
    """A team as it stands on its door. Open: carers who were not invited reach it by this page."""
    return support.describe_public_team(team_id)


@blp.route("/public/teams/<uuid:team_id>/messages/<uuid:message_id>", methods=["PUT"])
@http.anybody
@blp.arguments(schemas.TellTeamAsStranger)
@blp.response(201, schemas.Received)
def tell_team_as_stranger(given: Json, team_id: UUID, message_id: UUID) -> Json:
    """Tell a team something without an account. Open: staff may always listen. Counted by origin and by team."""
    messages.tell_team_as_stranger(team_id, message_id, messages.Stranger(**given), this_browser().origin)
    return {"received": True}


@blp.route("/carers-help")
@http.anybody
@blp.response(200, schemas.CarersHelp)
def read_help() -> Json:
    """Help for carers, as the trust keeps it. Open: nobody should have to sign in to find support."""
    return help_content.carers_help()
