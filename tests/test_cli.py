"""The command line as a person or CI uses it: what it says, and with which exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT

from generator import __version__
from generator.cli import main

NOTICE = "甲县2023年稳就业工作方案\n一、目标\n全年新增就业100人。（县财政局牵头，县民政局配合）\n按照《甲县就业规划》，6月底前完成。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notices = tmp_path / "notices"
    notices.mkdir()
    (notices / "jia-2023.txt").write_text(NOTICE, encoding="utf-8")
    return notices


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_version() -> None:
    assert __version__ in run("--version").output


@pytest.mark.parametrize("command", ["build", "serve", "data", "check", "show", "evaluate", "diff"])
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_data_writes_any_folder(folder: Path, tmp_path: Path) -> None:
    result = run("data", tmp_path / "out", "--source", folder)
    assert result.exit_code == 0, result.output
    assert "1 notices, 2 assignments, 1 targets, 1 deadlines, 1 citations" in result.output
    assert (tmp_path / "out" / "text" / "jia-2023.txt").read_text(encoding="utf-8") == NOTICE


@pytest.mark.parametrize(
    ("stage", "line"),
    [
        ("outline", "一、"),
        ("assignments", "县财政局"),
        ("targets", "新增就业 = 100 人"),
        ("deadlines", "2023-06-30"),
        ("citations", "《甲县就业规划》"),
    ],
)
def test_show(folder: Path, stage: str, line: str) -> None:
    result = run("show", folder / "jia-2023.txt", "--stage", stage)
    assert result.exit_code == 0
    assert line in result.output


def test_show_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = run("show", tmp_path / "empty.txt")
    assert result.exit_code == 1
    assert "empty.txt" in result.output
    assert "Traceback" not in result.output


def test_check_fails_on_errors_only(folder: Path) -> None:
    assert run("check", "--source", folder).exit_code == 0
    (folder / "empty.txt").write_text("", encoding="utf-8")
    result = run("check", "--source", folder)
    assert result.exit_code == 1
    assert "empty.txt" in result.output


def test_strict_data_writes_nothing_on_errors(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    assert run("data", tmp_path / "out", "--source", folder, "--strict").exit_code == 1
    assert not (tmp_path / "out").exists()
    assert run("data", tmp_path / "out", "--source", folder).exit_code == 0


def test_evaluate_prints_every_kind(tmp_path: Path) -> None:
    run("data", tmp_path / "out", "--source", ROOT / "source_docs")
    gold, texts = ROOT / "tests" / "gold", ROOT / "source_docs"
    result = run("evaluate", tmp_path / "out", gold, "--texts", texts, "--errors", "targets")
    assert result.exit_code == 0, result.output
    assert [line.split()[0] for line in result.output.splitlines()[:5]] == [
        "headings",
        "assignments",
        "targets",
        "deadlines",
        "citations",
    ]


def test_diff_tells_what_changed(folder: Path, tmp_path: Path) -> None:
    run("data", tmp_path / "old", "--source", folder)
    (folder / "jia-2023.txt").write_text(NOTICE.replace("100人", "200人"), encoding="utf-8")
    run("data", tmp_path / "new", "--source", folder)
    result = run("diff", tmp_path / "old", tmp_path / "new")
    assert result.exit_code == 0
    assert "100" in result.output
    assert "200" in result.output


def test_a_failed_strict_build_says_why_and_leaves_the_last_site(tmp_path: Path) -> None:
    for name in ("docs", "site_templates"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "source_docs").mkdir()
    (tmp_path / "source_docs" / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, "-m", "generator", "build", "--strict", "--config", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert "empty.txt: error: The file is empty." in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"
