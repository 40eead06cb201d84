"""Help for carers. A trust keeps its own in a file (WAYMARK_CARERS_FILE); what is here is the fallback, dated, for all.

Structured after the Triangle of Care; the right to an assessment is the Care Act 2014, section 10. Own words throughout.
Check again when the date is older than half a year.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from backend.core.schemas import Input

SOME = validate.Length(min=1)


class _Link(Input):
    words = fields.String(required=True, validate=SOME)
    href = fields.String(required=True, validate=validate.Regexp(r"^(https://|tel:)\S+$", error="https:// or tel:"))


class _Section(Input):
    title = fields.String(required=True, validate=SOME)
    paragraphs = fields.List(fields.String(validate=SOME), required=True, validate=SOME)
    links = fields.List(fields.Nested(_Link), load_default=list)


class _Help(Input):
    sections = fields.List(fields.Nested(_Section), required=True, validate=SOME)
    as_of = fields.Date(required=True)
    source = fields.String(required=True, validate=SOME)


class WrongFile(ValueError):
    """The trust's file cannot be read, or has another shape. The words say where."""


class _Held:
    content: dict[str, Any] | None = None


def use_file(path: Path | None) -> None:
    """Show the trust's own help from that file; without one, what is here. Raises WrongFile."""
    if path is None:
        _Held.content = None
        return
    try:
        _Held.content = _Help().load(json.loads(path.read_text()))
    except (OSError, ValueError, ValidationError) as problem:
        where = problem.messages if isinstance(problem, ValidationError) else type(problem).__name__
        raise WrongFile(f"WAYMARK_CARERS_FILE: {where}") from None


def carers_help() -> dict[str, Any]:
    """The help as pages show it."""
    return _Held.content or FALLBACK


def _section(title: str, *paragraphs: str, links: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    return {
        "title": title,
        "paragraphs": list(paragraphs),
        "links": [{"words": words, "href": href} for words, href in links],
    }


FALLBACK: dict[str, Any] = {
    "as_of": date(2026, 11, 22),
    "source": "Waymark, after the Triangle of Care (Carers Trust) and the Care Act 2014, section 10",
    "sections": [
        _section(
            "Who is who in the team",
            "The key worker is the one person who knows them best. Ask for this person first.",
            "The duty worker answers when the key worker is away.",
            "The team lead runs the team. Go to them when something goes wrong.",
            "The carer champion looks after carers. Ask them what help there is for you.",
            "You find the names and the telephone number on the page of the person you support.",
        ),
        _section(
            "How to reach them",
            "Ring the team while it is open. The page of the person you support says when that is.",
            "If it can wait, tell the team here. You see when somebody has read it.",
            "If somebody is in danger, do not wait. Ring 999. For urgent mental health help ring 111 and choose option 2.",
            links=(("Ring 999", "tel:999"), ("Ring 111, then choose option 2", "tel:111")),
        ),
        _section(
            "Support for you",
            "Caring can be tiring and lonely. You matter too. Tell your own GP that you are a carer.",
            "Carers UK has a free helpline. Carers Trust can tell you what there is near you.",
            links=(
                ("Ring Carers UK: 0808 808 7777", "tel:08088087777"),
                ("Carers Trust: find help near you", "https://carers.org/"),
            ),
        ),
        _section(
            "A carer's assessment",
            "You have a right to an assessment of what you need. It is in the Care Act 2014, section 10.",
            "It is free. It does not matter how much money you have, or how many hours you care.",
            "Ask the council where the person you support lives. Or ask the team to help you to ask.",
            links=(("Find the council and ask", "https://www.gov.uk/apply-needs-assessment-social-services"),),
        ),
        _section(
            "What the team can always tell you",
            "The team needs no consent to tell you what it does, when it is open and how to reach it.",
            "It can tell you in general about mental health conditions, about treatments, and how to help in a crisis.",
            "It can tell you about your rights, and talk about what you know already.",
        ),
        _section(
            "What it cannot tell you without consent",
            "What the person said, their treatment, their plans and their results belong to them.",
            "The team asks them again from time to time, as people change their minds.",
            "If somebody could come to serious harm, the team may have to share something even so.",
        ),
        _section(
            "What the team can always hear",
            "The team may always listen to you. Nobody has to agree to that first.",
            "Tell them what you see, what worries you, and what has helped before.",
            "You can ask them to keep it to themselves. They say so if there is a reason why they cannot.",
        ),
    ],
}
