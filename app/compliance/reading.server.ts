import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { limits } from './limits'
import type { FoundRow } from './formats/facts'
import type { MemberReading } from './formats/read'
import { readInventory, type MemberRead, type Reading } from './reading'
import type { InventoryRecord, RefusalCode } from './record'

export type Progress = { member: string | null; sources: number; rows: number }

/**
 * `readInventory` for files of strangers: a worker of its own reads each member within 256 MiB of heap and 20 seconds
 * (`too-large`, `too-slow`), and is replaced when a member broke it. `onProgress` hears of every member read.
 */
export async function* readInventorySafely(
  bytes: Uint8Array,
  fileName: string,
  { onProgress, ...reading }: Omit<Reading, 'readOne'> & { onProgress?: (progress: Progress) => void } = {},
): AsyncGenerator<InventoryRecord> {
  await using reader = new MemberReader()
  const progress: Progress = { member: null, sources: 0, rows: 0 }
  for await (const record of readInventory(bytes, fileName, {
    ...reading,
    readOne: (member) => reader.read(member),
  })) {
    if (record.kind === 'file') {
      Object.assign(progress, { member: record.member, sources: progress.sources + 1 })
      onProgress?.({ ...progress })
    } else if (record.kind !== 'computer' && record.kind !== 'problem') progress.rows += 1
    yield record
  }
}

/** Reads members one after another in a worker, which lives as long as the members behave. */
export class MemberReader {
  #worker: Worker | null = null

  async read(bytes: Uint8Array): Promise<MemberRead> {
    const worker = (this.#worker ??= startWorker())
    const reading = await ask<MemberReading>(worker, bytes)
    if (typeof reading !== 'string') return { reading, rows: rowsOf(worker) }
    await this[Symbol.asyncDispose]()
    return { reading: refused(bytes, reading), rows: [] }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }
}

// The sources are run as they are, in a build too: the bundle has no file that a worker could start from.
function startWorker(): Worker {
  return new Worker(resolve('scripts/read-inventory-member.ts'), {
    // What is made for a row is gone with it: a large nursery would only be held, three times as much as what is kept.
    resourceLimits: {
      maxOldGenerationSizeMb: limits.heapMegabytes,
      maxYoungGenerationSizeMb: limits.nurseryMegabytes,
    },
  })
}

// The next rows are made ready while these are taken in.
async function* rowsOf(worker: Worker): AsyncGenerator<FoundRow[]> {
  let next = ask<FoundRow[]>(worker, 'more')
  try {
    for (;;) {
      const some = await next
      if (typeof some === 'string') throw new Error(`the rows of a list that was read are gone: ${some}`)
      if (some.length === 0) return
      next = ask(worker, 'more')
      yield some
    }
  } finally {
    // Who stops early leaves no answer behind that the next question would take for its own.
    await next
  }
}

function ask<Answer>(worker: Worker, message: Uint8Array | 'more'): Promise<Answer | RefusalCode> {
  const { promise, resolve: answer, reject } = Promise.withResolvers<Answer | RefusalCode>()
  const timer = setTimeout(() => answer('too-slow'), limits.memberMilliseconds)
  const onMessage = (message: Answer) => answer(message)
  const onError = (error: NodeJS.ErrnoException) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? answer('too-large') : reject(error)
  worker.on('message', onMessage).on('error', onError)
  worker.postMessage(message)
  return promise.finally(() => {
    clearTimeout(timer)
    worker.off('message', onMessage).off('error', onError)
  })
}

function refused(bytes: Uint8Array, code: RefusalCode): MemberReading {
  return {
    facts: {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      format: null,
      encoding: null,
      repair: null,
    },
    findings: { computers: [], rows: [], problems: [] },
    refused: code,
  }
}
