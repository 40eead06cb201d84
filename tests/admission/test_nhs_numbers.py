"""NHS numbers: which are ones, who writes and sees them, and that she sees who did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.care import nhs_numbers
from backend.core.errors import Invalid
from tests.admission.coming import ANOTHERS, HERS, NOT_FITTING, log_of, number_of, write_number
from tests.cast import Cast
from tests.identity.software_passkey import SoftwarePasskey
from tests.identity.steps import audited
from tests.sharing.steps import as_owner, invite, join, token_of


@pytest.mark.parametrize("typed", ["943 476 5919", "9434765919", " 943-476-5919 ", "943\u00a0476\u00a05919"])
def test_it_is_read_as_people_type_it(typed: str) -> None:
    assert nhs_numbers.read_number(typed) == "9434765919"


@pytest.mark.parametrize(
    "typed", ["", "943 476 591", "943 476 59199", NOT_FITTING, "٩٤٣٤٧٦٥٩١٩", "x434765919", "1" * 10]
)
def test_what_is_none_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        nhs_numbers.read_number(typed)
    assert "10 digits" in refused.value.fields["nhs_number"][0]


@given(st.integers(0, 10**9 - 1))
def test_one_last_digit_fits_at_most(nine: int) -> None:
    fitting = [last for last in range(10) if nhs_numbers.is_number(f"{nine:09d}{last}")]
    assert len(fitting) <= 1


@given(st.integers(0, 9), st.integers(0, 9))
def test_one_wrong_digit_is_always_found(place: int, digit: int) -> None:
    changed = HERS[:place] + str(digit) + HERS[place + 1 :]
    assert nhs_numbers.is_number(changed) == (changed == HERS)


def test_it_is_shown_in_threes_and_mostly_hidden() -> None:
    assert nhs_numbers.shown(HERS) == "943 476 5919"
    assert nhs_numbers.mostly_hidden(HERS) == "••• ••• 5919"


class TestAtARecord:
    def test_a_worker_of_the_team_writes_it_and_the_person_sees_who(self, cast: Cast) -> None:
        assert write_number(cast.asha, cast.alex.record_id) == {"shown": "••• ••• 5919", "came_from": "worker"}
        assert number_of(cast.tom, cast.alex.record_id)["shown"] == "••• ••• 5919"
        said = log_of(cast.alex)
        assert "Asha Begum (worker, Riverside Team) wrote down your NHS number." in said
        assert "Tom Osei (duty worker, Riverside Team) looked at your NHS number." in said
        assert audited("care.nhs_number_set", cast.asha.account_id) == 1

    def test_she_sees_the_end_of_it_herself_and_that_is_no_visit(self, cast: Cast) -> None:
        assert number_of(cast.alex, cast.alex.record_id) == {"shown": None, "came_from": None}
        write_number(cast.asha, cast.alex.record_id)
        assert number_of(cast.alex, cast.alex.record_id)["shown"] == "••• ••• 5919"
        assert not [words for words in log_of(cast.alex) if words.startswith("Alex")]

    def test_a_wrong_one_is_written_anew_and_the_same_one_is_nothing_new(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        write_number(cast.tom, cast.alex.record_id, "943 476 5919")
        assert audited("care.nhs_number_set") == 1
        assert write_number(cast.tom, cast.alex.record_id, ANOTHERS)["shown"].endswith("5870")
        assert audited("care.nhs_number_set", cast.tom.account_id) == 1

    def test_nobody_else_writes_or_sees_it(self, cast: Cast) -> None:
        for member, seeing, writing in (
            (cast.nobody, 401, 401),
            (cast.jo, 404, 403),
            (cast.sam, 404, 403),
            (cast.nia, 404, 404),
            (cast.alex, 200, 403),
        ):
            member.get(f"/api/records/{cast.alex.record_id}/nhs-number", expect=seeing)
            write_number(member, cast.alex.record_id, expect=writing)

    def test_what_does_not_fit_is_explained(self, cast: Cast) -> None:
        problem = write_number(cast.asha, cast.alex.record_id, NOT_FITTING, expect=422)
        assert list(problem["fields"]) == ["nhs_number"]

    def test_another_records_number_is_refused_and_its_person_sees_that_it_was_tried(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        problem = write_number(cast.tom, cast.sam.record_id, expect=409)
        assert problem["code"] == "care.nhs_number_taken"
        assert number_of(cast.tom, cast.sam.record_id)["shown"] is None
        tried = "Tom Osei (duty worker, Riverside Team) tried to write your NHS number somewhere else."
        assert tried in log_of(cast.alex)

    def test_it_lies_there_sealed(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        row = as_owner("SELECT r::text FROM records r WHERE id = :id", id=cast.alex.record_id)
        assert HERS not in row
        assert HERS.encode().hex() not in row


class TestOnAnInvitation:
    def test_it_goes_to_the_record_of_who_joins_in_any_way(self, cast: Cast) -> None:
        robin = join(cast, token_of(invite(cast, nhs_number="943 476 5919")))
        assert number_of(cast.asha, robin.record_id) == {"shown": "••• ••• 5919", "came_from": "invitation"}

    def test_it_need_not_be_known(self, cast: Cast) -> None:
        for nothing in (None, ""):
            robin = join(cast, token_of(invite(cast, nhs_number=nothing)))
            assert number_of(cast.asha, robin.record_id)["shown"] is None

    def test_what_is_wrong_is_explained(self, cast: Cast) -> None:
        body = {"preferred_name": "Robin", "team_id": str(cast.riverside), "identity_check": "known_to_me"}
        body |= {"key_worker_id": str(cast.asha.account_id), "nhs_number": NOT_FITTING}
        assert list(cast.asha.post("/api/invitations", body, expect=422)["fields"]) == ["nhs_number"]

    def test_somebody_who_has_a_record_needs_no_second_one(self, cast: Cast) -> None:
        write_number(cast.asha, cast.alex.record_id)
        body = {"preferred_name": "Alex", "team_id": str(cast.riverside), "identity_check": "known_to_me"}
        body |= {"key_worker_id": str(cast.asha.account_id), "nhs_number": HERS}
        assert cast.asha.post("/api/invitations", body, expect=409)["code"] == "care.nhs_number_taken"

    def test_of_two_invitations_with_one_number_one_makes_a_record(self, cast: Cast) -> None:
        first, second = (token_of(invite(cast, nhs_number=HERS)) for _ in range(2))
        join(cast, first)
        begun = cast.nobody.post("/api/invitations/join/options", {"token": second})
        credential = SoftwarePasskey().make(begun["options"])
        body = {"token": second, "challenge_id": begun["challenge_id"], "credential": credential, "passkey_name": "x"}
        assert cast.nobody.post("/api/invitations/join", body, expect=409)["code"] == "sharing.already_joined"
