import pg from 'pg'

/**
 * Lets this process stand still, and say so to its parent, right after the statement that matches (before it, if it is
 * the commit): the parent kills it there.
 */
export function standStillAt(stopAt: string | undefined) {
  const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>
  pg.Client.prototype.query = async function (this: pg.Client, ...args: unknown[]) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text
    const here = stopAt !== undefined && new RegExp(stopAt, 'i').test(text)
    if (here && stopAt === '^commit$') await standStill()
    const answer = await query.apply(this, args)
    if (here) await standStill()
    return answer
  } as never
}

function standStill() {
  process.send?.('standing')
  return new Promise(() => setInterval(() => {}, 1_000))
}
