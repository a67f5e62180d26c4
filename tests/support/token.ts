/**
 * The token of the apps that tests start, so that no test touches the tokens of the user who runs it.
 *
 * @module
 */

/** The token that opens everything. */
export const TEST_TOKEN = "test-token-0123456789";

/** The token for reading only. */
export const TEST_READ_TOKEN = "test-read-token-0123456789";

/** Environment variables of a program that is to know them. */
export const TOKEN_ENV: Record<string, string> = {
  STDCURVE_TOKEN: TEST_TOKEN,
  STDCURVE_READ_TOKEN: TEST_READ_TOKEN,
};

/** Header of a request that may do everything. */
export const WITH_TOKEN: Record<string, string> = { authorization: `Bearer ${TEST_TOKEN}` };
