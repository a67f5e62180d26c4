/**
 * Turns expected errors into the status of a page. `api/problem.ts` does the same for JSON.
 *
 * @module
 */
import { HttpError } from "fresh";
import { validate } from "uuid";
import { InvalidInput, NotFound } from "../errors.ts";

/**
 * Runs what a page loads. NotFound becomes 404 and InvalidInput 400, with the same message; other errors stay as they are.
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

/**
 * Gives the id back when it is a UUID.
 *
 * @throws {InvalidInput} with the field and the value
 */
export function requireId(field: string, id: string): string {
  if (validate(id)) return id;
  throw new InvalidInput(field, `"${id}" is not an id: ids look like 0190f7a2-….`);
}
