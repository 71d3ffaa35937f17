const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_AT_MOST = 65_557;
const ENTRIES_AT_MOST = 10_000;

/** Names in a zip's directory. Nothing is unpacked. Undefined when it is no whole zip. */
export function zipNames(bytes: Buffer): string[] | undefined {
  let end = -1;
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - END_AT_MOST) && end < 0; at--) if (bytes.readUInt32LE(at) === END) end = at;
  if (end < 0) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const names: string[] = [];
  for (let one = 0; one < Math.min(count, ENTRIES_AT_MOST); one++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) return undefined;
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}
