"""Refreshes the answers in README.md: runs the demo in a fresh folder, asks the service, and pastes what came.

.venv/bin/python -m bench.readme_page
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx

PAGE = Path(__file__).parents[1] / "README.md"
CLEW = str(Path(sys.executable).with_name("clew"))
ROWS, WIDEST, LISTED = 5, 150, 3  # what is shown of tables, lines and lists
SHOWN = ("network_id", "label", "size", "first_seen", "last_seen", "probability", "growth", "countries", "cities", "indicators", "referral")


def main() -> None:
    """Run, ask and paste."""
    with tempfile.TemporaryDirectory() as data:
        printed = subprocess.run([CLEW, "demo", "--exit", "--data", data], capture_output=True, text=True, check=True).stdout
        answer = _asked(data)
    text = PAGE.read_text(encoding="utf-8")
    text = _pasted(text, "demo", f"```\n{_demo(printed)}\n```")
    PAGE.write_text(_pasted(text, "answer", f"```json\n{_cut(answer)}\n```"), encoding="utf-8")


def _asked(data: str) -> Any:
    serving = subprocess.Popen([CLEW, "serve", "--port", "0", "--data", data], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = (serving.stdout.readline() if serving.stdout else "").split()[2]
        with httpx.Client(base_url=address, transport=httpx.HTTPTransport(retries=20), timeout=30) as http:
            return http.get("/v1/networks?limit=1").raise_for_status().json()
    finally:
        serving.terminate()
        serving.wait()


def _demo(printed: str) -> str:
    rows, lines = 0, []
    for line in printed.rstrip().splitlines():
        rows += line.startswith("│")
        if not line.startswith("│") or rows <= ROWS:
            lines.append(line.rstrip() if len(line) <= WIDEST else f"{line[: line.rfind(' ', 0, WIDEST - 20)]} ...")
    return "\n".join([*lines, "", "Clew serves http://127.0.0.1:8000 (its API is described at http://127.0.0.1:8000/docs)"])


def _cut(answer: Any) -> str:
    item = {name: _short(answer["items"][0][name]) for name in SHOWN if name in answer["items"][0]}
    text = json.dumps({"items": [item], "next_cursor": answer["next_cursor"]}, ensure_ascii=False, indent=2)
    return re.sub(
        r"(?<=: )[\[{][^\[\]{}]*[\]}]", lambda match: re.sub(r"\s*\n\s*", " ", match.group()).replace("[ ", "[").replace(" ]", "]"), text
    )


def _short(value: Any) -> Any:
    return [*value[:LISTED], "..."] if isinstance(value, list) and len(value) > LISTED else value


def _pasted(text: str, name: str, block: str) -> str:
    return re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _: f"<!-- {name} -->\n{block}\n<!-- /{name} -->", text, flags=re.DOTALL)


if __name__ == "__main__":
    main()
