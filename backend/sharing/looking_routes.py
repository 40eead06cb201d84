"""Who has looked, for the person: page by page and as a file; and telling the trust of something odd."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from backend.core import http
from backend.sharing import access_log, access_reports
from backend.sharing import looking_schemas as schemas
from backend.sharing.joining_routes import blp

__all__ = ["blp"]

Json = dict[str, Any]
AS_FILE = {"Content-Disposition": 'attachment; filename="who-has-looked.csv"'}


@blp.route("/access-log")
@http.person
@blp.arguments(schemas.LogFilter, location="query")
@blp.response(200, schemas.AccessLog)
def read_access_log(given: Json) -> Json:
    """Who has looked at my record, newest first, a page at a time."""
    return access_log.describe_log(http.actor(), **given)


@blp.route("/access-log/download")
@http.person
@blp.response(200, {"type": "string"}, content_type="text/csv")
def download_access_log() -> Response:
    """The whole list as a table to keep."""
    return Response(access_log.download_log(http.actor()), mimetype="text/csv", headers=AS_FILE)


@blp.route("/access-reports/<uuid:report_id>", methods=["PUT"])
@http.person
@blp.arguments(schemas.ReportOdd)
@blp.response(201, schemas.OwnReport)
def report(given: Json, report_id: UUID) -> Any:
    """Tell the trust that something looks odd. Whoever it is about is not told."""
    shown, is_new = access_reports.report(http.actor(), report_id, **given)
    return shown, 201 if is_new else 200


@blp.route("/access-reports/mine")
@http.person
@blp.response(200, schemas.OwnReports)
def list_own_reports() -> Json:
    """What I reported, and what was answered."""
    return {"reports": access_reports.list_own(http.actor())}


@blp.route("/access-reports")
@http.worker
@blp.response(200, schemas.ReportRows)
def list_reports() -> Json:
    """For leads of the trust: what people found odd, the longest wait first."""
    return {"reports": access_reports.list_reports(http.actor())}


@blp.route("/access-reports/<uuid:report_id>/answered", methods=["POST"])
@http.worker
@blp.arguments(schemas.AnswerReport)
@blp.response(200, schemas.ReportRow)
def answer(given: Json, report_id: UUID) -> Json:
    """Answer what a person reported."""
    return access_reports.answer(http.actor(), report_id, **given)
