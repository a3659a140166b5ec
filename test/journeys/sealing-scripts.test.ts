import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { diagrams2 } from '~db/seeds/round-tales/sealing'
import { aMember, db, type Visitor } from '../support/browser'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The page on which a lot that openers open is bid for: of a round that no other journey goes on with. */
async function editor() {
  const { lotId, roundId } = await db
    .selectFrom('lots')
    .innerJoin('rounds', 'rounds.id', 'lots.roundId')
    .select(['lots.id as lotId', 'roundId'])
    .where('rounds.title', '=', diagrams2.title)
    .where('lots.state', '=', 'active')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { desk: `/rounds/${roundId}/bid`, path: `/rounds/${roundId}/lots/${lotId}/bid` }
}

const bytesOf = async (visitor: Visitor, path: string) => (await visitor.context.request.get(path)).body()

test('the digest on the page is that of what the server serves; every script of the page is in its list', async () => {
  const vendor = await aMember('yunfanRep')
  const loaded = new Set<string>()
  vendor.page.on('response', (answer) => {
    if (answer.url().endsWith('.js')) loaded.add(new URL(answer.url()).pathname.slice(1))
  })
  await vendor.open((await editor()).path)
  const list = await bytesOf(vendor, '/sealing-scripts.txt')
  const shown = await vendor.page.locator('#served-scripts code').innerText()
  expect(shown.replaceAll(/\s/g, '')).toBe(sha256(list))
  const named = new Map(list.toString().trimEnd().split('\n').map((line) => [line.slice(66), line.slice(0, 64)])) // oxfmt-ignore
  for (const [path, hash] of named) expect(sha256(await bytesOf(vendor, `/${path}`)), path).toBe(hash)
  expect(loaded.size).toBeGreaterThan(40)
  expect([...loaded].filter((path) => !named.has(path))).toEqual([])
  const told = await db
    .selectFrom('events')
    .innerJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .select('body')
    .where('kind', '=', 'scripts.served')
    .executeTakeFirstOrThrow()
  expect(JSON.parse(told.body!)).toMatchObject({ digest: sha256(list) })
})

test('whoever comes from another page gets a document of its own, and no script with other bytes runs in it', async () => {
  const vendor = await aMember('shuguangRep')
  const { desk, path } = await editor()
  await vendor.open(desk)
  await vendor.page.evaluate(() => ((globalThis as { former?: boolean }).former = true))
  await vendor.press(vendor.main().locator(`a[href="${path}"]`).first(), path)
  expect(await vendor.page.evaluate(() => 'former' in globalThis)).toBe(false)

  const cut = (document: string) => document.replace(/<script type="importmap".*?<\/script>/, '')
  expect(await tampered(vendor, path, (document) => document)).toEqual({ refused: true, ran: false })
  // What the map is for: without it the other bytes run.
  expect(await tampered(vendor, path, cut)).toEqual({ refused: false, ran: true })
})

/** Opens the page where somebody on the way has changed one of its scripts, and perhaps the document. */
async function tampered({ context }: Visitor, path: string, change: (document: string) => string) {
  const told: string[] = []
  const page = await context.newPage()
  page.on('console', (message) => told.push(message.text()))
  const changed = (places: string, into: (text: string) => string) =>
    page.route(places, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: into(await answer.text()) })
    })
  await changed('**/assets/file-drop-*.js', (script) => `${script};globalThis.stolen = true`)
  await changed(`**${path}`, change)
  await page.goto(path, { waitUntil: 'networkidle' })
  const ran = await page.evaluate(() => 'stolen' in globalThis)
  await page.close()
  return { refused: /integrity/.test(told.join('\n')), ran }
}
