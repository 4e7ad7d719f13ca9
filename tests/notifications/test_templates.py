"""Every kind that is mailed has its template with a subject, and no template is left over."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import Engine

from notifications.render import FOLDER, template_of
from notifications.rules.audience import MAILED
from tickets.enums import EventKind

BASE = f"{FOLDER}/base.txt"


@pytest.mark.parametrize("kind", MAILED)
def test_a_mailed_kind_has_its_template_and_its_subject(kind: EventKind) -> None:
    engine = Engine.get_default()
    source = engine.get_template(template_of(kind)).source
    assert f'{{% extends "{BASE}" %}}' in source
    assert "{% block what %}" in source
    engine.get_template(f"{template_of(kind)}#subject")


def test_no_template_is_left_over() -> None:
    folder = Path(settings.BASE_DIR) / "templates" / FOLDER
    files = {f"{FOLDER}/{path.name}" for path in folder.iterdir()}
    assert files == {template_of(kind) for kind in MAILED} | {BASE}
