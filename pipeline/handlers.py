"""What each command does: it takes the arguments, prints, and gives the exit code.

What a command needs is imported when it runs, so that the others start at once.
"""

import argparse
import contextlib
import datetime as dt
import os
import sys
from pathlib import Path

from pipeline import logs
from pipeline.errors import UsageError, first_told
from pipeline.settings import Settings, read_settings


def style(options: argparse.Namespace, settings: Settings | None = None) -> logs.Style:
    """How to log: by the flags, and by the settings once they are read."""
    chosen = settings or Settings()
    wanted = getattr(options, "log_format", None) or chosen.log_format
    return logs.Style(wanted, getattr(options, "quiet", None) or chosen.quiet, options.debug)


def do_run(options: argparse.Namespace) -> int:
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
    logs.set_up(style(options, settings))
    operate(settings, options.dry_run)
    return 0


def _places(options: argparse.Namespace) -> tuple[Path, ...] | None:
    return tuple(options.places) if options.places else None


def do_nightly(options: argparse.Namespace) -> int:
    from pipeline.run.nightly import nightly

    nightly(read_settings(options.config, codebooks=options.codebooks), options.debug)
    return 0


def do_rejects(options: argparse.Namespace) -> int:
    from pipeline.run.refusals import Choice, read_refusals, refusals_json, refusals_text

    found = read_refusals(options.output, Choice(options.stage, options.reason), options.limit)
    print((refusals_json if options.json else refusals_text)(found))
    return 0


def do_retry(options: argparse.Namespace) -> int:
    from pipeline.run.progress import Progress
    from pipeline.run.refusals import Choice
    from pipeline.run.retry import retried_text, retry

    settings = read_settings(
        options.config,
        input=(options.output,),
        output=options.output,
        codebooks=options.codebooks,
        places=_places(options),
        workers=options.workers,
        wait=options.wait,
    )
    with Progress(sys.stderr) as progress:
        found = retry(settings, Choice(options.stage, options.reason), progress=progress)
    print(retried_text(found, settings.output))
    return 0


def do_explain(options: argparse.Namespace) -> int:
    from pipeline.codebook.load import default_codebooks, load_codebook
    from pipeline.resolve.gazetteer import Gazetteer
    from pipeline.stages.explain import explain_json, explain_text
    from pipeline.stages.files import decode

    if not options.text.strip():
        raise UsageError("there is no text to explain", remedy='give one or more sentences: event-coder explain "…"')
    codebook = load_codebook(options.codebooks or default_codebooks())
    when = options.date or dt.datetime.now(dt.UTC).date()
    text = decode(os.fsencode(options.text))  # as in files: the shell may hand over bytes that are no UTF-8
    print((explain_json if options.json else explain_text)(text, when, codebook, Gazetteer.load()))
    return 0


def do_check_codebook(options: argparse.Namespace) -> int:
    from pipeline.codebook.load import default_codebooks
    from pipeline.stages.codebook_check import check_codebook

    result = check_codebook(options.folder or options.codebooks or default_codebooks())
    with contextlib.suppress(BrokenPipeError):  # who reads the first faults alone still learns that there are some
        for line in first_told(result.faults):
            print(line)
        for warning in result.warnings:
            print(f"warning: {warning}")
        print(result)
    return 2 if result.faults else 0


def do_import_petrarch(options: argparse.Namespace) -> int:
    from pipeline.codebook.petrarch.importing import Dictionaries, import_petrarch

    given = Dictionaries(*(getattr(options, kind) for kind in Dictionaries._fields))
    print(import_petrarch(given, options.output))
    return 0


def do_coverage(options: argparse.Namespace) -> int:
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


def do_evaluate(options: argparse.Namespace) -> int:
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


def do_diff(options: argparse.Namespace) -> int:
    from pipeline.run.differences import compare_folders, comparison_json, comparison_text

    found = compare_folders(options.before, options.after)
    print((comparison_json if options.json else comparison_text)(found, options.limit))
    return 0


def do_export(options: argparse.Namespace) -> int:
    from pipeline.codebook.load import default_codebooks
    from pipeline.exports import LAYOUTS
    from pipeline.exports.writer import export

    layout = LAYOUTS[options.format]
    done = export(options.folder, layout, options.output, options.codebooks or default_codebooks(), options.header)
    print(f"{done.rows:,} {layout.table} in {options.output}")
    for reason, rows in done.left_out.items():
        print(f"{rows:,} left out: {reason}")
    return 0
