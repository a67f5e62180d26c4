/**
 * Expected conditions as the statuses that pages answer with; `api/` does the same for JSON.
 *
 * @module
 */
import { HttpError } from "fresh";
import { validate } from "uuid";
import { InvalidInput, NotFound } from "../errors.ts";

/**
 * Runs what a page loads; NotFound becomes 404 and InvalidInput 400, with the same words. Everything else surfaces.
 *
 * @throws {HttpError}
 */
export async function answerErrors<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof NotFound) throw new HttpError(404, error.message, { cause: error });
    if (error instanceof InvalidInput) throw new HttpError(400, error.message, { cause: error });
    throw error;
  }
}

/** The id, when it has the form of one; else InvalidInput that names the field and the value. */
export function requireId(field: string, id: string): string {
  if (validate(id)) return id;
  throw new InvalidInput(field, `"${id}" is not an id: ids look like 0190f7a2-….`);
}
