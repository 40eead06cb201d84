"""create_app: the only place that knows every slice, and connects lower ones to higher ones by small hooks."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import MetaData
from werkzeug.middleware.proxy_fix import ProxyFix

from backend.about_me import routes as about_me_routes
from backend.admission import people, staff, staff_models
from backend.admission import routes as admission_routes
from backend.audit import service as audit
from backend.care import crisis_lines
from backend.care import routes as care_routes
from backend.carers import help_content
from backend.carers import routes as carers_routes
from backend.caseload import routes as caseload_routes
from backend.config import Config, sqlalchemy_url
from backend.core import health, heartbeats, http, logging, pages
from backend.core.actor import Actor
from backend.core.api import describe
from backend.core.db import Base, db
from backend.core.encryption import vault
from backend.core.errors import Refusal
from backend.core.keys import read_keys
from backend.core.queue import jobs, open_queue
from backend.core.work import one_transaction
from backend.dialog_plus import routes as dialog_plus_routes
from backend.drafts import routes as drafts_routes
from backend.drafts import service as drafts
from backend.goals import routes as goals_routes
from backend.hand_over import routes as hand_over_routes
from backend.identity import messages, sessions, sign_in
from backend.identity import routes as identity_routes
from backend.notifications import routes as notifications_routes
from backend.notifications import service as notifications
from backend.openid import routes as openid_routes
from backend.openid import service as openid
from backend.outcomes import catalogue
from backend.outcomes import routes as outcomes_routes
from backend.rota import models as rota_models
from backend.rota import routes as rota_routes
from backend.rota import service as rota
from backend.safety_plan import keeping
from backend.safety_plan import routes as safety_plan_routes
from backend.sharing import routes as sharing_routes
from backend.step_up import routes as step_up_routes
from backend.watch import models as watch_models

SLICES = [
    identity_routes,
    openid_routes,
    sharing_routes,
    care_routes,
    notifications_routes,
    rota_routes,
    step_up_routes,
    about_me_routes,
    outcomes_routes,
    goals_routes,
    dialog_plus_routes,
    safety_plan_routes,
    drafts_routes,
    carers_routes,
    caseload_routes,
    hand_over_routes,
    admission_routes,
]


def create_app(config: Config) -> Flask:
    """The web application: it connects to the database as the web role."""
    app = make_base(config, config.database_url)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    http.register(app, sessions.load_actor, _audit_refusal)
    sessions.when_changed(keeping.forget_with_session, keeping.carry_over)
    openid.decide_by(people=people.decide, staff=staff.decide)
    openid.enter_if(people=people.check_may_enter, staff=staff.check_may_enter)
    openid.begin_if(people.check_invitation)
    sign_in.when_left(drafts.forget_all)
    api = describe(app, [slice_.blp for slice_ in SLICES])
    if config.is_demo:
        api.register_blueprint(notifications_routes.demo)
    if config.notify_callback_token:
        api.register_blueprint(notifications_routes.receipts)
    health.register(app)
    pages.serve(app, config.pwa_folder, config.address.startswith("https://"))
    if config.proxies:
        # Without this every client would share the proxy's address, and the limits on tries would be everybody's.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies)  # type: ignore[method-assign]
    return app


def make_base(config: Config, database_url: str, connections: int = 10) -> Flask:
    """An application that has database, keys, queue and channels but answers no requests: for worker and commands.

    `connections`: how many to the database at most; five of them are kept.
    """
    logging.set_up(config.log_level)
    catalogue.read_shipped()
    app = Flask("backend", static_folder=None)
    app.config["WAYMARK"] = config
    app.config["SQLALCHEMY_DATABASE_URI"] = sqlalchemy_url(database_url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "pool_size": 5,
        "max_overflow": connections - 5,
        "connect_args": {"connect_timeout": 5, "options": "-c statement_timeout=15000 -c lock_timeout=5000"},
    }
    db.init_app(app)
    keys = read_keys(config.keys_file)
    vault.use(keys, lambda: read_keys(config.keys_file))
    jobs.use(open_queue(database_url))
    notifications.set_up(config, keys)
    rota.set_up()
    messages.use_sender(notifications.send_code)
    openid.set_up(config)
    help_content.use_file(config.carers_file)
    crisis_lines.use_lines(config.nation, config.crisis_lines_file, is_demo=config.is_demo)
    return app


def metadata() -> MetaData:
    """All tables of all slices, for the comparison of models with migrations."""
    assert rota_models.RotaWarning.metadata is watch_models.Finding.metadata is heartbeats.Heartbeat.metadata
    assert staff_models.StaffRule.metadata is Base.metadata
    return Base.metadata


def _audit_refusal(actor: Actor | None, refusal: Refusal) -> None:
    """A refusal is an event too. The request was rolled back, so its row goes in a transaction of its own."""
    if actor is None and refusal.account_id is None:
        return
    with one_transaction():
        audit.record_act(actor, "request.refused", account_id=refusal.account_id, code=refusal.code)
