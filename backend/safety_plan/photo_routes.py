"""Photos of what keeps her going. They come as files and go as files; what is said about them is JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from backend.core import http
from backend.core.sent_files import FileTaken, sent_file, takes_file
from backend.safety_plan import photo_schemas, photos, schemas
from backend.safety_plan.blueprint import blp
from backend.safety_plan.shrinking import NotAPhoto, PhotoTooLarge

Json = dict[str, Any]

PHOTO = "/my-plan/photos/<uuid:photo_id>"
IMAGE = {"type": "string", "format": "binary"}
# A phone sends what it has made smaller already; one that cannot sends the photo as the camera took it.
TAKEN = FileTaken(frozenset({"image/jpeg", "image/png", "image/webp"}), 12_000_000, NotAPhoto, PhotoTooLarge)
BODY = {"required": True, "content": {kind: {"schema": IMAGE} for kind in sorted(TAKEN.types)}}


@blp.route(PHOTO, methods=["PUT"])
@http.person
@takes_file(TAKEN)
@blp.doc(requestBody=BODY)
@blp.response(200, schemas.PlanPhotoView)
def add_plan_photo(photo_id: UUID) -> Any:
    """Keep a photo. It is made smaller, and nothing of place, time and camera is kept. 201 when new; private at first."""
    is_new = photos.add_photo(http.actor(), photo_id, sent_file())
    return photos.show_photo(http.actor(), photo_id), 201 if is_new else 200


@blp.route(f"{PHOTO}/words", methods=["PUT"])
@http.person
@blp.arguments(photo_schemas.DescribePhoto)
@blp.response(200, schemas.PlanPhotoView)
def describe_plan_photo(given: Json, photo_id: UUID) -> Json:
    """Say what is on it, and whether others see it."""
    photos.describe_photo(http.actor(), photo_id, **given)
    return photos.show_photo(http.actor(), photo_id)


@blp.route(PHOTO, methods=["DELETE"])
@http.person
@blp.response(204)
def remove_plan_photo(photo_id: UUID) -> None:
    """Take it away for good."""
    photos.remove_photo(http.actor(), photo_id)


@blp.route("/records/<uuid:record_id>/safety-plan/photos/<uuid:photo_id>")
@http.signed_in
@blp.response(200, IMAGE, content_type="image/jpeg")
def read_plan_photo(record_id: UUID, photo_id: UUID) -> Response:
    """The image, for her and those who see the section that it stands in."""
    return Response(photos.read_photo(http.actor(), record_id, photo_id), mimetype="image/jpeg")
