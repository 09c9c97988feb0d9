"""The command line: parse, call, print. Nothing heavier than click is imported before a command needs it."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

import click

from cleaner.cli.check import check
from cleaner.cli.clean import clean, explain
from cleaner.cli.config import config
from cleaner.cli.fix import fix
from cleaner.cli.learn import learn
from cleaner.cli.printing import BROKEN
from cleaner.cli.rules import rules
from cleaner.cli.run import run

INTERRUPTED = 130  # exit code


class _Group(click.Group):
    """Turns this package's errors, and output that cannot be written, into one line and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        from cleaner.errors import CleanerError

        try:
            return super().invoke(ctx)
        except CleanerError as e:
            click.echo(f"cleaner: {e}", err=True)
            ctx.exit(BROKEN)
        except BrokenPipeError:  # the reader has what it wanted
            _drop_output()
            ctx.exit(0)
        except OSError as e:
            _drop_output()
            click.echo(f"cleaner: {e.filename or 'the output cannot be written'}: {e.strerror or e}", err=True)
            ctx.exit(BROKEN)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that Python does not try again at its end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="article-cleaner", prog_name="cleaner")
def main() -> None:
    """Clean raw scraped articles: site chrome out, body and metadata kept, every removal named.

    \b
    Examples:
      cleaner clean < raw.txt > body.txt
      cleaner clean --to jsonl samples/*/raw.txt | jq .metadata
      zcat dump.jsonl.gz | cleaner clean --provenance > clean.jsonl
      cleaner explain raw.txt
      cleaner check corpus/
      cleaner fix --diff corpus/
      cleaner run corpus/ cleaned/

    Shell completion: eval "$(_CLEANER_COMPLETE=bash_source cleaner)" (or zsh_source, fish_source).
    """


for command in (clean, check, fix, explain, run, learn, config, rules):
    main.add_command(command)
