import { createServer } from 'node:net'

/** A port that nobody has at this moment. */
export function freePort() {
  const probe = createServer()
  return new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    }),
  )
}
