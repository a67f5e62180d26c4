/**
 * Copies a KV's file in a thread of its own: SQLite copies it in one call, and the program must answer signals meanwhile. Gets
 * `{path, target}`, answers null or the text of an error.
 *
 * @module
 */
import { copyFile } from "../kv/sqlite_file.ts";

self.onmessage = ({ data: { path, target } }: MessageEvent<{ path: string; target: string }>) => {
  try {
    copyFile(path, target);
    self.postMessage(null);
  } catch (error) {
    self.postMessage(error instanceof Error ? error.message : String(error));
  }
};
