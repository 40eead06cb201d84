"""Sealed text opens in its own place with its own key, and nowhere else, and never again once the key is gone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask
from sqlalchemy import Connection, delete, event, select

from backend.core import clock
from backend.core.db import Base, db
from backend.core.embedded_postgres import OWNER
from backend.core.encryption import DataKey, Erased, Sealed, Vault, vault
from backend.core.ids import new_id
from backend.core.keys import Keys, add_master, make_keys, without_old_masters
from backend.identity.models import Account
from backend.notifications.models import Device
from tests.roles import role

WORDS = "I have stopped sleeping. 🌙"
PLACE = "notes.words_sealed:1"


@pytest.fixture
def owner(app: Flask) -> uuid.UUID:
    """Somebody with a data key."""
    made = new_id()
    vault.make_data_key(made)
    return made


@pytest.fixture
def keys_from_elsewhere() -> Iterator[None]:
    """The vault's keys are as before after the test."""
    keys, reread = vault.keys, vault._reread
    yield
    vault.use(keys, reread)


def fresh_vault(keys: Keys, reread: Keys | None = None) -> Vault:
    """Another process: it has opened nothing yet."""
    other = Vault()
    other.use(keys, (lambda: reread) if reread else None)
    return other


def test_words_come_back_and_are_not_readable_in_between(owner: uuid.UUID) -> None:
    sealed = vault.seal(owner, PLACE, WORDS)
    assert b"sleeping" not in sealed
    assert vault.open(owner, PLACE, sealed) == WORDS
    assert vault.open(owner, PLACE, vault.seal(owner, PLACE, "")) == ""


@pytest.mark.parametrize("place", ["notes.words_sealed:2", "notes.other_sealed:1", "plans.words_sealed:1", ""])
def test_what_was_moved_does_not_open(owner: uuid.UUID, place: str) -> None:
    sealed = vault.seal(owner, PLACE, WORDS)
    with pytest.raises(InvalidTag):
        vault.open(owner, place, sealed)


def test_another_records_key_does_not_open_it(owner: uuid.UUID) -> None:
    other = new_id()
    vault.make_data_key(other)
    with pytest.raises(InvalidTag):
        vault.open(other, PLACE, vault.seal(owner, PLACE, WORDS))


def test_a_change_anywhere_is_noticed(owner: uuid.UUID) -> None:
    sealed = vault.seal(owner, PLACE, WORDS)
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(InvalidTag):
            vault.open(owner, PLACE, changed)
    for cut in (sealed[:-1], sealed[:20], sealed[:1], b""):
        with pytest.raises(InvalidTag):
            vault.open(owner, PLACE, cut)


def test_the_same_words_never_look_the_same(owner: uuid.UUID) -> None:
    sealed = {vault.seal(owner, PLACE, WORDS) for _ in range(200)}
    assert len({value[1:13] for value in sealed}) == 200
    assert len({value[13:] for value in sealed}) == 200


def test_a_wrapped_key_belongs_to_its_owner(owner: uuid.UUID) -> None:
    """Whoever can write to the table cannot hand one record's key to another."""
    other = new_id()
    row = db.session.get_one(DataKey, owner)
    with role(OWNER):
        db.session.add(DataKey(owner_id=other, wrapped=row.wrapped))
    with pytest.raises(InvalidTag):
        fresh_vault(vault.keys).open(other, PLACE, vault.seal(owner, PLACE, WORDS))


def test_an_erased_key_takes_everything_with_it(owner: uuid.UUID) -> None:
    sealed = vault.seal(owner, PLACE, WORDS)
    with role(OWNER):
        db.session.execute(delete(DataKey).where(DataKey.owner_id == owner))
    with pytest.raises(Erased):
        fresh_vault(vault.keys).open(owner, PLACE, sealed)
    with pytest.raises(Erased):
        fresh_vault(vault.keys).seal(owner, PLACE, WORDS)


@pytest.mark.parametrize("given", [b"", b"\xff\xd8\x00 no text", bytes(300_000)], ids=["nothing", "short", "long"])
def test_what_is_no_text_is_sealed_alike(owner: uuid.UUID, given: bytes) -> None:
    """A photo opens in its place, after the master key was rotated too, and never once the data key is erased."""
    sealed = vault.seal_bytes(owner, PLACE, given)
    assert vault.open_bytes(owner, PLACE, sealed) == given
    with pytest.raises(InvalidTag):
        vault.open_bytes(owner, "notes.words_sealed:2", sealed)
    row, rotated = db.session.get_one(DataKey, owner), fresh_vault(add_master(vault.keys))
    with role(OWNER):
        rotated.rewrap(row)
        db.session.flush()
    assert fresh_vault(without_old_masters(rotated.keys)).open_bytes(owner, PLACE, sealed) == given
    with role(OWNER):
        db.session.execute(delete(DataKey).where(DataKey.owner_id == owner))
    with pytest.raises(Erased):
        fresh_vault(rotated.keys).open_bytes(owner, PLACE, sealed)


def test_a_running_process_forgets_an_erased_key_within_a_minute(owner: uuid.UUID, time_machine_at) -> None:
    sealed = vault.seal(owner, PLACE, WORDS)
    with role(OWNER):
        db.session.execute(delete(DataKey).where(DataKey.owner_id == owner))
    vault._open_keys[owner] = (vault._open_keys[owner][0] - Vault.KEPT_SECONDS, vault._open_keys[owner][1])
    with pytest.raises(Erased):
        vault.open(owner, PLACE, sealed)


def test_it_keeps_only_so_many_keys(owner: uuid.UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Vault, "KEPT", 3)
    other = fresh_vault(vault.keys)
    for _ in range(5):
        other.make_data_key(new_id())
    assert len(other._open_keys) == 3


def test_a_list_costs_one_query_for_its_keys(app: Flask, connection: Connection) -> None:
    owners = [new_id() for _ in range(20)]
    for one in owners:
        vault.make_data_key(one)
    asked: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2]))
    other = fresh_vault(vault.keys)
    other.warm([*owners, *owners])
    assert len(asked) == 1
    other.warm(owners)
    assert len(asked) == 1
    assert len(other._open_keys) == 20


def test_rotation_wraps_the_same_key_anew(owner: uuid.UUID, keys_from_elsewhere: None) -> None:
    sealed = vault.seal(owner, PLACE, WORDS)
    old, rotated = vault.keys, add_master(vault.keys)
    assert list(rotated.masters) == [rotated.current, old.current]
    vault.use(rotated)
    with role(OWNER):
        row = db.session.scalars(select(DataKey).where(DataKey.owner_id == owner)).one()
        vault.rewrap(row)
    assert row.wrapped.startswith(rotated.current.encode() + b":")
    assert fresh_vault(without_old_masters(rotated)).open(owner, PLACE, sealed) == WORDS
    with pytest.raises(KeyError):
        fresh_vault(old).open(owner, PLACE, sealed)


def test_a_running_process_reads_the_keys_again_when_it_meets_a_new_master(
    owner: uuid.UUID, keys_from_elsewhere: None
) -> None:
    sealed = vault.seal(owner, PLACE, WORDS)
    old, rotated = vault.keys, add_master(vault.keys)
    vault.use(rotated)
    with role(OWNER):
        vault.rewrap(db.session.get_one(DataKey, owner))
    running = fresh_vault(old, reread=rotated)
    assert running.open(owner, PLACE, sealed) == WORDS
    assert running.keys.current == rotated.current


def test_a_running_process_wraps_no_new_key_with_a_master_that_was_rotated_away(app: Flask) -> None:
    """It may not have met the new master yet; once the old one is retired, nothing would open that key again."""
    old = make_keys()
    rotated = add_master(old)
    running, one = fresh_vault(old, reread=rotated), new_id()
    running.make_data_key(one)
    assert db.session.get_one(DataKey, one).wrapped.startswith(rotated.current.encode() + b":")


def test_the_blind_index_finds_without_telling(app: Flask) -> None:
    mine = vault.blind_index("contact", "alex@example.org")
    assert mine == vault.blind_index("contact", "alex@example.org")
    assert len(mine) == 32
    others = [
        vault.blind_index("contact", "asha@example.org"),
        vault.blind_index("origin", "alex@example.org"),
        fresh_vault(make_keys()).blind_index("contact", "alex@example.org"),
    ]
    assert mine not in others


def test_sealed_attributes_read_and_write_their_column(app: Flask) -> None:
    account = Account(id=new_id(), created_at=clock.now())
    vault.make_data_key(account.id)
    account.name = "Zoë"
    assert account.name == "Zoë"
    assert "Zoë".encode() not in account.name_sealed
    account.name = None
    assert account.name is account.name_sealed is None
    assert isinstance(Account.name, Sealed)


def test_a_sealed_attribute_opens_in_its_own_row_and_column_only(owner: uuid.UUID) -> None:
    mine, other = Device(id=new_id(), account_id=owner), Device(id=new_id(), account_id=owner)
    mine.label = "My phone"
    mine.endpoint_sealed = other.label_sealed = mine.label_sealed
    with pytest.raises(InvalidTag):
        _ = mine.endpoint
    with pytest.raises(InvalidTag):
        _ = other.label
    assert mine.label == "My phone"


def test_sealed_text_needs_to_know_where_it_will_lie(app: Flask) -> None:
    with pytest.raises(ValueError, match="Set id"):
        Account(created_at=clock.now()).name = "Zoë"


def test_every_sealed_attribute_names_columns_that_are_there() -> None:
    found = [
        (mapper.class_, attribute)
        for mapper in Base.registry.mappers
        for attribute in vars(mapper.class_).values()
        if isinstance(attribute, Sealed)
    ]
    assert len(found) > 8
    for model, attribute in found:
        assert attribute.column in model.__table__.columns
        assert attribute.owner in model.__table__.columns
        assert attribute.column.endswith("_sealed")
