/**
 * The three expected conditions. Everything else that is thrown is a bug of ours and surfaces as one.
 *
 * @module
 */

/** A thing that was asked for by its id or name is not there. */
export class NotFound extends Error {
  override name = "NotFound";
}

/** The thing is not in a state that allows this, or someone else was first. */
export class Conflict extends Error {
  override name = "Conflict";
}

/** The caller's input can't be used; `field` names the parameter. */
export class InvalidInput extends Error {
  override name = "InvalidInput";
  /** The parameter, field or flag at fault. */
  readonly field: string;

  constructor(field: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.field = field;
  }
}
