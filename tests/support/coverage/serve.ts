/**
 * Serves the built app as `deno serve` does, for the task `coverage`: `deno serve` itself writes no coverage. Usage: serve.ts PORT
 *
 * @module
 */
if (import.meta.main) {
  const built = new URL("../../../_fresh/server.js", import.meta.url).href;
  const { default: app } = await import(built) as { default: { fetch: Deno.ServeHandler } };
  Deno.addSignalListener("SIGINT", () => Deno.exit(0)); // a process that a signal kills writes no coverage
  Deno.serve({ hostname: "127.0.0.1", port: Number(Deno.args[0]), onListen() {} }, app.fetch);
}
