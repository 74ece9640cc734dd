"""The commands and their arguments."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from pipeline import handlers, logs
from pipeline.exports import LAYOUTS
from pipeline.version import own_version

ABOUT = "Political event data from news text."
EXIT = """exit codes: 0 done · 1 the run failed · 2 bad usage, no readable input, or a bad codebook
            3 the data failed validation and nothing was published · 4 (nightly) done, but look at it
            130, 143 stopped"""


def parser() -> argparse.ArgumentParser:
    """What reads the command line; `command` of what it gives is the function that does it."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--codebooks", type=Path, metavar="DIR", help="codebook folder (default: the project's)")
    common.add_argument("--debug", action="store_true", help="show tracebacks and more of the log")
    top = argparse.ArgumentParser(prog="event-coder", description=ABOUT, epilog=EXIT)
    top.formatter_class = argparse.RawDescriptionHelpFormatter
    top.add_argument("--version", action="version", version=f"event-coder {own_version() or '(not installed)'}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands, common)
    _add_nightly(commands, common)
    _add_rejects(commands, common)
    _add_retry(commands, common)
    _add_explain(commands, common)
    _add_codebook(commands, common)
    _add_evaluate(commands, common)
    _add_diff(commands, common)
    _add_export(commands, common)
    return top


def _add_run(commands: Any, common: argparse.ArgumentParser) -> None:
    run = commands.add_parser("run", parents=[common], help="code articles into Parquet, incrementally")
    run.add_argument("--input", nargs="+", action="extend", metavar="PATH", help="files, folders or globs")
    run.add_argument("--output", metavar="DIR", help="output folder, or an fsspec URL")
    _add_places(run)
    run.add_argument("--workers", type=_positive, metavar="N", help="processes (default: the cores)")
    run.add_argument("--config", type=Path, metavar="FILE", help="YAML file with settings; flags override it")
    run.add_argument("--retractions", type=Path, metavar="FILE", help="ids of articles that are withdrawn")
    _add_wait(run)
    run.add_argument("--dry-run", action="store_true", help="say what there is to do and why, and do nothing")
    run.add_argument("--accept-drift", action="store_true", help="publish what a drift limit would hold back")
    _add_logging(run)
    run.set_defaults(command=handlers.do_run)


def _add_nightly(commands: Any, common: argparse.ArgumentParser) -> None:
    about = "one run from cron: quiet when all is well, with log files and an alarm when not"
    nightly = commands.add_parser("nightly", parents=[common], help=about, description=f"{about.capitalize()}.")
    nightly.add_argument("config", type=Path, metavar="CONFIG", help="YAML file with settings")
    nightly.set_defaults(command=handlers.do_nightly)


def _add_logging(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--log-format", choices=logs.FORMATS, help="log lines for people (default) or as JSON")
    parser.add_argument("--quiet", action="store_true", help="say nothing but warnings and errors")
    parser.add_argument(
        "--metrics", metavar="FILE", help="Prometheus' text file (default: reports/metrics.prom in DIR)"
    )


def _add_rejects(commands: Any, common: argparse.ArgumentParser) -> None:
    rejects = commands.add_parser("rejects", parents=[common], help="show what was refused, and why")
    rejects.add_argument("output", metavar="DIR", help="the output folder of a run, or its fsspec URL")
    _add_choice(rejects)
    rejects.add_argument("--limit", type=_positive, default=20, metavar="N", help="records to show (default: 20)")
    rejects.add_argument("--json", action="store_true", help="as JSON")
    rejects.set_defaults(command=handlers.do_rejects)


def _add_retry(commands: Any, common: argparse.ArgumentParser) -> None:
    retry = commands.add_parser("retry", parents=[common], help="take up again what was refused")
    retry.add_argument("output", metavar="DIR", help="the output folder of a run, or its fsspec URL")
    _add_choice(retry)
    _add_places(retry)
    retry.add_argument("--workers", type=_positive, metavar="N", help="processes (default: the cores)")
    retry.add_argument("--config", type=Path, metavar="FILE", help="the run's YAML file; its input is not looked at")
    _add_wait(retry)
    retry.set_defaults(command=handlers.do_retry)


def _add_wait(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--wait", type=_seconds, metavar="SECONDS", help="wait for another run to end (default: 0)")


def _add_places(parser: argparse.ArgumentParser) -> None:
    about = "GeoNames country dumps, whose places are added to the gazetteer"
    parser.add_argument("--places", nargs="+", action="extend", type=Path, metavar="FILE", help=about)


def _add_choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", metavar="STAGE", help="only what this stage refused")
    parser.add_argument("--reason", metavar="REASON", help="only what was refused for this reason")


def _add_explain(commands: Any, common: argparse.ArgumentParser) -> None:
    explain = commands.add_parser("explain", parents=[common], help="code a text and show why")
    explain.add_argument("text", metavar="TEXT", help="one or more sentences")
    explain.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="publication date (default: today)")
    explain.add_argument("--json", action="store_true", help="as JSON")
    explain.set_defaults(command=handlers.do_explain)


def _add_codebook(commands: Any, common: argparse.ArgumentParser) -> None:
    codebook = commands.add_parser("codebook", help="work on a codebook")
    actions = codebook.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", parents=[common], help="validate a codebook folder and run its examples")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="codebook folder (default: the project's)")
    check.set_defaults(command=handlers.do_check_codebook)
    _add_import(actions, common)
    coverage = actions.add_parser("coverage", parents=[common], help="list frequent words that no rule codes")
    coverage.add_argument("texts", nargs="+", metavar="TEXTS", help="files, folders or globs, as for `run`")
    coverage.add_argument("--top", type=_positive, default=30, metavar="N", help="words in each list (default: 30)")
    coverage.add_argument("--json", action="store_true", help="as JSON")
    coverage.set_defaults(command=handlers.do_coverage)


def _add_import(actions: Any, common: argparse.ArgumentParser) -> None:
    about = "turn TABARI/PETRARCH dictionaries into a codebook folder"
    take = actions.add_parser("import-petrarch", parents=[common], help=about)
    for kind in ("actors", "agents", "verbs", "discards"):
        files = {"nargs": "+", "action": "extend", "type": Path, "default": [], "metavar": "FILE"}
        take.add_argument(f"--{kind}", help=f"dictionaries of {kind}", **files)
    take.add_argument("--output", type=Path, required=True, metavar="DIR", help="the folder to write, a new one")
    take.set_defaults(command=handlers.do_import_petrarch)


def _add_evaluate(commands: Any, common: argparse.ArgumentParser) -> None:
    evaluate = commands.add_parser("evaluate", parents=[common], help="score a codebook against labelled texts")
    evaluate.add_argument("gold", metavar="GOLD", help="a file, folder or glob of rows with text and labels")
    evaluate.add_argument("--json", action="store_true", help="as JSON")
    evaluate.set_defaults(command=handlers.do_evaluate)


def _add_diff(commands: Any, common: argparse.ArgumentParser) -> None:
    diff = commands.add_parser("diff", parents=[common], help="compare the events and incidents of two output folders")
    diff.add_argument("before", metavar="DIR_A", help="an output folder of `run`, or its fsspec URL")
    diff.add_argument("after", metavar="DIR_B", help="another, such as the same articles coded with another codebook")
    diff.add_argument("--limit", type=_positive, default=5, metavar="N", help="examples of each kind (default: 5)")
    diff.add_argument("--json", action="store_true", help="as JSON")
    diff.set_defaults(command=handlers.do_diff)


def _add_export(commands: Any, common: argparse.ArgumentParser) -> None:
    export = commands.add_parser("export", parents=[common], help="write a published table as another data set has it")
    export.add_argument("folder", metavar="DIR", help="an output folder of `run`, or its fsspec URL")
    export.add_argument("--format", required=True, choices=LAYOUTS, help="whose columns")
    export.add_argument("--output", required=True, type=Path, metavar="FILE", help="compressed if it ends in .gz")
    export.add_argument(
        "--header",
        action=argparse.BooleanOptionalAction,
        help="begin with the names of columns (default: where that data set does)",
    )
    export.set_defaults(command=handlers.do_export)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1")
    return int(text)


def _seconds(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of seconds")
    return int(text)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date like 2022-08-02") from error
