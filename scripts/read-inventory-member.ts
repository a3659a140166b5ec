import { parentPort } from 'node:worker_threads'
import './resolve.ts'

/** The worker of `compliance/reading.server.ts`: bytes of one member in, what was found in them out. */
const { readMember } = await import('~/compliance/formats/read')

parentPort!.on('message', (bytes: Uint8Array) => parentPort!.postMessage(readMember(bytes)))
