import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { MasterKey } from './envelope.server'
import { makeFolder } from './folder.server'

const length = 32

/** Master keys written `1:HEX,2:HEX`, one per line or parted by commas, each of 32 bytes; oldest first. */
export function masterKeysFromText(text: string): MasterKey[] {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parse)
  if (keys.length === 0) throw new Error('there must be at least one master key')
  return keys.toSorted((a, b) => a.version - b.version)
}

/** By what a master key is known where it must not be: tells nothing about it. */
export const fingerprintOf = ({ key }: MasterKey) =>
  createHash('sha256').update('muster master key').update(key).digest('hex')

function parse(entry: string): MasterKey {
  const [, version, key] = /^(\d{1,4}):([0-9a-f]{64})$/.exec(entry) ?? []
  if (!version || !key)
    throw new Error('master keys must be entries such as 1: followed by 64 hexadecimal digits')
  return { version: Number(version), key: Buffer.from(key, 'hex') }
}

/** The master keys of a file that only its owner may read; a first one is made where there is no file. */
export function masterKeysFromFile(path: string): MasterKey[] {
  return masterKeysFromText(fileText(path, () => `1:${randomBytes(length).toString('hex')}\n`))
}

/** 32 secret bytes of a file that only its owner may read; made where there is no file. */
export function secretFromFile(path: string): Buffer {
  const text = fileText(path, () => `${randomBytes(length).toString('hex')}\n`)
  const bytes = Buffer.from(text.trim(), 'hex')
  if (bytes.length !== length) throw new Error(`${path} must hold 64 hexadecimal digits`)
  return bytes
}

function fileText(path: string, make: () => string) {
  if (!existsSync(path)) createOnce(path, make())
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600)
  return readFileSync(path, 'utf8')
}

// Of two processes that make the file at once, both read what the first one linked.
function createOnce(path: string, text: string) {
  const own = `${path}.${process.pid}`
  makeFolder(dirname(path), 0o700)
  writeFileSync(own, text, { mode: 0o600 })
  try {
    linkSync(own, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(own)
  }
}
