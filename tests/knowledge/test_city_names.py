"""Of the many names that GeoNames has for a city, the command keeps those that are Arabic."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

import pytest

_COMMAND = Path(__file__).parents[2] / "packaging" / "knowledge" / "arabic_names.py"


@pytest.fixture(scope="module")
def variants() -> Callable[[str, Iterable[str]], tuple[str, ...]]:
    spec = importlib.util.spec_from_file_location("arabic_names", _COMMAND)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Callable[[str, Iterable[str]], tuple[str, ...]], module.arabic_variants)


@pytest.mark.parametrize(
    ("name", "alternates", "kept"),
    [
        ("Meissen", ["مائیسن", "مايسن", "مایسن"], ("مايسن",)),
        ("Aberdeen", ["أبردين", "ابردین، داکوتای جنوبی"], ("أبردين",)),
        ("Myeik", ["ماييك، ميانمار", "میییک"], ("ماييك",)),
        ("Salalah", ["slalہ", "سلالہ", "صلالة"], ("صلالة",)),
        ("Cairo", ["Al Qahirah", "القاهرة", "قاہرہ"], ("القاهرة",)),
        ("Venice", ["البندقية"], ()),  # nothing in Latin letters says that it sounds like that
        ("Nyala", ["مدينة نيالا", "نيالا", "محافظة نيالا"], ("نيالا",)),
        ("Lisbon", ["لىسابون"], ()),
        ("Nuuk", ["Нуук", "努克"], ()),
    ],
)
def test_only_arabic_names_that_sound_like_the_city_are_kept(
    name: str,
    alternates: list[str],
    kept: tuple[str, ...],
    variants: Callable[[str, Iterable[str]], tuple[str, ...]],
) -> None:
    assert variants(name, alternates) == kept


def test_the_better_spelled_of_two_names_comes_first(
    variants: Callable[[str, Iterable[str]], tuple[str, ...]],
) -> None:
    assert variants("Agri", ["اغري", "أغري"]) == ("أغري",)
    assert variants("Aberdeen", ["ابردين", "أبيردين"])[0] == "أبيردين"
