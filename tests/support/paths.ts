/** Paths of the project's files, for tests that start programs. */
export { fileURLToPath as fromFileUrl } from "node:url";
