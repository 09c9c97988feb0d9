"""One cleaner in many threads of a process that has just begun: what is read when first needed is read by all."""

import json
import textwrap

from running import process

from cleaner import clean, testing

BODY = "\n\n".join(testing.PARAGRAPHS)
# Of growing length, so that tables grow too; the last in a language that the vote does not know.
TEXTS = [
    *(f"The last ferry\nBy Ann Marlow\n\n{BODY * 2**size}\n\nShare this:\nLike this:\n" for size in range(9)),
    "Laev väljus sadamast enne päikesetõusu ning vennad seisid reelingu ääres seni, kuni viimsedki tuled kustusid.\n"
    * 3,
]

IN_THREADS = """
    import json, sys
    from concurrent.futures import ThreadPoolExecutor
    from threadpoolctl import threadpool_info
    import numpy
    from cleaner import Cleaner

    texts = json.load(sys.stdin)
    cleaner, before = Cleaner(), [library["num_threads"] for library in threadpool_info()]
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda text: cleaner.clean(text, form="text"), texts * 4))
    after = [library["num_threads"] for library in threadpool_info()]
    print(json.dumps([before == after, [[r.text, dict(r.metadata)] for r in results]]))
"""


def test_threads_say_what_one_says():
    done = process("-c", textwrap.dedent(IN_THREADS), stdin=json.dumps(TEXTS).encode(), timeout=120)
    libraries_as_before, said = json.loads(done.stdout)
    expected = [[result.text, dict(result.metadata)] for result in (clean(text, form="text") for text in TEXTS)]
    assert expected[-1][1]["language"] == "et"
    assert said == expected * 4 and libraries_as_before
