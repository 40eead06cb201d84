"""One invitation opened in two tabs, which come back from NHS login at the same instant."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from backend.core.db import db
from tests.admission.coming import NHS_LOGIN, Back, come_back, proof
from tests.at_once import as_its_owner, at_once
from tests.cast import Cast
from tests.sharing.steps import invite, token_of

ACCOUNTS = text("SELECT count(*) FROM accounts")
WAYS = text("SELECT account_id FROM identities WHERE issuer = :issuer")


@pytest.mark.parametrize(("level", "outcome"), [("P9", "joined"), ("P5", "waiting")])
def test_of_two_tabs_one_gets_in_and_nothing_is_left_of_the_other(own_cast: Cast, level: str, outcome: str) -> None:
    """The other reads that something has changed; she is signed in by then, and a try again ends well."""
    app = own_cast.nobody.app
    with app.app_context():
        token = token_of(invite(own_cast))
    with as_its_owner(app):
        before = db.session.scalar(ACCOUNTS)
    shown = proof(level=level, number=None)

    def tab() -> Back:
        with app.app_context():
            try:
                return come_back(own_cast, shown, "join", token=token)
            except IntegrityError:  # Over HTTP: 409, in words.
                db.session.rollback()
                return Back("http.conflict")

    assert outcome in {back.outcome for back in at_once(tab, tab)}
    with as_its_owner(app):
        assert db.session.scalar(ACCOUNTS) == before + 1
        assert len(db.session.scalars(WAYS, {"issuer": NHS_LOGIN.issuer}).all()) == 1
    with app.app_context():
        assert come_back(own_cast, shown).member
