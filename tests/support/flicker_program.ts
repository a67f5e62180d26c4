/** Replaces a file by another one and removes it again and again, until it is killed: as many processes do with files of a directory that they share. */
const [path, text] = Deno.args as [string, string];
for (;;) {
  Deno.writeTextFileSync(`${path}.draft`, text, { mode: 0o600 });
  Deno.renameSync(`${path}.draft`, path);
  Deno.removeSync(path);
}
