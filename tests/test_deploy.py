"""What `deploy/` offers to operators fits the program, and gives it no right that it does not need."""

import configparser
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import main
from bot.installs.routes import INSTALL_PATH, REDIRECT_PATH
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
SETTINGS = {field.name.upper() for field in fields(Settings)}
OF_PYTHON = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
DRAIN_AND_FINISH_S = 60


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions in order, each with what follows it on its lines."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line.strip())]


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
    return found


def kubernetes() -> dict[str, dict[str, Any]]:
    """Return the objects by kind."""
    objects = list(yaml.safe_load_all((DEPLOY / "kubernetes.yml").read_text(encoding="utf-8")))
    assert len({each["kind"] for each in objects}) == len(objects)
    return {each["kind"]: each for each in objects}


def unit(name: str) -> dict[str, dict[str, list[str]]]:
    """Return a unit of systemd: each section with the values of each key, which may come several times."""
    found: dict[str, dict[str, list[str]]] = {}
    section = ""
    for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(section, {}).setdefault(key, []).append(value)
    return found


# The image ------------------------------------------------------------------------------------------------------------


def test_the_lock_of_the_image_has_what_serving_needs_and_nothing_of_the_checks() -> None:
    made = subprocess.run(
        [sys.executable, "deploy/serve_lock.py", "fast"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    pinned = set(re.findall(r"^([a-z0-9-]+)==", made, flags=re.MULTILINE))
    assert {"aiohttp", "slack-bolt", "sqlalchemy", "greenlet", "yarl", "uvloop", "cffi", "numpy", "scipy"} <= pinned
    assert not pinned & {"pytest", "playwright", "mypy", "ruff", "hypothesis", "uv", "typst", "model2vec"}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert [line for line in made.splitlines() if line.startswith("    --hash") and line not in lock] == []
    assert made.count("--hash") > 500


def test_the_image_is_built_of_files_that_are_there_and_runs_as_nobody_s_root() -> None:
    steps = instructions()
    assert [rest.split()[0] for word, rest in steps if word == "FROM"] == ["python:3.11-slim-trixie"] * 2
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    for rest in [rest for word, rest in steps if word == "COPY" and not rest.startswith("--from")]:
        for source in rest.split()[:-1]:
            assert (ROOT / source).exists(), source
            assert f"!{source}" in ignored, f"{source} is left out of what is sent to the build"
    last = steps[max(number for number, (word, _) in enumerate(steps) if word == "FROM") :]
    assert [rest for word, rest in last if word == "USER"] == ["10001:10001"]
    assert not [rest for word, rest in last if word == "ADD"]
    assert [word for word, _ in last if word == "HEALTHCHECK"]
    named = set(re.findall(r"\b([A-Z][A-Z_]+)=", next(rest for word, rest in last if word == "ENV")))
    assert named <= SETTINGS | OF_PYTHON
    assert "exec " in (DEPLOY / "starling.sh").read_text(encoding="utf-8"), "else SIGTERM ends the shell alone"


def test_what_the_image_holds_is_enough_to_start(tmp_path: Path) -> None:
    for name in ("bot", "storage"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manifest.yml", tmp_path)
    (tmp_path / "data").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "migrate"],
        cwd=tmp_path / "data",
        env={"PYTHONPATH": str(tmp_path), "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/data/starling.sqlite"},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "newest schema" in done.stdout


# Compose --------------------------------------------------------------------------------------------------------------


def test_compose_gives_the_bot_no_right_and_waits_for_its_database() -> None:
    bot, database = compose()["services"]["starling"], compose()["services"]["postgres"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert bot["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert "healthcheck" in database
    assert all(port.startswith("127.0.0.1:") for port in bot["ports"]), "a proxy with a certificate comes before it"
    assert "ports" not in database, "nobody but the bot reaches it"
    assert set(bot["environment"]) <= SETTINGS
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).is_file()
    assert int(bot["stop_grace_period"].rstrip("s")) >= DRAIN_AND_FINISH_S
    volumes = {each.split(":")[0] for each in (*bot["volumes"], *database["volumes"])}
    assert volumes == set(compose()["volumes"])


# systemd --------------------------------------------------------------------------------------------------------------


def test_the_units_are_hardened_and_call_commands_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    service = unit("starling.service")["Service"]
    on = ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "RestrictNamespaces", "LockPersonality")
    assert {service[name][0] for name in on} == {"yes"}
    assert service["ProtectSystem"] == ["strict"]
    assert service["CapabilityBoundingSet"] == [""]
    assert service["User"] == ["starling"]
    assert int(service["TimeoutStopSec"][0]) >= DRAIN_AND_FINISH_S
    for name in ("starling.service", "starling-backup.service"):
        command = unit(name)["Service"]["ExecStart"][0].rpartition("bin/starling ")[2].split()[0]
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
    days = re.search(r"-mtime \+(\d+)", unit("starling-backup.service")["Service"]["ExecStartPost"][0])
    assert days is not None
    assert int(days[1]) < 30, "as people are told, with a day to spare"
    assert unit("starling-backup.timer")["Timer"]["OnCalendar"][0].startswith("Sun "), "weekly"


def test_systemd_itself_finds_no_fault(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    for name in ("starling.service", "starling-backup.service", "starling-backup.timer"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        parser.read_string(text)
        assert "Unit" in parser
        there = tmp_path / name
        there.write_text(text.replace("/opt/starling/.venv/bin/starling", "/bin/true"), encoding="utf-8")
    if program is not None:  # not on every machine of ours: what is above holds everywhere
        units = [str(path) for path in tmp_path.iterdir()]
        done = subprocess.run([program, "verify", "--man=no", *units], check=False, capture_output=True, text=True)
        faults = [line for line in done.stderr.splitlines() if line.startswith(("starling", str(tmp_path)))]
        assert faults == []


# Kubernetes -----------------------------------------------------------------------------------------------------------


def test_kubernetes_runs_two_without_root_and_names_secrets_only() -> None:
    spec = kubernetes()["Deployment"]["spec"]
    pod = spec["template"]["spec"]
    (box,) = pod["containers"]
    assert spec["replicas"] == 2
    assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert box["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert box["envFrom"] == [{"secretRef": {"name": "starling"}}]
    named = {each["name"] for each in box["env"]}
    assert named <= SETTINGS
    assert not [name for name in named if re.search("TOKEN|SECRET|KEY|PASSWORD|URL", name)]
    assert "Secret" not in kubernetes(), "a secret in a file that is committed is none"
    assert ":latest" not in box["image"]


def test_kubernetes_asks_what_the_server_answers_and_waits_for_it() -> None:
    pod = kubernetes()["Deployment"]["spec"]["template"]["spec"]
    (box,) = pod["containers"]
    paths = {name: box[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
    assert paths == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
    drain_s = next(int(each["value"]) for each in box["env"] if each["name"] == "STARLING_DRAIN_SECONDS")
    probe = box["readinessProbe"]
    assert drain_s > probe["periodSeconds"] * probe["failureThreshold"], "it goes on until nobody is sent here"
    assert pod["terminationGracePeriodSeconds"] >= drain_s + DRAIN_AND_FINISH_S
    assert {mount["name"] for mount in box["volumeMounts"]} == {volume["name"] for volume in pod["volumes"]}


def test_kubernetes_objects_belong_together_and_counts_stay_inside() -> None:
    found = kubernetes()
    labels = found["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert found["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert found["Service"]["spec"]["selector"] == labels
    assert found["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    paths = found["Ingress"]["spec"]["rules"][0]["http"]["paths"]
    assert {each["path"] for each in paths} == {"/slack/events", INSTALL_PATH, REDIRECT_PATH, "/results"}
    assert all(each["backend"]["service"]["name"] == found["Service"]["metadata"]["name"] for each in paths)
