/**
 * Encodes stored values as MessagePack, with extensions for `Float64Array` and `Map`. Every version of Deno can read them. KV's own
 * encoding is V8's: an older Deno, such as Deno Deploy's, can't read what a newer one wrote.
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

/** Encodes a record, list, number, string, `Float64Array` or `Map`. Fields that are undefined are left out. */
export const encodeValue = (value: unknown): Uint8Array<ArrayBuffer> => encoder.encode(value);

/** Decodes what `encodeValue` encoded. */
export const decodeValue = (bytes: Uint8Array): unknown => decoder.decode(bytes);

/** A value that is encoded already: its size had to be known before it could be stored. */
export class PackedValue {
  constructor(readonly bytes: Uint8Array<ArrayBuffer>) {}
}

/** Encodes a value now. */
export const packValue = (value: unknown): PackedValue => new PackedValue(encodeValue(value));
