/**
 * Stored values as bytes that every version of Deno reads: MessagePack, with an extension for arrays of numbers and one for maps. KV's
 * own encoding of objects is V8's, and a file or database that a newer Deno wrote in it can't be read by an older one, such as Deno
 * Deploy's.
 *
 * @module
 */
import { Decoder, Encoder, ExtensionCodec } from "@msgpack/msgpack";

const NUMBERS = 1, MAP = 2;

const extensionCodec = new ExtensionCodec();
const encoder = new Encoder({ extensionCodec, ignoreUndefined: true }), decoder = new Decoder({ extensionCodec });

extensionCodec.register({
  type: NUMBERS,
  encode: (value) =>
    value instanceof Float64Array ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null,
  decode: (bytes) => new Float64Array(bytes.slice().buffer),
});
extensionCodec.register({
  type: MAP,
  encode: (value) => value instanceof Map ? encoder.encode([...value]) : null,
  decode: (bytes) => new Map(decoder.decode(bytes) as [unknown, unknown][]),
});

/** A record, a list, a number, text, `Float64Array` or map as bytes. Fields that are undefined are left out. */
export const encodeValue = (value: unknown): Uint8Array<ArrayBuffer> => encoder.encode(value);

/** The reverse of `encodeValue`. */
export const decodeValue = (bytes: Uint8Array): unknown => decoder.decode(bytes);
