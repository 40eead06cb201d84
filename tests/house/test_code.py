"""How the back end is written: who commits, who knows of HTTP, how long things get."""

from __future__ import annotations

import ast

import pytest

from backend.app import SLICES
from backend.config import ROOT
from tests.house.source import BACKEND, Function, Source, calls, functions, imports, slices, sources

COMMITS = {
    "backend/core/http.py": "one commit for each request",
    "backend/core/work.py": "one commit for each unit of work outside a request",
    "backend/core/limits.py": "a refused request must not undo the count of its own try",
}

# Acts that nobody signed in does: what stands behind each name is why it has no actor.
WITHOUT_ACTOR = {
    "backend/carers/messages.py:tell_team_as_stranger": "nobody is signed in on a team's public page",
    "backend/care/records.py:create_record": "the seed, or an invitation's use: there is no record yet to be acting for",
    "backend/care/teams.py:create_organisation": "set up by the operator",
    "backend/care/teams.py:create_team": "set up by the operator",
    "backend/care/teams.py:add_member": "set up by the operator",
    "backend/admission/staff.py:_refuse": "somebody who is not let in acts as nobody; an account that we have is named",
    "backend/admission/staff_rules.py:put_in_force": "the operator's command",
    "backend/admission/staff_settling.py:settle_places": "the trust's rules decide on the way in: a session is not there yet",
    "backend/admission/staff.py:check_may_enter": "signing in: the account is given, a session is not there yet",
    "backend/admission/staff_stopping.py:_let_go": "the operator's commands",
    "backend/admission/staff_stopping.py:let_go_of_teams": "the operator's command",
    "backend/admission/staff_stopping.py:stop_staff": "the operator's command",
    "backend/identity/codes.py:use_code": "who tries a code is not known; the refusal names the code's account",
    "backend/identity/codes.py:use_link": "who opens a link is not known; the refusal names the link's account",
    "backend/identity/service.py:create_account": "joining, or the operator: the account comes into being here",
    "backend/identity/service.py:make_sign_in_link": "the operator's command",
    "backend/identity/sessions.py:begin": "signing in: the account is given, a session is not there yet",
    "backend/identity/sessions.py:end_all": "an account that is not let in any more: the trust's rules, or the operator's command",
    "backend/openid/identities.py:keep": "the account is given: whoever joins by a provider has no session yet",
    "backend/openid/logout.py:end_by_provider": "a provider's notice; each row names whose session ended",
    "backend/outcomes/catalogue.py:add_instrument": "the operator's command",
    "backend/safety_plan/keeping.py:forget_by_secret": "a phone's own secret is the proof; she may have signed out",
    "backend/admission/arrivals.py:arrive": "who came with an invitation has no session yet; the account is given",
    "backend/admission/people_entering.py:check_may_enter": "who comes in has no session yet; the account is given",
    "backend/admission/people_numbers.py:check_fits_record": "who comes in has no session yet; the account is given",
    "backend/admission/questions.py:doubt_invitation": "who came with an invitation is not known, and does not get in",
    "backend/admission/questions.py:doubt_record": "who comes in has no session yet; the account is given",
    "backend/sharing/trusted_joining.py:accept_for": "the account was found or made just now; link and code are the proof",
    "backend/sharing/joining.py:join_with_code": "the account comes into being here; the invitation is the proof",
    "backend/sharing/joining.py:join_with_passkey": "the account comes into being here; the invitation is the proof",
    "backend/sharing/closing.py:close_account": "the operator's command",
    "backend/sharing/ledger.py:replay_withdrawals": "the operator's command",
    "backend/sharing/stops.py:finish_due": "the worker's sweep; it ends what the person stopped",
    "backend/sharing/trusted_invitations.py:expire_invitations": "the worker's sweep",
    "backend/watch/step_ups.py:nudge": "the operator's command",
    "backend/identity/sign_in.py:send_code": "nobody is signed in when a code is asked for",
}

HTTP = ("flask", "flask_smorest", "werkzeug", "backend.core.http")
KNOWS_HTTP = {
    "backend/identity/browsers.py": "cookies and the browser's own words about itself",
    "backend/identity/ceremonies.py": "asks the running app for its public address, which passkeys are bound to",
    "backend/openid/browser_cookie.py": "the cookie of a browser that is on its way to a provider",
    "backend/safety_plan/blueprint.py": "one blueprint for the slice's four files of routes",
    "backend/safety_plan/kept_cookie.py": "the cookie of a browser that keeps the plan",
    "backend/identity/messages.py": "asks the running app for its public address, to write links",
}

PRINTS = {
    "backend/cli.py": "commands answer on standard output",
    "backend/cli_crisis_lines.py": "commands answer on standard output",
    "backend/cli_outcomes.py": "commands answer on standard output",
    "backend/cli_sign_on.py": "commands answer on standard output",
    "backend/cli_staff.py": "commands answer on standard output",
    "backend/cli_watch.py": "commands answer on standard output",
    "backend/demo.py": "the demo says how to get in",
}

DATA = {
    "backend/care/lines": "the crisis lines that come with the service, a file for each nation",
    "backend/outcomes/instruments": "the questionnaires that come with the service, each a file",
}

SAYS_NOTHING = frozenset({"base", "common", "data", "handlers", "helper", "helpers", "lib", "manager", "managers"}) | {
    "misc",
    "shared",
    "stuff",
    "tools",
    "types",
    "util",
    "utils",
}

LONGEST_FILE = 300
LONGEST_FUNCTION = 45
LONGEST_ROUTE = 6


def test_the_app_knows_every_slice() -> None:
    registered = {module.__name__.split(".")[1] for module in SLICES}
    there = {path.name for path in slices()}
    assert there == registered | {"core", "audit", "watch"}, (
        "A slice is not registered in backend/app.py, or has no package."
    )


@pytest.mark.parametrize("folder", slices(), ids=lambda folder: folder.name)
def test_a_slice_begins_by_saying_what_it_is_for(folder) -> None:
    start = ast.parse((folder / "__init__.py").read_text())
    assert ast.get_docstring(start), f"{folder.name}/__init__.py needs a docstring: what for, its words, who may."
    assert len(start.body) == 1, f"{folder.name}/__init__.py holds its docstring and nothing else."


def test_files_are_named_by_what_is_in_them() -> None:
    named = [source.name for source in sources() if source.path.stem in SAYS_NOTHING]
    assert named == [], "Name a file by its content."
    others = {path for folder in slices() for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {str(path.relative_to(ROOT)) for path in others} == set(DATA), "A slice is flat: files, no folders."
    kinds = {path.suffix for folder in slices() for path in folder.iterdir() if path.is_file()}
    assert kinds == {".py"}, "A slice holds Python and nothing else."


def test_every_file_says_what_it_is() -> None:
    assert [source.name for source in sources() if not ast.get_docstring(source.tree)] == []


def test_only_core_commits() -> None:
    found = {source.name for source in sources() if "commit" in calls(source.tree)}
    assert found == set(COMMITS), "A request is one transaction: use core.http or core.work.one_transaction."


def test_services_and_models_know_nothing_of_http() -> None:
    inside = [source for source in sources() if source.path.parent in slices() and source.path.parent.name != "core"]
    knowing = [
        source.name
        for source in inside
        if not source.path.stem.endswith("routes") and any(module.startswith(HTTP) for module in imports(source))
    ]
    assert set(knowing) == set(KNOWS_HTTP), "Only routes speak HTTP."


def test_acts_name_their_actor_first() -> None:
    acting = {function.name: function for source in sources() for function in _acting(source)}
    unnamed = {name for name, function in acting.items() if function.arguments[:1] != ["actor"]}
    assert unnamed - set(WITHOUT_ACTOR) == set(), "A function that writes to the audit takes the actor first."
    there = {function.name for source in sources() for function in functions(source)}
    assert set(WITHOUT_ACTOR) - there == set(), "These are gone: take them off the list."
    assert len(acting) > 30, "The search for acts found next to nothing: does it still work?"


def _acting(source: Source) -> list[Function]:
    """Public functions that write down an act, themselves or through a private one of the same file."""
    top = [Function(source, node) for node in source.tree.body if isinstance(node, ast.FunctionDef)]
    writing = {"record_act"}
    for _ in top:
        writing |= {f.node.name for f in top if f.node.name.startswith("_") and calls(f.node) & writing}
    inside_audit = source.path.parent.name == "audit"
    return [f for f in top if not f.node.name.startswith("_") and calls(f.node) & writing and not inside_audit]


def test_nothing_prints_but_commands() -> None:
    assert {source.name for source in sources() if "print" in calls(source.tree)} <= set(PRINTS), "Use structlog."


def test_files_and_functions_stay_short(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(sources(), key=lambda source: -source.lines)
    longest = sorted((f for source in sources() for f in functions(source)), key=lambda f: -f.lines)
    with capsys.disabled():
        _print_longest(files, longest)
    assert [source.name for source in files if source.lines > LONGEST_FILE] == []
    assert [function.name for function in longest if function.lines > LONGEST_FUNCTION] == []


def _print_longest(files: list[Source], longest: list[Function]) -> None:
    shown = [f"{source.name} {source.lines}" for source in files[:3]]
    print(f"\nlongest files: {', '.join(shown)}")  # noqa: T201 the worst are shown in each run
    shown = [f"{function.name} {function.lines}" for function in longest[:3]]
    print(f"longest functions: {', '.join(shown)}")  # noqa: T201


def test_routes_are_a_few_lines() -> None:
    routes = [f for source in sources() if source.path.stem.endswith("routes") for f in functions(source)]
    long = [f"{f.name} ({_statements(f)})" for f in routes if _statements(f) > LONGEST_ROUTE]
    assert long == [], f"A route calls a service function; at most {LONGEST_ROUTE} lines."
    assert len(routes) > 40


def _statements(function: Function) -> int:
    """Lines of the body without its docstring."""
    body = function.node.body[1:] if ast.get_docstring(function.node) else function.node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_every_route_says_why_it_is_there() -> None:
    routes = [f for source in sources() if source.path.stem.endswith("routes") for f in functions(source)]
    silent = [f.name for f in routes if f.node.decorator_list and not ast.get_docstring(f.node)]
    assert silent == []


def test_tests_have_their_slice() -> None:
    folders = {path.name for path in (ROOT / "tests").iterdir() if (path / "__init__.py").exists()}
    assert {path.name for path in slices()} <= folders, "Each slice has its folder of tests."
    assert BACKEND.is_dir()
