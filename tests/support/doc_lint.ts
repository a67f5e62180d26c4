/**
 * Documentation lint over the modules of `lib`, `main.ts` and `cli.ts`: what is exported has a doc comment and names no interface or
 * class of its file that isn't exported. Other findings of `deno doc --lint` are passed over: members of a documented type, types that
 * a dependency declares, and written types, which the compiler infers for schemas. Run: `deno run -A tests/support/doc_lint.ts`
 *
 * @module
 */
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const FINDING = /^error\[([a-z-]+)\]: (.*)$/;
const PLACE = /^\s*--> (.+):(\d+):\d+$/;

/** One finding, at a place in a file. */
interface Finding {
  rule: string;
  text: string;
  path: string;
  line: number;
}

async function listModules(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(root + folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) paths.push(...await listModules(path));
    else if (/\.tsx?$/.test(name)) paths.push(path);
  }
  return paths.sort();
}

function readFindings(output: string): Finding[] {
  const findings: Finding[] = [];
  let told: { rule: string; text: string } | null = null;
  for (const line of output.split("\n")) {
    const finding = FINDING.exec(line), place = PLACE.exec(line);
    if (finding) told = { rule: finding[1]!, text: finding[2]! };
    else if (place && told) {
      findings.push({ ...told, path: place[1]!, line: Number(place[2]) });
      told = null;
    }
  }
  return findings;
}

const isMember = (line: string) => /^\s/.test(line);
/** A second signature of a function is documented by the first. */
const isOverload = (line: string, before: string) => {
  const name = /^export function (\w+)/.exec(line)?.[1];
  return name !== undefined && before.startsWith(`export function ${name}(`);
};

function isPassedOver({ rule, text, path, line }: Finding, source: string): boolean {
  if (path.includes("/node_modules/")) return true;
  const lines = source.split("\n");
  const here = lines[line - 1] ?? "", before = lines[line - 2] ?? "";
  if (rule === "missing-jsdoc") return isMember(here) || isOverload(here, before);
  if (rule !== "private-type-ref") return true;
  const type = /private type '(\w+)'/.exec(text)?.[1];
  return !new RegExp(`^(?:interface|class|enum) ${type}\\b`, "m").test(source);
}

const modules = [...await listModules("lib"), "main.ts", "cli.ts"];
const lint = new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", ...modules],
  cwd: root,
  env: { NO_COLOR: "1" },
});
const { stdout, stderr, success } = await lint.output();
const output = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
const findings = readFindings(output);
if (!success && findings.length === 0) throw new Error(`deno doc --lint failed: ${output}`);
const sources = new Map<string, string>();
for (const { path } of findings) if (!sources.has(path)) sources.set(path, await Deno.readTextFile(path));
const left = findings.filter((finding) => !isPassedOver(finding, sources.get(finding.path)!));
for (const { rule, text, path, line } of left) console.error(`${path.replace(root, "")}:${line} ${rule}: ${text}`);
console.log(`${modules.length} modules, ${left.length} findings`);
Deno.exitCode = left.length > 0 ? 1 : 0;
