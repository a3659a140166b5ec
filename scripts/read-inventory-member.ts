import { parentPort } from 'node:worker_threads'
import './resolve.ts'

/**
 * The worker of `compliance/reading.server.ts`: bytes of one member in, what was found in them out; then, as often as it
 * is asked for `more`, some of the rows, and none when all were given. A list of a whole enterprise never crosses at once.
 */
const { inTurn, readMember } = await import('~/compliance/formats/read')

const atOnce = 500
let left: ReturnType<typeof inTurn> = []
let given = 0

parentPort!.on('message', (asked: Uint8Array | 'more') => {
  if (asked === 'more') {
    const some = left.slice(given, (given += atOnce))
    if (some.length === 0) left = []
    return parentPort!.postMessage(some)
  }
  const reading = readMember(asked)
  left = inTurn(reading.findings.rows)
  given = 0
  parentPort!.postMessage({ ...reading, findings: { ...reading.findings, rows: [] } })
})
