/** Reads a body whole, unpacked, and never more of it than was asked for. */
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { WatchdeskError } from "../errors.js";

type Unpack = (packed: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

/** Nobody packs a document more often than this. */
const MAX_LAYERS = 2;

const UNPACK: Record<string, Unpack> = {
  gzip: promisify(zlib.gunzip) as Unpack,
  "x-gzip": promisify(zlib.gunzip) as Unpack,
  // RFC 9110 means zlib's format by "deflate"; many servers send it raw
  deflate: (packed, options) =>
    (isZlib(packed) ? promisify(zlib.inflate) : promisify(zlib.inflateRaw))(packed, options),
  br: promisify(zlib.brotliDecompress) as Unpack,
  ...zstdWhereNodeHasIt(),
};

/** What we can unpack, for `Accept-Encoding`; zstd from Node 22.15 on. */
export const ACCEPT_ENCODING = ["gzip", "br", ...("zstd" in UNPACK ? ["zstd"] : [])].join(", ");

/** Gathers at most `maxBytes` as they come over the wire; throws `limit` beyond and lets the connection go. */
export async function readWire(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks, bytes);
}

/**
 * Unpacks a body as its `Content-Encoding` says, at most `maxBytes` of it: the unpacking stops there, so that a small
 * body that grows a thousandfold costs no more than a large one. Throws `limit` for those, `http` for broken ones.
 */
export async function unpack(wire: Uint8Array, encoding: string | undefined, maxBytes: number): Promise<Uint8Array> {
  const layers = (encoding ?? "")
    .toLowerCase()
    .split(",")
    .map((layer) => layer.trim())
    .filter((layer) => layer !== "" && layer !== "identity");
  if (layers.length > MAX_LAYERS) throw new WatchdeskError("limit", `the body is packed ${layers.length} times over`);
  let body = wire;
  for (const layer of layers.reverse()) body = await unpackLayer(body, layer, maxBytes);
  // some servers hand out a packed file and say nothing of it
  if (layers.length === 0 && isGzip(body)) body = await unpackLayer(body, "gzip", maxBytes);
  return body;
}

async function unpackLayer(packed: Uint8Array, layer: string, maxBytes: number): Promise<Uint8Array> {
  const run = Object.hasOwn(UNPACK, layer) ? UNPACK[layer] : undefined;
  if (run === undefined)
    throw new WatchdeskError("http", `the body is packed with ${layer.slice(0, 20)}, which was not asked for`);
  // said to be packed and is not: seen behind proxies that unpack and keep the header
  if (packed.length === 0 || (layer.endsWith("gzip") && !isGzip(packed))) return packed;
  try {
    return await run(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new WatchdeskError("http", `the body's ${layer} packing is broken or cut off`, { cause: error });
  }
}

function tooLarge(maxBytes: number): WatchdeskError {
  return new WatchdeskError("limit", `the body is over ${maxBytes} bytes`);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** RFC 1950: method 8 in the low bits, and the first two bytes a multiple of 31. */
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 15) === 8 && (first * 256 + second) % 31 === 0;
}

function zstdWhereNodeHasIt(): Record<string, Unpack> {
  const run: unknown = Reflect.get(zlib, "zstdDecompress");
  return typeof run === "function" ? { zstd: promisify(run as typeof zlib.gunzip) as Unpack } : {};
}
