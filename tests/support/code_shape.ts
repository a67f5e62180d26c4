/**
 * What the source of the program looks like: imports, exports, functions with their lengths, long regular expressions. Read from the
 * syntax tree that `deno lint` gives its plugins. For the tests that hold the house in order.
 *
 * @module
 */
import { dirname, join, relative } from "node:path";
import { fromFileUrl } from "./paths.ts";

/** The project's directory. */
export const ROOT: string = fromFileUrl(new URL("../../", import.meta.url));

/** A file of the program. `path` is relative to the project's directory. */
export interface Source {
  path: string;
  text: string;
}

/** A function: its name where it has one, its first line (from 1) and how many lines it has. */
export interface FunctionShape {
  name: string;
  line: number;
  lines: number;
  /** Cyclomatic complexity: 1, and 1 for each branch, loop, case, `catch` and each `&&`, `||` and `??`. Inner functions count on their own. */
  complexity: number;
}

/** What one file declares. */
export interface CodeShape {
  functions: FunctionShape[];
  /** Names that the file itself declares and exports; each once. */
  exports: string[];
  /** Regular expressions: line and length in characters. */
  regexes: { line: number; length: number }[];
}

async function* listFiles(directory: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(join(ROOT, directory))) {
    const path = join(directory, name);
    if (isDirectory) yield* listFiles(path);
    else if (/\.tsx?$/.test(name)) yield path;
  }
}

/** All TypeScript files below some directories, in alphabetical order. */
export async function readSources(directories: string[]): Promise<Source[]> {
  const paths: string[] = [];
  for (const directory of directories) for await (const path of listFiles(directory)) paths.push(path);
  paths.sort();
  return await Promise.all(paths.map(async (path) => ({ path, text: await Deno.readTextFile(join(ROOT, path)) })));
}

/** Everything that runs in production: `lib`, `routes`, `islands` and the three entries. */
export async function readProgram(): Promise<Source[]> {
  const entries = ["main.ts", "dev.ts", "cli.ts"].map(async (path) => ({
    path,
    text: await Deno.readTextFile(join(ROOT, path)),
  }));
  return [...await readSources(["lib", "routes", "islands"]), ...await Promise.all(entries)];
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"`]*?\bfrom\s*"([^"]+)"|\bimport\s*\(\s*"([^"]+)"|(?:^|\n)import\s+"([^"]+)"/g;
const COMMENT = /\/\*[\s\S]*?\*\//g;

/** Paths of the project's files that a file imports. Packages and names of the import map are left out. */
export function listImports({ path, text }: Source): string[] {
  return [...text.replace(COMMENT, "").matchAll(IMPORT)].map((match) => (match[1] ?? match[2] ?? match[3])!)
    .filter((name) => name.startsWith("."))
    .map((name) => relative(ROOT, join(ROOT, dirname(path), name)));
}

type FunctionNode =
  | Deno.lint.FunctionDeclaration
  | Deno.lint.FunctionExpression
  | Deno.lint.ArrowFunctionExpression;

function nameOf(node: FunctionNode): string {
  if (node.type !== "ArrowFunctionExpression" && node.id) return node.id.name;
  const { parent } = node;
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id.name;
  if ((parent.type === "Property" || parent.type === "MethodDefinition") && parent.key.type === "Identifier") {
    return parent.key.name;
  }
  return "(no name)";
}

function exportedNames({ declaration, specifiers, source }: Deno.lint.ExportNamedDeclaration): string[] {
  if (!declaration) {
    return source ? [] : specifiers.flatMap(({ exported }) => exported.type === "Identifier" ? [exported.name] : []);
  }
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.flatMap(({ id }) => id.type === "Identifier" ? [id.name] : []);
  }
  return "id" in declaration && declaration.id?.type === "Identifier" ? [declaration.id.name] : [];
}

const isFunction = (node: Deno.lint.Node): node is FunctionNode =>
  node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression";

/** Nodes at which a function takes one of two ways. */
const BRANCHES = [
  ...["IfStatement", "ConditionalExpression", "LogicalExpression", "CatchClause"],
  ...["ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"],
];

/**
 * Reads what a file declares.
 *
 * @throws {Error} when the file is no TypeScript
 */
export function readShape({ path, text }: Source): CodeShape {
  const shape: CodeShape = { functions: [], exports: [], regexes: [] };
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const functions = new Map<number, FunctionShape>(); // by the offset of their start
  const addFunction = (node: FunctionNode) => {
    const [start, end] = node.range, line = lineAt(start);
    const made = { name: nameOf(node), line, lines: lineAt(end) - line + 1, complexity: 1 };
    functions.set(start, made);
    shape.functions.push(made);
  };
  const addBranch = (node: Deno.lint.Node) => {
    let outer: Deno.lint.Node | undefined = node;
    while (outer && !isFunction(outer)) outer = "parent" in outer ? outer.parent as Deno.lint.Node : undefined;
    const made = outer && functions.get(outer.range[0]);
    if (made) made.complexity++;
  };
  const visitor: Deno.lint.LintVisitor = {
    FunctionDeclaration: addFunction,
    FunctionExpression: addFunction,
    ArrowFunctionExpression: addFunction,
    ...Object.fromEntries(BRANCHES.map((type) => [type, addBranch])),
    SwitchCase(node) {
      if (node.test) addBranch(node);
    },
    Literal(node) {
      if (!("regex" in node) || !node.regex) return; // any literal has the field
      shape.regexes.push({ line: lineAt(node.range[0]), length: node.regex.pattern.length });
    },
    ExportNamedDeclaration(node) {
      for (const name of exportedNames(node)) if (!shape.exports.includes(name)) shape.exports.push(name);
    },
  };
  Deno.lint.runPlugin({ name: "shape", rules: { shape: { create: () => visitor } } }, path, text);
  return shape;
}
