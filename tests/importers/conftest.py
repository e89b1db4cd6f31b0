"""Arabic texts written for these tests, and files made of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SENTENCE = "أعلنت بلدية المدينة أن الطريق سيفتح أمام الشاحنات صباح يوم الأحد."
PARAGRAPHS = (
    "قالت لجنة المياه إن محطة الضخ عادت إلى العمل بعد توقف دام ثلاثة أسابيع، وإن ضغط الشبكة "
    "سيرتفع تدريجيا في الأحياء الشرقية من البلدة.",
    "وأضافت اللجنة في بيانها أن 12 عاملا أصلحوا المضخات، وأن كلفة الإصلاح بلغت 2,500 دولار دفعتها "
    "منظمة إغاثة محلية من صندوق الطوارئ.",
    "وطالب الأهالي بتمديد خط جديد نحو القرى المجاورة، لأن الصهاريج وحدها لا تكفي في أشهر الصيف "
    "الحارة كما قال مختار القرية.",
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Writes a file of that name and content (text as UTF-8) and returns its path."""

    def _write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write


@pytest.fixture
def sentence() -> str:
    return SENTENCE


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    return PARAGRAPHS
