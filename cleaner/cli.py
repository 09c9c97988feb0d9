import sys
from pathlib import Path


def main():
    from cleaner import packs, registry, testing
    from cleaner.matching import Matcher

    rules, macros = packs.shipped()
    m = Matcher(rules, macros)
    want = sys.argv[3:]
    chosen = [
        r
        for r in rules
        if not want or any(r.id.startswith(w.rstrip("/").removeprefix("rules/").removesuffix(".toml")) for w in want)
    ]
    problems = list(testing.rule_problems(chosen, m))
    print(*problems, sep="\n")
    print(f"{len(chosen)} rules of {len(rules)}, {len(problems)} problems")
    sys.exit(1 if problems else 0)
