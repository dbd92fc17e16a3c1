"""Set up and run respite_finder on a machine that has Python 3.11+ and nothing of ours.

    python3 run.py app     make .venv, install, start the finder at http://localhost:8501
    python3 run.py test    make .venv, install, install Chromium and PostgreSQL if missing, run all

Only the standard library is used here. What is done is printed, so that it can be done by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
NO_TESTS = 5
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("respite-finder", "check"),
    ("respite-finder", "document", "--check"),
    # A file a worker: what a file prepares is prepared once.
    ("pytest", "-q", "-n", "auto", "--dist", "loadfile", "--ignore", "tests/browser"),
    # Apart from the rest: a browser without a processor says things late, and the tests listen.
    ("pytest", "-q", "-n", "2", "--dist", "loadfile", "tests/browser"),
)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["app", *options]:
            _install("")
            return _run([BIN / "respite-finder", "app", *options])
        case ["test", *options]:
            return _test(options)
    return _say("Say what to run: python3 run.py app, or python3 run.py test")


def _test(options: list[str]) -> int:
    _install("[dev]")
    if not shutil.which("chromium"):
        _install_chromium()
    if not shutil.which("chromium"):
        return _say("The browser tests need Chromium. On Debian: apt-get install chromium")
    if not _has_postgresql():
        _apt("postgresql")
    if not _has_postgresql():
        return _say("The tests of the store need PostgreSQL. On Debian: apt-get install postgresql")
    for check in CHECKS:
        extra = options if check[0] == "pytest" else []
        code = _run([BIN / check[0], *check[1:], *extra])
        # A choice of tests, such as -k, may leave one of the two runs without any.
        if code and not (extra and code == NO_TESTS):
            return code
    return 0


def _install(extra: str) -> None:
    """Make ``.venv`` and install into it; skipped while pyproject.toml is unchanged."""
    stamp = VENV / f"installed{extra}"
    project = ROOT / "pyproject.toml"
    if stamp.exists() and stamp.stat().st_mtime >= project.stat().st_mtime:
        return
    if not (BIN / "python").exists():
        _make_venv()
    code = _run([BIN / "python", "-m", "pip", "install", "--quiet", "--editable", f"{ROOT}{extra}"])
    if code:
        sys.exit(_say("The installation failed: the lines above say why."))
    stamp.touch()


def _make_venv() -> None:
    print("+ making .venv", flush=True)
    try:
        venv.create(VENV, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        shutil.rmtree(VENV, ignore_errors=True)
        # Debian keeps the part of Python that makes environments in a package of its own.
        _apt("python3-venv")
        if _run([sys.executable, "-m", "venv", VENV]):
            sys.exit(
                _say("Python cannot make environments. On Debian: apt-get install python3-venv")
            )


def _install_chromium() -> None:
    _apt("chromium")


def _has_postgresql() -> bool:
    """Debian keeps the server's programs out of the path."""
    kept = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return bool(shutil.which("initdb") or any(kept))


def _apt(package: str) -> None:
    """Install a Debian package, where that is possible without a question."""
    apt = shutil.which("apt-get")
    if not apt:
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run([*sudo, apt, "update", "-qq"], quiet)
    _run([*sudo, apt, "install", "-y", "-qq", "--no-install-recommends", package], quiet)


def _run(command: list[str | Path], env: dict[str, str] | None = None) -> int:
    words = [str(part) for part in command]
    print("+", *(word.removeprefix(f"{ROOT}/") for word in words), flush=True)
    try:
        return subprocess.run(words, cwd=ROOT, env=env, check=False).returncode
    except FileNotFoundError:
        return _say(f"There is no program {words[0]}.")
    except KeyboardInterrupt:
        return 0


def _say(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
