"""Every subcommand, each with what is written behind it and must not count.

{open}, {closed}, {draft} and {theirs} are the short names of exchanges; {stranger} is somebody of another workspace.
"""

_LONG = "x" * 3001
_UNREADABLE = ['"<!channel>', "--<!channel>", '"x', "--because", "--because=1", "“x", "=", "--"]
_UNKNOWN = ["nosuch", "<!channel>", "{theirs}", "nosuch#1", "{theirs}#101", "٤٢"]
_TIMES = [
    "yesterday",
    "<!channel>",
    "2001-01-01",
    "fri 99:99",
    "in 0m",
    "in -3d",
    "in 999999w",
    "9999-12-31",
    "2026-02-31",
    _LONG,
]
_NUMBERS = ["", "#0", "#-1", "#999999999", "#99999999999999", "{theirs}#101", "nosuch#101", "{open}", "{open}/t1", "x"]
_LATER = ["", "nosuch", "{open}", '"x', _LONG]

# For moderators.
WRONG_FOR_MODERATORS = {
    "new": [
        "x",
        '""',
        '"  "',
        '"a" "b"',
        f'"{_LONG}"',
        *(f'"What else?" --close="{time}"' for time in _TIMES),
        *(f'"What else?" --limit={limit}' for limit in ("0", "-5", "99999999999", "٤٠٠", "x", "5.5")),
        '"What else?" --stars=because',
        '"What else?" --names=because',
        '"What else?" --groups=One',
        '"What else?" --slug=now',
        '"What else?" --slug={open}',
        '"What else?" --channel=#nosuch',
        '"What else?" --channel=<@{stranger}>',
        '"What else?" --because',
        f'"What else?" --background="{_LONG}"',
        *_UNREADABLE,
    ],
    "open": [*_UNKNOWN, "{open}", "{closed}", "{draft}#101", *(f"{{draft}} {time}" for time in _TIMES), *_UNREADABLE],
    "close": ["", *_UNKNOWN, "{draft}", "{closed}", *(f"{{open}} {time}" for time in _TIMES), *_UNREADABLE],
    "reopen": [*_UNKNOWN, "{open}", "{draft}", *(f"{{closed}} {time}" for time in _TIMES), *_UNREADABLE],
    "extend": [
        "",
        "{open}",
        *(f"{name} fri 17:00" for name in _UNKNOWN),
        "{closed} fri 17:00",
        *(f"{{open}} {time}" for time in _TIMES),
        *_UNREADABLE,
    ],
    "status": [*_UNKNOWN, "{open}#101", *_UNREADABLE],
    "quality": [*_UNKNOWN, "{draft}", "{open}#101", "{open}/t1", *_UNREADABLE],
    "digest": [
        *(f"{name} now" for name in ("nosuch", "{theirs}", "{draft}", "{open}#101")),
        "because",
        "<!channel>",
        "every <!channel>",
        "now now",
        "off off",
        "every",
        "every never",
        'every "mon 99:99"',
        f"every {_LONG}",
        "now --channel=#nosuch",
        "now --channel=<@{stranger}>",
        "now --channel=<#C0NOSUCH|nosuch>",
        *_UNREADABLE,
    ],
    "theme": [
        *(f"{name} list" for name in ("nosuch", "{theirs}", "{open}#101", "{open}/t1")),
        "because",
        "<!channel>",
        "show",
        "show t9",
        "show {theirs}/t1",
        "rename t1",
        'rename t1 ""',
        f"rename t1 {_LONG}",
        "rename t9 Trains",
        "merge t1",
        "merge t1 t1",
        "merge t1 t9",
        "split t9",
        "lock t9",
        "unlock t1",
        "move #101",
        "move t1",
        "move #999 t1",
        "move {theirs}#101 t1",
        "seed",
        'seed "Trains"',
        'seed "buses" bus',
        f'seed "Trains" {_LONG.replace("x", "x ")}',
        *_UNREADABLE,
    ],
    "outside": ["because", "on", "on on", "<!channel>", *_UNREADABLE],
    "queue": [*_UNKNOWN, *_UNREADABLE],
    "keep": [*_NUMBERS, "#101", "{open}#102", *_UNREADABLE],
    "hide": [*_NUMBERS, "#101", "{open}#102 --reason=because", "{open}#102 because", *_UNREADABLE],
    "restore": [*_NUMBERS, "#101", "{open}#102", *_UNREADABLE],
    "remove": [*_NUMBERS, "#101", "{open}#102", "{open}#102 --reason=because", *_UNREADABLE],
    "mod": [
        "because",
        "<!channel>",
        "add",
        "remove",
        "add @nobody",
        "add <@U0NOSUCH>",
        "add <@USLACKBOT>",
        "add <@{stranger}>",
        "add <@{bot}>",
        "add " + " ".join(f"<@U0{number:05}>" for number in range(11)),
        "remove <@{stranger}> because",
        *_UNREADABLE,
    ],
    **dict.fromkeys(("pause", "resume", "answer", "groups", "remind", "export", "audit", "archive", "delete"), _LATER),
}

# For everybody. The answer may be the same as without it.
WRONG_FOR_ALL = {
    "share": [_LONG, "", "\x00\x07", "  \n "],
    "rate": [*_UNKNOWN, *_UNREADABLE],
    "results": ["nosuch", "{theirs}", "{draft}", "--group=Student", *_UNREADABLE],
    "me": ["because", _LONG, '"x'],
    "about": ["because", _LONG, '"x'],
    "forget-me": ["because", "everybody", _LONG, '"x'],
    "help": ["because", "<!channel>", "`", _LONG],
}
WRONG_SUBCOMMANDS = ["because", "<!channel>", "`x`", "'", '"', "٤", "\x00", "/exchange help", _LONG, "x " * 1500]
