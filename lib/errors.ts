/**
 * The expected errors. Every other error is a bug of this program and is reported as one.
 *
 * @module
 */

/** There is nothing with the requested id or name. */
export class NotFound extends Error {
  override name = "NotFound";
}

/** The server was told not to do this, whoever asks. */
export class NotAllowed extends Error {
  override name = "NotAllowed";
}

/** The current state does not allow this, or another process was faster. */
export class Conflict extends Error {
  override name = "Conflict";
}

/** Another process owns the run now. */
export class Overtaken extends Conflict {
  override name = "Overtaken";
}

/** The input can't be used. `field` names the parameter. */
export class InvalidInput extends Error {
  override name = "InvalidInput";
  /** The parameter, field or option that is wrong. */
  readonly field: string;

  constructor(field: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.field = field;
  }
}

/** The input is longer than this program or this server accepts. */
export class TooLarge extends InvalidInput {
  override name = "TooLarge";
}

/** The store will never accept this, however often it is tried: it is larger than the store allows. */
export class Refused extends Error {
  override name = "Refused";
}

/** What is stored can't be read: the file of the KV or a record in it is damaged. Trying again changes nothing. */
export class Damaged extends Error {
  override name = "Damaged";
}

/** The store can't be used now, and the message says why: it is locked, its disk is full, it does not answer. It may work again later. */
export class Unavailable extends Error {
  override name = "Unavailable";
}
