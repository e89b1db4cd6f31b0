"""Files that are broken, too large or made to hurt: one sentence, or what can be read of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import InputError
from reader.importers import read_article
from reader.importers.limits import FILE_LIMIT
from reader.model import Article

ARABIC = "أعلنت البلدية أن الطريق سيفتح أمام الشاحنات صباح يوم الأحد. "
PARAGRAPH = f"<p>{ARABIC * 4}</p>"


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_article(path)
    message = str(caught.value)
    assert caught.value.exit_code == 3
    assert path.name in message
    assert "\n" not in message
    return message


def read_or_refuse(path: Path) -> Article | None:
    try:
        return read_article(path)
    except InputError as error:
        message = str(error)
    assert path.name in message
    assert "\n" not in message
    return None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t ", "empty"),
        ("mark.txt", b"\xef\xbb\xbf", "no Arabic"),
        ("english.txt", b"Only English here.", "no Arabic"),
        ("digits.txt", "١٢٣ ، ـ".encode(), "no Arabic"),
        ("english.md", b"# Only English\n\nhere.", "no Arabic"),
        ("english.html", b"<html><body><p>Only English here.</p></body></html>", "no Arabic"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        ("named.txt", b"%PDF-1.7\n", "PDF"),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 40, "office document"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "office document"),
        ("a.rtf", rb"{\rtf1\ansi text}", "RTF"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("a.gz", b"\x1f\x8b\x08", "compressed"),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom", "film"),
        ("a.exe", b"MZ\x90\x00\x03", "program"),
        ("a.bin", b"\x00\x01\x02\x03" * 100, "not a text file"),
        ("nul.txt", ARABIC.encode() + b"\x00", "not a text file"),
        ("nul16.txt", (ARABIC + "\x00").encode("utf-16"), "not a text file"),
        ("page.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>", "MHTML"),
        ("koi8.txt", ("переговоры продолжатся завтра " * 3).encode("koi8-r"), "encoding"),
        ("noise.txt", bytes(range(128, 256)) * 3, "encoding"),
        ("none.html", b"<html><body></body></html>", "no article"),
        ("script.html", b"<html><script>x</script></html>", "no article"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert said in refusal(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "none.txt")


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)


def test_a_name_that_no_system_takes_is_told() -> None:
    with pytest.raises(InputError):
        read_article(Path("a\x00b.txt"))
    with pytest.raises(InputError):
        read_article(Path("a" * 5000))


def test_a_file_over_the_cap_is_told_without_reading_it_all(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert f"{FILE_LIMIT // 1_000_000} MB" in refusal(path)


def test_a_text_over_the_cap_is_told(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("كلمة " * 1_100_000, "utf-8")
    assert "split it" in refusal(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert "ordinary file" in refusal(path)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(ARABIC, "utf-8")
    path.chmod(0)
    assert "permissions" in refusal(path)


def test_a_loop_of_links_is_told(tmp_path: Path) -> None:
    path = tmp_path / "loop.txt"
    path.symlink_to(path)
    refusal(path)


DEEP: dict[str, Callable[[], str]] = {
    "divs.html": lambda: "<html><body>" + "<div>" * 50_000 + ARABIC * 5,
    "bold.html": lambda: "<html><body><p>" + "<b>" * 50_000 + ARABIC * 5,
    "lists.html": lambda: "<html><body><article>" + "<ul><li>" * 5_000 + PARAGRAPH,
    "quotes.html": lambda: f"<html><body><article>{PARAGRAPH}{'<blockquote>' * 5_000}{PARAGRAPH}",
    "angles.html": lambda: "<html>" + "<" * 100_000 + ARABIC,
    "comments.html": lambda: "<!--" * 50_000 + ARABIC,
    "attributes.html": lambda: f"<html><body {'a=1 ' * 50_000}>{PARAGRAPH}",
    "brackets.md": lambda: "[" * 20_000 + ARABIC,
    "stars.md": lambda: "*a **" * 5_000 + ARABIC,
    "quotes.md": lambda: ">" * 50_000 + ARABIC,
    "lists.md": lambda: "\n".join("  " * i + "- " + ARABIC for i in range(300)),
    "links.md": lambda: "[a](" * 5_000 + ARABIC,
    "angles.md": lambda: "<" * 50_000 + ARABIC,
    "matter.md": lambda: "---\nx: y\n" * 5_000 + ARABIC,
    "dots.txt": lambda: ". " * 200_000 + ARABIC,
    "quotes.txt": lambda: '"' * 200_000 + ARABIC,
    "brackets.txt": lambda: "(" * 200_000 + ARABIC,
    "joiners.txt": lambda: "\u200c\u0640\u064b" * 100_000 + ARABIC,
    "mail.txt": lambda: "a@" * 200_000 + ARABIC,
    "lines.txt": lambda: "\n" * 500_000 + ARABIC,
    "one-word.txt": lambda: "ا" * 1_000_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_and_endless_markup_is_survived(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(DEEP[name](), "utf-8")
    article = read_or_refuse(path)
    assert article is None or article.paragraphs


def test_deep_lists_lose_no_line(tmp_path: Path) -> None:
    path = tmp_path / "lists.md"
    path.write_text("\n".join("  " * i + f"- بند{i}ب" for i in range(300)), "utf-8")
    text = read_article(path).text
    assert all(f"بند{i}ب" in text for i in range(300))


def test_entities_of_a_dtd_are_not_expanded_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("سر مكتوم", "utf-8")
    path = tmp_path / "a.html"
    path.write_text(
        f'<!DOCTYPE html [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY a "ها">'
        f'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body><article>{PARAGRAPH}'
        f"<p>&s; &b; {ARABIC}</p></article></body></html>",
        "utf-8",
    )
    text = read_article(path).text
    assert "مكتوم" not in text
    assert "هاها" not in text


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.one_of(st.binary(max_size=400), st.text().map(str.encode)),
    name=st.sampled_from(["a.txt", "a.md", "a.html", "a"]),
)
def test_any_bytes_are_an_article_or_a_sentence(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    article = read_or_refuse(path)
    if article is not None:
        assert "\x00" not in article.text
        assert article.text.encode("utf-8")
