import { parentPort } from 'node:worker_threads'
import './resolve.ts'
import type { Solving } from '../app/awards/engine/solving.server.ts'

/** The worker of `awards/engine/solving.server.ts`: an instance in, what is known so far and then the certificate out. */
const { solve } = await import('~/awards/engine/solve')

parentPort!.on('message', async ({ instance, options, limits }: Solving) => {
  const certificate = await solve(instance, options, limits, (progress) =>
    parentPort!.postMessage({ progress }),
  )
  parentPort!.postMessage({ certificate })
})
