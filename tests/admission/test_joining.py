"""Joining with an invitation by NHS login: a number that fits opens, one that does not opens nothing and asks a human."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from backend.admission import people
from backend.core.db import act_as, db
from backend.core.errors import Refusal
from tests.admission.coming import (
    ANOTHERS,
    BROWSER,
    HERS,
    NOT_FITTING,
    Back,
    come_back,
    count,
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
from tests.sharing.steps import as_owner, invite, join, token_of, trust


def joined(back: Back) -> Member:
    assert back.outcome == "joined", back
    assert back.member
    return back.member


class TestWithANumberThatFits:
    def test_it_opens_a_record_as_the_invitation_says(self, cast: Cast) -> None:
        robin = joined(robin_comes(cast, nhs_number=HERS))
        me = robin.get("/api/me")
        assert (me["name"], me["is_person"], me["has_passkey"]) == ("Robin Hill", True, False)
        assert robin.get("/api/my-team")["key_worker"]["name"] == "Tom Osei"
        assert number_of(cast.asha, robin.record_id) == {"shown": "••• ••• 5919", "came_from": "provider"}
        assert audited("sharing.joined", robin.account_id) == 1

    def test_without_one_on_the_invitation_it_is_taken_over(self, cast: Cast) -> None:
        robin = joined(robin_comes(cast))
        assert number_of(cast.asha, robin.record_id)["came_from"] == "provider"

    def test_who_comes_without_a_number_is_who_the_worker_checked(self, cast: Cast) -> None:
        robin = joined(robin_comes(cast, proof(number=None)))
        assert number_of(cast.asha, robin.record_id)["shown"] is None

    def test_but_where_one_is_written_it_has_to_be_proved(self, cast: Cast) -> None:
        assert robin_comes(cast, proof(number=None), nhs_number=HERS).outcome == "waiting"

    def test_she_comes_again_by_the_same_sign_in(self, cast: Cast) -> None:
        robin = joined(robin_comes(cast))
        again = come_back(cast, proof())
        assert (again.outcome, again.member and again.member.record_id) == ("signed_in", robin.record_id)

    def test_it_works_once(self, cast: Cast) -> None:
        token = token_of(invite(cast))
        joined(come_back(cast, proof(), "join", token=token))
        back = come_back(cast, proof("somebody", number=ANOTHERS), "join", token=token)
        assert back.outcome == "sharing.invitation_refused"

    def test_nothing_of_who_she_is_there_is_kept_but_her_number(self, cast: Cast) -> None:
        said = {"family_name": "Millar", "birthdate": "1968-02-12", "email": "iain@example.org"}
        joined(robin_comes(cast, proof(**said)))
        for table in ("accounts", "records", "contacts", "identities", "audit_entries", "arrivals"):
            rows = as_owner(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
            assert not [word for word in said.values() if word in rows or word.encode().hex() in rows]


class TestThatDoesNotFit:
    @pytest.mark.parametrize("level", ["P9", "P5", "P0"])
    def test_another_number_opens_nothing_and_ends_the_invitation(self, cast: Cast, level: str) -> None:
        token = token_of(invite(cast, nhs_number=HERS))
        before = [count(table) for table in ("accounts", "records", "sessions", "identities", "arrivals")]
        back = come_back(cast, proof("stranger", level, ANOTHERS), "join", token=token)
        assert (back.outcome, back.member) == ("admission.does_not_fit", None)
        assert "111" in back.words
        assert "999" in back.words
        assert [count(table) for table in ("accounts", "records", "sessions", "identities", "arrivals")] == before
        cast.nobody.post("/api/invitations/open", {"token": token}, expect=403)

    def test_the_team_is_asked_in_words_that_say_no_number(self, cast: Cast) -> None:
        robin_comes(cast, proof("stranger", number=ANOTHERS), nhs_number=HERS)
        (asked,) = questions(cast.grace)
        assert (asked["kind"], asked["preferred_name"], asked["record_id"]) == ("number_differs", "Robin Hill", None)
        assert "invite them again" in asked["words"]
        assert HERS not in str(asked)
        assert ANOTHERS not in str(asked)
        assert asked["provider"]["key"] == "nhs-login"
        assert told(cast.asha) == told(cast.tom) == ["admission.question"]
        assert told(cast.grace) == []
        assert audited("admission.did_not_fit") == 1

    def test_the_invitation_is_listed_as_ended(self, cast: Cast) -> None:
        robin_comes(cast, proof(number=ANOTHERS), nhs_number=HERS)
        assert [row["state"] for row in cast.asha.get("/api/invitations")["invitations"]] == ["ended"]

    def test_a_number_of_another_record_opens_nothing(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        assert robin_comes(cast).outcome == "admission.does_not_fit"
        assert questions(cast.asha)[0]["kind"] == "number_taken"

    @pytest.mark.parametrize("claim", [NOT_FITTING, "943476591", 9434765919, ["9434765919"], "0000000000"])
    def test_a_number_that_cannot_be_one_opens_nothing(self, cast: Cast, claim: object) -> None:
        assert robin_comes(cast, proof(number=claim)).outcome == "admission.does_not_fit"
        assert questions(cast.asha)[0]["kind"] == "number_wrong"

    def test_the_inviter_has_left_and_the_leads_are_told(self, cast: Cast) -> None:
        token = token_of(invite(cast, nhs_number=HERS))
        as_owner(
            "UPDATE memberships SET until_at = now() WHERE account_id IN (:one, :two) RETURNING 1",
            one=cast.asha.account_id,
            two=cast.tom.account_id,
        )
        come_back(cast, proof(number=ANOTHERS), "join", token=token)
        assert told(cast.grace) == ["admission.question"]
        assert told(cast.asha) == []


class TestMeantForSomebodyElse:
    """None of these uses the invitation up: whom it is meant for can still join."""

    def test_somebody_who_has_a_record_is_told_to_sign_in(self, cast: Cast) -> None:
        joined(robin_comes(cast))
        token = token_of(invite(cast))
        assert come_back(cast, proof(), "join", token=token).outcome == "sharing.already_joined"
        join(cast, token)

    def test_a_worker_of_the_inviting_team_tries_her_own_letter(self, cast: Cast) -> None:
        _link(cast, cast.asha, "asha")
        token = token_of(invite(cast))
        back = come_back(cast, proof("asha", number=ANOTHERS), "join", by=cast.asha, token=token)
        assert back.outcome == "admission.works_here"
        join(cast, token)

    def test_a_worker_of_another_team_may_be_a_person_too(self, cast: Cast) -> None:
        _link(cast, cast.nia, "nia")
        nia = joined(robin_comes(cast, proof("nia")))
        me = nia.get("/api/me")
        assert (nia.account_id, me["is_person"], me["is_worker"]) == (cast.nia.account_id, True, True)

    def test_joining_in_somebodys_browser_signs_that_somebody_out_of_it(self, cast: Cast) -> None:
        joined(robin_comes(cast, by=cast.jo))
        cast.jo.get("/api/me", expect=401)

    def test_a_guess_opens_nothing(self, cast: Cast) -> None:
        for token in ("", "guess", "x" * 5000):
            assert come_back(cast, proof(), "join", token=token).outcome == "sharing.invitation_refused"

    def test_it_is_too_late_after_seven_days(self, cast: Cast) -> None:
        token = token_of(invite(cast))
        with time_machine.travel(datetime.now(UTC) + timedelta(days=8), tick=False):
            assert come_back(cast, proof(), "join", token=token).outcome == "sharing.invitation_refused"

    def test_one_that_was_ended_meanwhile_opens_nothing(self, cast: Cast) -> None:
        made = invite(cast)
        cast.asha.delete(f"/api/invitations/{made['id']}")
        assert come_back(cast, proof(), "join", token=token_of(made)).outcome == "sharing.invitation_refused"


def _link(cast: Cast, member: Member, subject: str) -> None:
    """NHS login is one of that member's ways in."""
    back = come_back(cast, proof(subject, number=None), "link", by=member)
    assert back.outcome == "linked"


class TestCarers:
    def test_any_level_says_yes_with_link_and_code(self, cast: Cast) -> None:
        invited = trust(cast.alex, "about_me")
        lee = joined(_say_yes(cast, invited, "P0"))
        me = lee.get("/api/me")
        assert (me["is_trusted"], me["is_person"], me["name"]) == (True, False, "Jo")
        assert told(cast.alex) == ["sharing.trusted_accepted"]
        assert "Jo (your friend) said yes to your invitation." in log_of(cast.alex)

    def test_they_are_found_again_by_their_sign_in(self, cast: Cast) -> None:
        lee = joined(_say_yes(cast, trust(cast.alex, "about_me"), "P0"))
        again = joined(_say_yes(cast, trust(cast.sam, "goals"), "P0"))
        assert again.account_id == lee.account_id
        assert come_back(cast, proof("lee", "P0", None)).outcome == "signed_in"

    def test_a_wrong_code_is_counted_and_five_end_the_link(self, cast: Cast) -> None:
        invited = trust(cast.alex, "about_me")
        wrong = f"{(int(invited['code']) + 1) % 10**6:06d}"
        before = count("accounts")
        for _ in range(5):
            assert _say_yes(cast, invited, code=wrong).outcome == "sharing.wrong_code"
        assert _say_yes(cast, invited).outcome == "sharing.invitation_refused"
        assert count("accounts") == before

    def test_guessing_links_is_counted_too(self, cast: Cast) -> None:
        outcomes = [come_back(cast, proof("lee", "P0"), "trusted", token="guess").outcome for _ in range(61)]
        assert outcomes == ["sharing.invitation_refused"] * 60 + ["http.too_many"]

    def test_one_that_was_declined_meanwhile_opens_nothing(self, cast: Cast) -> None:
        invited = trust(cast.alex, "about_me")
        cast.nobody.post("/api/trusted/decline", {"token": token_of(invited)}, expect=204)
        assert _say_yes(cast, invited).outcome == "sharing.invitation_refused"
        assert told(cast.alex) == ["sharing.trusted_declined"]

    def test_ones_own_link_is_for_somebody_else(self, cast: Cast) -> None:
        robin = joined(robin_comes(cast))
        back = _say_yes(cast, trust(robin, "about_me"), "P9", subject="robin", number=HERS)
        assert back.outcome == "sharing.wrong_account"

    def test_who_has_said_yes_before_is_told_so(self, cast: Cast) -> None:
        joined(_say_yes(cast, trust(cast.alex, "about_me")))
        assert _say_yes(cast, trust(cast.alex, "goals")).outcome == "sharing.wrong_account"

    def test_a_person_may_be_a_carer_too(self, cast: Cast) -> None:
        robin = joined(robin_comes(cast))
        back = joined(_say_yes(cast, trust(cast.alex, "about_me"), "P9", subject="robin", number=HERS))
        me = back.get("/api/me")
        assert (back.account_id, me["is_person"], me["is_trusted"]) == (robin.account_id, True, True)

    def test_but_a_lower_level_does_not_open_her_own_record_on_the_way(self, cast: Cast) -> None:
        joined(robin_comes(cast))
        invited = trust(cast.alex, "about_me")
        assert _say_yes(cast, invited, "P5", subject="robin").outcome == "openid.level_too_low"
        joined(_say_yes(cast, invited))

    def test_a_carer_joins_as_a_person_later(self, cast: Cast) -> None:
        lee = joined(_say_yes(cast, trust(cast.alex, "about_me"), "P9", number=HERS))
        robin = joined(robin_comes(cast, proof("lee")))
        assert robin.account_id == lee.account_id


def _say_yes(
    cast: Cast, invited: dict, level: str = "P5", *, subject: str = "lee", number: str | None = None, code: str = ""
) -> Back:
    shown = proof(subject, level, number)
    return come_back(cast, shown, "trusted", token=token_of(invited), short_code=code or invited["code"])


class TestBeforeSheIsSentAway:
    """What does not open is refused at the start, before anybody leaves for the provider."""

    def test_an_invitation_that_does_not_open(self, cast: Cast) -> None:
        _check("join", {"token": token_of(invite(cast))})
        assert _refused("join", {"token": "guess"}) == "sharing.invitation_refused"
        assert _refused("join", {}) == "sharing.invitation_refused"

    def test_a_link_with_a_wrong_code(self, cast: Cast) -> None:
        invited = trust(cast.alex, "about_me")
        token, code = token_of(invited), invited["code"]
        for typed in (code, f" {code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}"):
            _check("trusted", {"token": token, "short_code": typed})
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        assert _refused("trusted", {"token": token, "short_code": wrong}) == "sharing.wrong_code"
        assert _refused("trusted", {"token": token}) == "sharing.wrong_code"
        assert audited("sharing.trusted_wrong_code") == 2


def _check(purpose: str, invitation: dict) -> None:
    act_as(None)
    people.check_invitation(purpose, invitation, BROWSER)


def _refused(purpose: str, invitation: dict) -> str:
    with pytest.raises(Refusal) as refused:
        _check(purpose, invitation)
    db.session.rollback()
    return refused.value.code


def test_who_waits_already_does_not_wait_twice(cast: Cast) -> None:
    waits(cast)
    token = token_of(invite(cast))
    assert come_back(cast, proof(level="P5", number=None), "join", token=token).outcome == "waiting"
    assert len(cast.asha.get("/api/arrivals")["arrivals"]) == 1
    cast.nobody.post("/api/invitations/open", {"token": token})
