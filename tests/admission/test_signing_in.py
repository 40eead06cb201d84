"""Coming in by NHS login to a record that is there already: what opens it, what does not, and who hears of it."""

from __future__ import annotations

import pytest

from backend.core.embedded_postgres import OWNER
from backend.sharing import closing
from tests.admission.coming import (
    ANOTHERS,
    HERS,
    NOT_FITTING,
    Back,
    come_back,
    count,
    decide,
    log_of,
    number_of,
    proof,
    questions,
    robin_comes,
    told,
    waits,
    write_number,
)
from tests.cast import Cast, Member
from tests.identity.steps import audited
from tests.roles import role
from tests.sharing.steps import as_owner


def link(cast: Cast, member: Member, **how: object) -> str:
    """NHS login becomes one of her ways in, beside the one that she has."""
    return come_back(cast, proof("alex", **how), "link", by=member).outcome


def sign_in(cast: Cast, **how: object) -> Back:
    return come_back(cast, proof("alex", **how))


class TestByANumberThatIsHers:
    """A worker has written her number, and NHS login has seen her: both checked who she is."""

    def test_it_opens_her_record_and_is_a_way_in_from_now_on(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        for _ in range(2):
            back = sign_in(cast)
            assert back.outcome == "signed_in"
            assert back.member
            assert back.member.account_id == cast.alex.account_id
        assert [row["provider"]["key"] for row in identities_of(cast.alex)] == ["nhs-login"]

    def test_she_is_told_once_and_finds_it_in_her_log(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        sign_in(cast)
        sign_in(cast)
        assert told(cast.alex) == ["admission.way_in_added"]
        assert "You came in with NHS login for the first time." in log_of(cast.alex, "?own=true")
        assert audited("admission.opened_by_number", cast.alex.account_id) == 1

    @pytest.mark.parametrize("level", ["P5", "P0"])
    def test_a_lower_level_does_not(self, cast: Cast, level: str) -> None:
        write_number(cast.asha, cast.alex.record_id)
        assert sign_in(cast, level=level).outcome == "unknown"
        assert identities_of(cast.alex) == []

    @pytest.mark.parametrize("number", [None, "", ANOTHERS, NOT_FITTING, 9434765919])
    def test_nor_does_another_number_or_none(self, cast: Cast, number: object) -> None:
        write_number(cast.asha, cast.alex.record_id)
        assert sign_in(cast, number=number).outcome == "unknown"
        assert questions(cast.asha) == []

    def test_another_login_with_her_number_opens_nothing_and_asks_the_team(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        sign_in(cast)
        sessions = count("sessions")
        assert come_back(cast, proof("somebody")).outcome == "admission.does_not_fit"
        assert count("sessions") == sessions
        assert [(row["kind"], row["preferred_name"]) for row in questions(cast.asha)] == [
            ("other_login", "Alex Morgan")
        ]
        assert told(cast.asha) == ["admission.question"]

    def test_in_somebodys_browser_it_signs_that_somebody_out(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        come_back(cast, proof("alex"), by=cast.jo)
        cast.jo.get("/api/me", expect=401)

    def test_a_record_whose_account_is_closed_stays_shut(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        sign_in(cast)
        with role(OWNER):
            closing.close_account("alex@example.org")
        assert sign_in(cast).outcome == "unknown"
        assert come_back(cast, proof("another login")).outcome == "unknown"

    def test_nor_does_one_that_was_closed_in_another_way(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        as_owner("UPDATE accounts SET closed_at = now() WHERE id = :who RETURNING 1", who=cast.alex.account_id)
        assert sign_in(cast).outcome == "unknown"

    def test_whose_account_was_closed_comes_back_by_an_invitation(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        sign_in(cast)
        with role(OWNER):
            closing.close_account("alex@example.org")
        back = robin_comes(cast, proof("alex"))
        assert back.outcome == "joined"
        assert back.member
        assert back.member.account_id != cast.alex.account_id


class TestALinkedOne:
    def test_a_record_without_a_number_takes_it_over_and_she_sees_that(self, cast: Cast) -> None:
        assert link(cast, cast.alex, number=None) == "linked"
        assert sign_in(cast).outcome == "signed_in"
        assert number_of(cast.asha, cast.alex.record_id) == {"shown": "••• ••• 5919", "came_from": "provider"}
        assert "You came in with NHS login, which told us your NHS number." in log_of(cast.alex, "?own=true")
        sign_in(cast)
        assert audited("admission.number_taken_over", cast.alex.account_id) == 1

    @pytest.mark.parametrize(("number", "kind"), [(ANOTHERS, "number_differs"), (NOT_FITTING, "number_wrong")])
    def test_another_number_opens_nothing_and_asks_the_key_worker(self, cast: Cast, number: str, kind: str) -> None:
        assert link(cast, cast.alex) == "linked"
        sessions = count("sessions")
        back = sign_in(cast, number=number)
        assert (back.outcome, back.member) == ("admission.does_not_fit", None)
        assert count("sessions") == sessions
        (asked,) = questions(cast.tom)
        assert (asked["kind"], asked["preferred_name"]) == (kind, "Alex Morgan")
        assert asked["record_id"] == str(cast.alex.record_id)
        assert (told(cast.asha), told(cast.tom)) == (["admission.question"], [])
        assert number_of(cast.asha, cast.alex.record_id)["shown"] == "••• ••• 5919"
        assert audited("admission.did_not_fit", cast.alex.account_id) == 1
        assert "You tried to come in with NHS login, and it did not fit." in log_of(cast.alex, "?own=true")

    def test_a_number_of_another_record_is_not_taken_over(self, cast: Cast) -> None:
        write_number(cast.tom, cast.sam.record_id)
        assert link(cast, cast.alex, number=None) == "linked"
        assert sign_in(cast).outcome == "admission.does_not_fit"
        assert questions(cast.asha)[0]["kind"] == "number_taken"
        assert number_of(cast.asha, cast.alex.record_id)["shown"] is None

    def test_the_same_question_is_asked_once_until_it_is_settled(self, cast: Cast) -> None:
        link(cast, cast.alex)
        for _ in range(3):
            sign_in(cast, number=ANOTHERS)
        assert told(cast.asha) == ["admission.question"]
        (asked,) = questions(cast.asha)
        cast.asha.put(f"/api/identity-questions/{asked['id']}/done", expect=204)
        sign_in(cast, number=ANOTHERS)
        assert len(questions(cast.asha)) == 1
        assert told(cast.asha) == ["admission.question"] * 2

    @pytest.mark.parametrize("level", ["P5", "P0"])
    def test_a_lower_level_does_not_open_a_record_nor_become_a_way_into_one(self, cast: Cast, level: str) -> None:
        assert link(cast, cast.alex, level=level) == "openid.level_too_low"
        assert link(cast, cast.alex) == "linked"
        assert sign_in(cast, level=level).outcome == "openid.level_too_low"
        assert sign_in(cast, level=level, number=None).outcome == "openid.level_too_low"

    def test_a_number_that_does_not_fit_never_becomes_a_way_in(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        assert link(cast, cast.alex, number=ANOTHERS) == "admission.does_not_fit"
        assert identities_of(cast.alex) == []

    def test_who_was_confirmed_at_a_lower_level_is_held_to_her_number_too(self, cast: Cast) -> None:
        _, arrival = waits(cast, nhs_number=HERS)
        decide(cast.asha, arrival)
        assert come_back(cast, proof(level="P5")).outcome == "signed_in"
        assert come_back(cast, proof(level="P5", number=ANOTHERS)).outcome == "admission.does_not_fit"

    def test_without_a_record_any_level_will_do(self, cast: Cast) -> None:
        assert link(cast, cast.jo, level="P0", number=None) == "linked"
        back = sign_in(cast, level="P0", number=None)
        assert back.outcome == "signed_in"
        assert back.member
        assert back.member.account_id == cast.jo.account_id

    def test_an_account_that_was_closed_lets_nobody_in(self, cast: Cast) -> None:
        link(cast, cast.alex)
        as_owner("UPDATE accounts SET closed_at = now() WHERE id = :who RETURNING 1", who=cast.alex.account_id)
        assert sign_in(cast).outcome == "admission.account_closed"


def identities_of(member: Member) -> list[dict]:
    return member.get("/api/identities")["identities"]


def test_a_stranger_is_unknown_and_nothing_is_made(cast: Cast) -> None:
    before = [count(table) for table in ("accounts", "sessions", "identities")]
    assert sign_in(cast).outcome == "unknown"
    assert [count(table) for table in ("accounts", "sessions", "identities")] == before


class TestQuestions:
    def test_reading_one_about_a_record_is_seen_by_its_person(self, cast: Cast) -> None:
        link(cast, cast.alex)
        sign_in(cast, number=ANOTHERS)
        questions(cast.grace)
        assert "Grace Lee (team lead, Riverside Team) read your name and your team." in log_of(cast.alex)

    def test_only_the_team_reads_and_settles_them(self, cast: Cast) -> None:
        link(cast, cast.alex)
        sign_in(cast, number=ANOTHERS)
        (asked,) = questions(cast.asha)
        path = f"/api/identity-questions/{asked['id']}/done"
        assert questions(cast.nia) == []
        for member, status in ((cast.nobody, 401), (cast.alex, 403), (cast.jo, 403), (cast.nia, 404)):
            member.put(path, expect=status)
        for member in (cast.alex, cast.jo):
            member.get("/api/identity-questions", expect=403)
        cast.tom.put(path, expect=204)
        cast.asha.put(path, expect=204)
        assert questions(cast.asha) == []
        assert audited("admission.question_settled", cast.tom.account_id) == 1
        assert audited("admission.question_settled") == 1
