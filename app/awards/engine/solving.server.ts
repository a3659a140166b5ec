import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Certificate } from '../certificate'
import type { Instance } from '../instance'
import type { Progress } from './search'
import type { SearchLimits, SolveOptions } from './solve'

export type Solving = { instance: Instance; options: SolveOptions; limits?: SearchLimits }
type Message = { progress: Progress } | { certificate: Certificate }

/** The solver keeps its own time; one that does not is stopped this much later. */
const graceMilliseconds = 30_000

/** `solve` in a thread of its own: it computes for seconds without giving way, and its memory goes with it. */
export async function solveAside(
  { instance, options, limits = {} }: Solving,
  onProgress: (progress: Progress) => void = () => {},
): Promise<Certificate> {
  // The sources are run as they are, in a build too: the bundle has no file that a worker could start from.
  const worker = new Worker(resolve('scripts/solve-award.ts'))
  const { promise, resolve: done, reject } = Promise.withResolvers<Certificate>()
  worker.on('message', (message: Message) =>
    'progress' in message ? onProgress(message.progress) : done(message.certificate),
  )
  worker.on('error', reject)
  worker.on('exit', (code) => reject(new Error(`the solver ended with ${code}`)))
  const timer = setTimeout(
    () => reject(new Error('the solver did not end in time')),
    (limits.seconds ?? 60) * 1000 + graceMilliseconds,
  )
  worker.postMessage({ instance, options, limits })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
