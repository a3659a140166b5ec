import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { sealLog } from '~/kernel/log.server'
import { letGo } from '~/kernel/kept.server'
import * as leaf from '~/program/audit/pages/leaf'
import { findScripts, readScripts, serveScripts } from '~/web/scripts.server'
import { listSealingScripts } from '../../scripts/steps/sealing-scripts.js'
import { aDatabase } from '../support/database'
import { aFolder } from '../support/folder'
import { visit } from '../support/pages'
import { peopleOf } from '../support/people'

const connections = await aDatabase()
const { app, owner, worker } = connections
const { visitor } = peopleOf(connections)
afterAll(() => letGo('scripts'))
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

/** What a build leaves: two pages, of which one can reach the sealing. */
async function aBuild(sealer = 'seal()') {
  const folder = aFolder()
  const client = join(folder, 'client')
  const chunks = {
    'app/entry.client.tsx': { file: 'assets/entry.js', imports: ['_react.js'] },
    'app/root.tsx?__remix-build-client-route': { file: 'assets/root.js', imports: ['_react.js'] },
    '_react.js': { file: 'assets/react.js' },
    'app/bids/pages/new.tsx?__remix-build-client-route': { file: 'assets/new.js', imports: ['_entry.js'] },
    '_entry.js': { file: 'assets/fields.js', dynamicImports: ['app/rounds/sealing/age.ts'] },
    'app/rounds/sealing/age.ts': { file: 'assets/age.js', imports: ['_react.js'] },
    'app/bids/pages/bids.tsx?__remix-build-client-route': { file: 'assets/bids.js', imports: ['_react.js'] },
  }
  mkdirSync(join(folder, '.vite'))
  mkdirSync(join(client, 'assets'), { recursive: true })
  writeFileSync(join(folder, '.vite/client-manifest.json'), JSON.stringify(chunks))
  for (const name of ['entry', 'root', 'react', 'new', 'fields', 'bids', 'manifest-1a2b'])
    writeFileSync(join(client, `assets/${name}.js`), name)
  writeFileSync(join(client, 'assets/age.js'), sealer)
  await listSealingScripts(folder)
  return client
}

const events = async () => {
  const { rows } = await owner.pool.query(
    `select b.body from events e join event_bodies b on b.event_id = e.id where kind = 'scripts.served' order by e.id`,
  )
  return rows.map(({ body }) => JSON.parse(body) as { digest: string; files: string[] })
}

test('a build lists whatever a page loads on which something is sealed, and nothing else', async () => {
  const client = await aBuild()
  const lines = readFileSync(join(client, 'sealing-scripts.txt'), 'utf8').trimEnd().split('\n')
  const named = ['age', 'entry', 'fields', 'manifest-1a2b', 'new', 'react', 'root']
  expect(lines.map((line) => line.slice(66))).toEqual(named.map((name) => `assets/${name}.js`))
  for (const line of lines) expect(line.slice(0, 64)).toBe(sha256(readFileSync(join(client, line.slice(66)))))
})

test('a server does not start over a script that is not what was built, nor over none', async () => {
  const client = await aBuild()
  writeFileSync(join(client, 'assets/age.js'), 'send(price); seal()')
  await expect(readScripts(client)).rejects.toThrow('assets/age.js is not what was built')
  writeFileSync(join(client, 'sealing-scripts.txt'), '')
  await expect(readScripts(client)).rejects.toThrow('no scripts')
})

test('a build is in the log once, whoever starts and however often; another build is another entry', async () => {
  const [first, second] = [await readScripts(await aBuild()), await readScripts(await aBuild('seal2()'))]
  await Promise.all([1, 2, 3].map(() => serveScripts(app.pool, first)))
  await serveScripts(app.pool, second)
  await serveScripts(app.pool, first)
  const told = await events()
  expect(told.map(({ digest }) => digest)).toEqual([first.digest, second.digest])
  expect(sha256(`${told[0]!.files.join('\n')}\n`)).toBe(first.digest)
  await expect(sql`delete from sealing_scripts`.execute(owner.db)).rejects.toThrow('append-only')
})

test('what a page shows is the digest of what is served, with its place in the log, which anyone may look up', async () => {
  letGo('scripts')
  expect(await findScripts(visitor.db)).toBeNull()
  const client = await aBuild('seal3()')
  const scripts = await readScripts(client)
  await serveScripts(app.pool, scripts)
  expect(await findScripts(visitor.db)).toMatchObject({ digest: scripts.digest, files: 7, leaf: null })
  const unsealed = async () => (await findScripts(visitor.db))!.leaf === null
  while (await unsealed()) await sealLog(worker.db)
  const shown = (await findScripts(visitor.db))!
  expect(shown.digest).toBe(sha256(readFileSync(join(client, 'sealing-scripts.txt'))))
  expect(shown.command).toBe('curl -s http://localhost:3000/sealing-scripts.txt | sha256sum')
  const { data } = await visit(leaf.loader, { params: { index: String(shown.leaf) } })
  expect((data as { leaf: object }).leaf).toMatchObject({
    kind: 'scripts.served',
    scripts: shown.digest,
    roundId: null,
  })
})

test('the browser is told with which bytes alone it may run each of them', async () => {
  const client = await aBuild()
  const { integrity } = JSON.parse((await readScripts(client)).integrity) as {
    integrity: Record<string, string>
  }
  expect(Object.keys(integrity)).toHaveLength(7)
  for (const [path, told] of Object.entries(integrity))
    expect(told).toBe(
      `sha256-${createHash('sha256')
        .update(readFileSync(join(client, path)))
        .digest('base64')}`,
    )
})
