"""The door of this slice: what others may ask of it and have it do."""

from __future__ import annotations

from backend.care.records import (
    create_record,
    index_names,
    key_worker_of,
    key_workers_of,
    name_index,
    open_name,
    persons_of,
    preferred_names_of,
    set_key_worker,
    team_of_record,
    who_is_who,
)
from backend.care.teams import (
    add_member,
    create_organisation,
    create_team,
    find_team,
    is_open,
    members_of_teams,
    next_opening,
    on_shift,
    organisation_of,
    set_carer_champion,
    team_members,
    teams_of_ids,
)
from backend.care.views import list_people, list_teams, my_team, team_view, use_device_check

__all__ = [
    "add_member",
    "create_organisation",
    "create_record",
    "create_team",
    "find_team",
    "index_names",
    "is_open",
    "key_worker_of",
    "key_workers_of",
    "list_people",
    "list_teams",
    "members_of_teams",
    "my_team",
    "name_index",
    "next_opening",
    "on_shift",
    "open_name",
    "organisation_of",
    "persons_of",
    "preferred_names_of",
    "set_carer_champion",
    "set_key_worker",
    "team_members",
    "team_of_record",
    "team_view",
    "teams_of_ids",
    "use_device_check",
    "who_is_who",
]
