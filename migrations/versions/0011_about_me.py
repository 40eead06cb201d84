"""About me: what a person wants others to know, and who matters to her. Carers' news and notes; a team's carer champion."""

from __future__ import annotations

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from backend.core.row_security import WEB, WORKER, protect

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
# The same words that decide what somebody may read decide who is told that there is something to read.
LIVE_GRANT = runpy.run_path(str(Path(__file__).with_name("0008_trusted_people.py")))["LIVE_GRANT"]

FUNCTIONS = {
    # For the worker, which acts for nobody and so brings the instant with it.
    "trusted_with(uuid, text, timestamptz)": (
        WORKER,
        f"""
        CREATE FUNCTION trusted_with(record uuid, wanted text, at timestamptz) RETURNS SETOF uuid
        LANGUAGE sql STABLE {DEFINER} AS $$
          SELECT t.account_id
          FROM trusted_people t JOIN grants g ON g.trusted_person_id = t.id AND g.section = wanted
            JOIN accounts a ON a.id = t.account_id AND a.closed_at IS NULL
          WHERE t.record_id = record AND t.accepted_at IS NOT NULL AND t.ended_at IS NULL
            AND {LIVE_GRANT.replace("acting_at()", "trusted_with.at")}
        $$
        """,
    ),
    # Somebody who may add to a request and not change it holds it until her note is in, so that it cannot close meanwhile.
    "hold_step_up(uuid)": (
        WEB,
        f"""
        CREATE FUNCTION hold_step_up(wanted uuid) RETURNS void LANGUAGE sql {DEFINER} AS $$
          UPDATE step_ups SET version = version + 1 WHERE id = wanted AND access_level(record_id, 'step_ups') >= 2
        $$
        """,
    ),
    # Requests only read teams. The one thing a lead changes is who looks after carers, in her own team.
    "set_carer_champion(uuid, uuid)": (
        WEB,
        f"""
        CREATE FUNCTION set_carer_champion(team uuid, champion uuid) RETURNS void LANGUAGE sql {DEFINER} AS $$
          UPDATE teams SET carer_champion_id = champion
          WHERE id = team
            AND EXISTS (SELECT FROM memberships m WHERE m.team_id = team AND m.account_id = acting_account()
              AND m.role = 'lead' AND m.until_at IS NULL)
            AND (champion IS NULL OR EXISTS (SELECT FROM memberships m
              WHERE m.team_id = team AND m.account_id = champion AND m.until_at IS NULL))
        $$
        """,
    ),
}


def upgrade() -> None:
    op.add_column("teams", sa.Column("carer_champion_id", sa.Uuid(), nullable=True))
    _about_me()
    _contacts()
    for signature, (role, definition) in FUNCTIONS.items():
        op.execute(definition)
        op.execute(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {role}")


def _about_me() -> None:
    op.create_table(
        "about_me_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_about_me_entries"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_about_me_entries_record_id"),
        sa.UniqueConstraint(
            "record_id",
            "heading",
            "account_id",
            "version",
            name="uq_about_me_entries_record_id_heading_account_id_version",
        ),
    )
    protect("about_me_entries", "about_me")


def _contacts() -> None:
    op.create_table(
        "about_me_contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_ended", sa.Boolean(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("relation_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_about_me_contacts"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_about_me_contacts_record_id"),
        sa.UniqueConstraint("contact_id", "version", name="uq_about_me_contacts_contact_id_version"),
    )
    op.create_index("ix_about_me_contacts_record_id", "about_me_contacts", ["record_id"])
    protect("about_me_contacts", "about_me")


def downgrade() -> None:
    for signature in FUNCTIONS:
        op.execute(f"DROP FUNCTION {signature}")
    for table in ("about_me_contacts", "about_me_entries"):
        op.drop_table(table)
    op.drop_column("teams", "carer_champion_id")
