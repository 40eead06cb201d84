"""What a person sends is kept whole or not at all."""

from __future__ import annotations

from sqlalchemy import text

from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from tests.cast import Cast
from tests.outcomes.filling import answers, outcomes, rate
from tests.roles import role


def kept() -> tuple[int, int]:
    """How many responses and answers there are."""
    with role(OWNER):
        count = text(
            "SELECT (SELECT count(*) FROM questionnaire_responses), (SELECT count(*) FROM questionnaire_answers)"
        )
        return tuple(db.session.execute(count).one())  # type: ignore[return-value]


def test_alex_rates_and_reads(cast: Cast) -> None:
    sent = rate(cast.alex, answers(5, mental_health=3), words="A hard week.")
    assert (sent["words"], sent["how"], sent["is_mine"], sent["entered_by"]) == (
        "A hard week.",
        "alone",
        True,
        "Alex Morgan",
    )
    assert sent["answers"][0] == {"item": "mental_health", "value": 3, "skipped": None, "wants_help": False}
    assert [(score["key"], score["value"], score["n"], score["of"]) for score in sent["scores"]] == [
        ("quality_of_life", 4.75, 8, 8),
        ("treatment_satisfaction", 5.0, 3, 3),
    ]
    page = outcomes(cast.alex, cast)
    assert (page["count"], page["latest"]["id"], page["may_add"]) == (1, sent["id"], True)
    assert kept() == (1, 11)
