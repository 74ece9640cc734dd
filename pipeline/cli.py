"""The command line: arguments, printing and exit codes, nothing else."""

import argparse
import datetime as dt
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipeline import logs
from pipeline.errors import EventCoderError, describe, exit_code
from pipeline.settings import Settings, read_settings
from pipeline.terminal import plain_lines

ABOUT = "Political event data from news text."
EXIT = """exit codes: 0 done · 1 the run failed · 2 bad usage, no readable input, or a bad codebook
            3 the data failed validation and nothing was published · 4 (nightly) done, but look at it
            130, 143 stopped"""
log = logging.getLogger("pipeline.cli")  # also where this module is run as a script
EXPORTS = ("acled", "gdelt", "icews", "polecat", "phoenix")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Raises SystemExit(2) for arguments that are not understood."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal's encoding lacks is written as an escape
            stream.reconfigure(errors="backslashreplace")
    logs.set_up(_style(options))
    return guarded(lambda: options.command(options), options.debug)


def guarded(command: Callable[[], int], debug: bool = False) -> int:
    """The exit code of a command; every failure is one message on standard error, with a traceback only if asked."""
    try:
        code = command()
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough: standard output must not be flushed again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, Exception) as error:
        return _failed(error, debug)


def _failed(error: BaseException, debug: bool) -> int:
    code, message, style = exit_code(error), describe(error), logs.chosen()
    if debug and not isinstance(error, (EventCoderError, KeyboardInterrupt)):
        log.debug("the traceback", exc_info=True)
    if style.format == "json" or style.file:
        log.error(message, extra={"fields": {"exit_code": code}})
    else:
        print(plain_lines(message), file=sys.stderr)
    return code


def _style(options: argparse.Namespace, settings: Settings | None = None) -> logs.Style:
    """How to log: by the flags, and by the settings once they are read."""
    chosen = settings or Settings()
    wanted = getattr(options, "log_format", None) or chosen.log_format
    return logs.Style(wanted, getattr(options, "quiet", None) or chosen.quiet, options.debug)


def _run(options: argparse.Namespace) -> int:
    from pipeline.run.operate import operate

    settings = read_settings(
        options.config,
        input=tuple(options.input) if options.input else None,
        output=options.output,
        codebooks=options.codebooks,
        places=_places(options),
        workers=options.workers,
        retractions=options.retractions,
        wait=options.wait,
        metrics=options.metrics,
        accept_drift=options.accept_drift or None,
    )
    logs.set_up(_style(options, settings))
    operate(settings, options.dry_run)
    return 0


def _places(options: argparse.Namespace) -> tuple[Path, ...] | None:
    return tuple(options.places) if options.places else None


def _nightly(options: argparse.Namespace) -> int:
    from pipeline.run.nightly import nightly

    nightly(read_settings(options.config, codebooks=options.codebooks), options.debug)
    return 0


def _rejects(options: argparse.Namespace) -> int:
    from pipeline.run.refusals import Choice, read_refusals, refusals_json, refusals_text

    found = read_refusals(options.output, Choice(options.stage, options.reason), options.limit)
    print((refusals_json if options.json else refusals_text)(found))
    return 0


def _retry(options: argparse.Namespace) -> int:
    from pipeline.run.progress import Progress
    from pipeline.run.refusals import Choice
    from pipeline.run.retry import retried_text, retry

    given = {"codebooks": options.codebooks, "places": _places(options), "workers": options.workers}
    settings = read_settings(options.config, input=(options.output,), output=options.output, **given)
    with Progress(sys.stderr) as progress:
        found = retry(settings, Choice(options.stage, options.reason), progress=progress)
    print(retried_text(found, settings.output))
    return 0


def _explain(options: argparse.Namespace) -> int:
    from pipeline.codebook.load import default_codebooks, load_codebook
    from pipeline.stages.explain import explain_json, explain_text

    codebook = load_codebook(options.codebooks or default_codebooks())
    when = options.date or dt.datetime.now(dt.UTC).date()
    print((explain_json if options.json else explain_text)(options.text, when, codebook))
    return 0


def _check_codebook(options: argparse.Namespace) -> int:
    from pipeline.codebook.load import default_codebooks
    from pipeline.stages.codebook_check import check_codebook

    result = check_codebook(options.folder or options.codebooks or default_codebooks())
    for fault in result.faults:
        print(fault)
    for warning in result.warnings:
        print(f"warning: {warning}")
    print(result)
    return 2 if result.faults else 0


def _import_petrarch(options: argparse.Namespace) -> int:
    from pipeline.codebook.petrarch.importing import Dictionaries, import_petrarch

    given = Dictionaries(*(getattr(options, kind) for kind in Dictionaries._fields))
    print(import_petrarch(given, options.output))
    return 0


def _coverage(options: argparse.Namespace) -> int:
    from pipeline.codebook.load import default_codebooks, load_with_sources
    from pipeline.run.progress import Progress
    from pipeline.stages.coverage import coverage_json, coverage_text, measure

    codebook, sources = load_with_sources(options.codebooks or default_codebooks())
    with Progress(sys.stderr) as progress:
        progress.start("coverage", 0)
        found = measure(options.texts, codebook, sources.ignored(), progress.advance)
        progress.finish()
    print((coverage_json if options.json else coverage_text)(found, options.top))
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from pipeline.codebook.load import default_codebooks, load_codebook
    from pipeline.resolve.gazetteer import Gazetteer
    from pipeline.run.progress import Progress
    from pipeline.stages.evaluate import evaluate, evaluation_json, evaluation_text

    codebook = load_codebook(options.codebooks or default_codebooks())
    with Progress(sys.stderr) as progress:
        progress.start("evaluate", 0)
        found = evaluate(options.gold, codebook, Gazetteer.load(), progress.advance)
        progress.finish()
    print((evaluation_json if options.json else evaluation_text)(found))
    return 0


def _diff(options: argparse.Namespace) -> int:
    from pipeline.run.differences import compare_folders, comparison_json, comparison_text

    found = compare_folders(options.before, options.after)
    print((comparison_json if options.json else comparison_text)(found, options.limit))
    return 0


def _export(options: argparse.Namespace) -> int:
    from pipeline.codebook.load import default_codebooks
    from pipeline.exports import LAYOUTS
    from pipeline.exports.writer import export

    layout = LAYOUTS[options.format]
    done = export(options.folder, layout, options.output, options.codebooks or default_codebooks(), options.header)
    print(f"{done.rows:,} {layout.table} in {options.output}")
    for reason, rows in done.left_out.items():
        print(f"{rows:,} left out: {reason}")
    return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--codebooks", type=Path, metavar="DIR", help="codebook folder (default: the project's)")
    common.add_argument("--debug", action="store_true", help="show tracebacks and more of the log")
    parser = argparse.ArgumentParser(prog="event-coder", description=ABOUT, epilog=EXIT)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--version", action="version", version=f"event-coder {_version()}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands, common)
    _add_nightly(commands, common)
    _add_rejects(commands, common)
    _add_retry(commands, common)
    _add_explain(commands, common)
    _add_codebook(commands, common)
    _add_evaluate(commands, common)
    _add_diff(commands, common)
    _add_export(commands, common)
    return parser


def _add_run(commands: Any, common: argparse.ArgumentParser) -> None:
    run = commands.add_parser("run", parents=[common], help="code articles into Parquet, incrementally")
    run.add_argument("--input", nargs="+", action="extend", metavar="PATH", help="files, folders or globs")
    run.add_argument("--output", metavar="DIR", help="output folder, or an fsspec URL")
    _add_places(run)
    run.add_argument("--workers", type=_positive, metavar="N", help="processes (default: the cores)")
    run.add_argument("--config", type=Path, metavar="FILE", help="YAML file with settings; flags override it")
    run.add_argument("--retractions", type=Path, metavar="FILE", help="ids of articles that are withdrawn")
    run.add_argument("--wait", type=_seconds, metavar="SECONDS", help="wait for another run to end (default: 0)")
    run.add_argument("--dry-run", action="store_true", help="say what there is to do and why, and do nothing")
    run.add_argument("--accept-drift", action="store_true", help="publish what a drift limit would hold back")
    _add_logging(run)
    run.set_defaults(command=_run)


def _add_nightly(commands: Any, common: argparse.ArgumentParser) -> None:
    about = "one run from cron: quiet when all is well, with log files and an alarm when not"
    nightly = commands.add_parser("nightly", parents=[common], help=about, description=f"{about.capitalize()}.")
    nightly.add_argument("config", type=Path, metavar="CONFIG", help="YAML file with settings")
    nightly.set_defaults(command=_nightly)


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
    rejects.set_defaults(command=_rejects)


def _add_retry(commands: Any, common: argparse.ArgumentParser) -> None:
    retry = commands.add_parser("retry", parents=[common], help="take up again what was refused")
    retry.add_argument("output", metavar="DIR", help="the output folder of a run, or its fsspec URL")
    _add_choice(retry)
    _add_places(retry)
    retry.add_argument("--workers", type=_positive, metavar="N", help="processes (default: the cores)")
    retry.add_argument("--config", type=Path, metavar="FILE", help="the run's YAML file; its input is not looked at")
    retry.set_defaults(command=_retry)


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
    explain.set_defaults(command=_explain)


def _add_codebook(commands: Any, common: argparse.ArgumentParser) -> None:
    codebook = commands.add_parser("codebook", help="work on a codebook")
    actions = codebook.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", parents=[common], help="validate a codebook folder and run its examples")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="codebook folder (default: the project's)")
    check.set_defaults(command=_check_codebook)
    _add_import(actions, common)
    coverage = actions.add_parser("coverage", parents=[common], help="list frequent words that no rule codes")
    coverage.add_argument("texts", nargs="+", metavar="TEXTS", help="files, folders or globs, as for `run`")
    coverage.add_argument("--top", type=_positive, default=30, metavar="N", help="words in each list (default: 30)")
    coverage.add_argument("--json", action="store_true", help="as JSON")
    coverage.set_defaults(command=_coverage)


def _add_import(actions: Any, common: argparse.ArgumentParser) -> None:
    about = "turn TABARI/PETRARCH dictionaries into a codebook folder"
    take = actions.add_parser("import-petrarch", parents=[common], help=about)
    for kind in ("actors", "agents", "verbs", "discards"):
        files = {"nargs": "+", "action": "extend", "type": Path, "default": [], "metavar": "FILE"}
        take.add_argument(f"--{kind}", help=f"dictionaries of {kind}", **files)
    take.add_argument("--output", type=Path, required=True, metavar="DIR", help="the folder to write, a new one")
    take.set_defaults(command=_import_petrarch)


def _add_evaluate(commands: Any, common: argparse.ArgumentParser) -> None:
    evaluate = commands.add_parser("evaluate", parents=[common], help="score a codebook against labelled texts")
    evaluate.add_argument("gold", metavar="GOLD", help="a file, folder or glob of rows with text and labels")
    evaluate.add_argument("--json", action="store_true", help="as JSON")
    evaluate.set_defaults(command=_evaluate)


def _add_diff(commands: Any, common: argparse.ArgumentParser) -> None:
    diff = commands.add_parser("diff", parents=[common], help="compare the events of two output folders")
    diff.add_argument("before", metavar="DIR_A", help="an output folder of `run`, or its fsspec URL")
    diff.add_argument("after", metavar="DIR_B", help="another, such as the same articles coded with another codebook")
    diff.add_argument("--limit", type=_positive, default=5, metavar="N", help="examples of each kind (default: 5)")
    diff.add_argument("--json", action="store_true", help="as JSON")
    diff.set_defaults(command=_diff)


def _add_export(commands: Any, common: argparse.ArgumentParser) -> None:
    export = commands.add_parser("export", parents=[common], help="write a published table as another data set has it")
    export.add_argument("folder", metavar="DIR", help="an output folder of `run`, or its fsspec URL")
    export.add_argument("--format", required=True, choices=EXPORTS, help="whose columns")
    export.add_argument("--output", required=True, type=Path, metavar="FILE", help="compressed if it ends in .gz")
    export.add_argument(
        "--header",
        action=argparse.BooleanOptionalAction,
        help="begin with the names of columns (default: where that data set does)",
    )
    export.set_defaults(command=_export)


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


def _version() -> str:
    try:
        return version("event-coder")
    except PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    sys.exit(main())
