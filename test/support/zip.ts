type Entry = { name: string; packed?: number; unpacked?: number }

/** A zip that consists of its central directory alone: it claims any sizes without holding them. */
export function aZipDirectory(entries: readonly Entry[]): Buffer {
  const directory = Buffer.concat(entries.map(entryHeader))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  return Buffer.concat([directory, end])
}

function entryHeader({ name, packed = 10, unpacked = 10 }: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(8, 10) // deflated
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(unpacked, 24)
  header.writeUInt16LE(Buffer.byteLength(name), 28)
  return Buffer.concat([header, Buffer.from(name)])
}
