const patience = 25_000
const echo = 1_000

/**
 * Runs `end` once when this process is asked to stop: by SIGTERM, by Ctrl+C, or by the death of the process that
 * started it. Exits 0 after it; 1 at a second signal or after 25 seconds (trust.md §10).
 */
export function onEnding(end: () => Promise<void>) {
  let askedAt = 0
  const ask = async (code: number) => {
    // Ctrl+C reaches every process of the terminal, and npm and the parent pass it on: one wish, heard several times.
    if (askedAt > 0) return Date.now() - askedAt > echo ? process.exit(1) : undefined
    askedAt = Date.now()
    setTimeout(() => process.exit(1), patience).unref()
    await end().catch((error: unknown) => ((code = 1), console.error(error)))
    process.exit(code)
  }
  process.on('SIGTERM', () => void ask(0))
  process.on('SIGINT', () => void ask(0))
  process.on('disconnect', () => void ask(0))
  // The one that started this process may have died while it was still loading.
  if (process.connected === false) void ask(0)
  return { fail: () => void ask(1) }
}
