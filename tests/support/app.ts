/**
 * The real app as users start it: `stdcurve serve` on a KV file and a port of its own, in a child process.
 *
 * @module
 */
import { join } from "node:path";
import { TOKEN_ENV, WITH_TOKEN } from "./token.ts";
import { heedSignals } from "./signals.ts";

heedSignals();

/** A running app; stopped, and its files removed, when its scope ends. */
export interface TestApp extends AsyncDisposable {
  /** "http://127.0.0.1:PORT". */
  origin: string;
  /** Path of its KV file, for a second process of the program. */
  kv: string;
  /** Answer of the API as JSON; throws for a refusal. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
}

const ROOT = new URL("../../", import.meta.url).pathname;
/** Tries to reach the app, 100 ms apart. */
const START_TRIES = 300;

/** Starts it, with more environment variables; `deno task build` must have been run. */
export async function startApp(env: Record<string, string> = {}): Promise<TestApp> {
  const directory = await Deno.makeTempDir({ prefix: "stdcurve-app-" });
  const kv = join(directory, "runs.db");
  const port = freePort();
  const origin = `http://127.0.0.1:${port}`;
  const serve = ["serve", "--quiet", "-A", "--host", "127.0.0.1", "--port", String(port), "_fresh/server.js"];
  const isCovered = Deno.env.has("DENO_COVERAGE_DIR");
  const child = new Deno.Command(Deno.execPath(), {
    args: isCovered ? ["run", "-A", "tests/support/coverage/serve.ts", String(port)] : serve,
    cwd: ROOT,
    env: { STDCURVE_KV: kv, STDCURVE_DATA: directory, ...TOKEN_ENV, ...env },
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  let isOver = false;
  const over = child.status.then((status) => {
    isOver = true;
    return status;
  });
  for (let tries = 0; !await answers(`${origin}/healthz`); tries++) {
    if (isOver || tries === START_TRIES) throw new Error(`the app doesn't answer on ${origin}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    origin,
    kv,
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(origin + path, {
        method,
        headers: { "content-type": "application/json", ...WITH_TOKEN },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
      return JSON.parse(text === "" ? "null" : text) as T;
    },
    async [Symbol.asyncDispose]() {
      if (!isOver) child.kill("SIGINT");
      await over;
      await Deno.remove(directory, { recursive: true });
    },
  };
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
