/**
 * `controlled.ts PORT`: prints each line that the test sends on that port. A line of NUL and a number ends it with that exit code.
 *
 * @module
 */
const connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(Deno.args[0]) });
let rest = "";
for await (const text of connection.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + text).split("\n");
  rest = lines.pop()!;
  for (const line of lines) {
    if (line.startsWith("\u0000")) Deno.exit(Number(line.slice(1)));
    console.log(line);
  }
}
