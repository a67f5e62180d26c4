import assert from "node:assert/strict";
import { ERROR_LINES, findLastError } from "../../lib/runs/last_error.ts";

/** Message and line index of the error in a text. */
function find(text: string): [string, number] | null {
  const found = findLastError(text.split("\n"));
  return found && [found.message, found.index];
}

Deno.test("findLastError() takes the last of chained exceptions", () => {
  const text = `Traceback (most recent call last):
  File "a.py", line 1, in f
    x["k"]
KeyError: 'k'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 3, in <module>
    raise ValueError("no key k") from error
ValueError: no key k`;
  assert.deepEqual(find(text), ["ValueError: no key k", 10]);
});

Deno.test("findLastError() takes a rank's exception and not that of its launcher, or of a rank that writes in between", () => {
  const text = `[rank0]: Traceback (most recent call last):
[rank1]: Traceback (most recent call last):
[rank0]:   File "train.py", line 9, in <module>
[rank1]:   File "train.py", line 7, in <module>
[rank0]:     main()
[rank1]:     step()
[rank1]: torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB.
W0128 12:00:00.000 1234 torch/distributed/elastic/multiprocessing/api.py:900] Sending process 77 closing signal SIGTERM
Traceback (most recent call last):
  File "/bin/torchrun", line 8, in <module>
    sys.exit(main())
torch.distributed.elastic.multiprocessing.errors.ChildFailedError:
============================================================
train.py FAILED`;
  assert.deepEqual(find(text), ["torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB.", 6]);
});

Deno.test("findLastError() reads a traceback that a logger or Docker put a time before", () => {
  const logger = `2026-01-28 12:00:01,000 - ERROR - Traceback (most recent call last):
  File "a.py", line 1, in f
    f()
ValueError: bad batch`;
  assert.deepEqual(find(logger), ["ValueError: bad batch", 3]);
  const docker = `2026-01-28T12:00:01.000001Z Traceback (most recent call last):
2026-01-28T12:00:01.000102Z   File "a.py", line 1, in f
2026-01-28T12:00:01.020003Z     f()
2026-01-28T12:00:02.000004Z ValueError: bad batch`;
  assert.deepEqual(find(docker), ["ValueError: bad batch", 3]);
});

Deno.test("findLastError() reads a syntax error, an exception without text, a group, and one whose text is on the next line", () => {
  assert.deepEqual(find("  File \"train.py\", line 3\n    foo(\n       ^\nSyntaxError: '(' was never closed"), [
    "SyntaxError: '(' was never closed",
    3,
  ]);
  const head = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\n';
  assert.deepEqual(find(`${head}AssertionError`), ["AssertionError", 2]);
  assert.deepEqual(find(`${head}RuntimeError: Error(s) in loading state_dict for Net:\n\tMissing key(s): "fc".`), [
    'RuntimeError: Error(s) in loading state_dict for Net: Missing key(s): "fc".',
    2,
  ]);
  const group = `  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 1, in f
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "a.py", line 5, in g
    | ValueError: bad batch
    +------------------------------------`;
  assert.deepEqual(find(group), ["ValueError: bad batch", 6]);
});

Deno.test("findLastError() prefers a cause outside the program, and what ended it to what only looks like an error", () => {
  const slurm = "slurmstepd: error: *** JOB 1 ON n CANCELLED AT 2026-01-28T12:00:00 DUE TO TIME LIMIT ***";
  const interrupted = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: x';
  assert.deepEqual(find(`${slurm}\n${interrupted}`), ["Slurm: TIME LIMIT", 0]);
  assert.deepEqual(find(`${interrupted}\nerror: see above`), ["ValueError: x", 2]);
});

Deno.test("findLastError() finds nothing in a healthy log, in a name of a metric, and in a mention of long ago", () => {
  assert.equal(find("Step 1: loss=0.5 error: 0.1\nvalidation error 0.2\nError rate: 0.3"), null);
  assert.equal(
    find(["error: retrying", ...Array.from({ length: 20 }, (_, i) => `Step ${i}: loss=1`)].join("\n")),
    null,
  );
  const old = ["Traceback (most recent call last):", '  File "a.py", line 1', "ValueError: x"];
  assert.equal(find([...old, ...Array.from({ length: ERROR_LINES }, () => "fine")].join("\n")), null);
});

Deno.test("findLastError() sees through colours and a carriage return", () => {
  assert.deepEqual(find("\x1b[31mfatal: no checkpoint\x1b[0m\r"), ["fatal: no checkpoint", 0]);
});
