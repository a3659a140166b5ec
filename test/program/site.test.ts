import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { loader as atom } from '~/program/pages/rounds-atom'
import { loader as privacy } from '~/program/pages/privacy'
import { loader as sitemap } from '~/program/pages/sitemap'
import { glossary as en } from '~/texts/en/glossary'
import { glossary as zh } from '~/texts/zh/glossary'
import { aDatabase } from '../support/database'
import { servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
servePages(database.app.pool)
const { anOfficer } = peopleOf(database)
const officer = await anOfficer()

const published = {
  profile: 'enterprise' as const,
  state: 'published' as const,
  noticeHash: Buffer.alloc(32),
  publishedAt: new Date('2026-11-01T02:00:00Z'),
  questionsCloseAt: new Date('2026-12-01T02:00:00Z'),
  pledgesCloseAt: new Date('2026-12-02T02:00:00Z'),
  bidsCloseAt: new Date('2026-12-03T02:00:00Z'),
  openingAt: new Date('2026-12-03T02:00:00Z'),
  draftedBy: officer.personId,
}
await database.owner.db
  .insertInto('rounds')
  .values([
    { ...published, title: '办公软件 <第一批> & 其他' },
    { ...published, title: '还没公布', state: 'draft', noticeHash: null, publishedAt: null },
  ])
  .execute()

function parsed(text: string) {
  const texts: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('text', (one) => one.trim() && texts.push(one))
  parser.write(text).close()
  return texts
}

test('the feed is well-formed, names published rounds and no draft', async () => {
  const answer = (await atom({
    request: new Request('http://localhost:3000/rounds.atom', { headers: { 'accept-language': 'zh' } }),
    params: {},
    context: {} as never,
  })) as Response
  expect(answer.headers.get('content-type')).toMatch('application/atom+xml')
  const texts = parsed(await answer.text()).join('\n')
  expect(texts).toContain('办公软件 <第一批> & 其他')
  expect(texts).not.toContain('还没公布')
})

test('the sitemap names every public page by its whole address', async () => {
  const answer = (await sitemap({
    request: new Request('http://localhost:3000/sitemap.xml'),
    params: {},
    context: {} as never,
  })) as Response
  const places = parsed(await answer.text())
  expect(places).toContain('http://localhost:3000/glossary')
  expect(places.every((place) => URL.canParse(place))).toBe(true)
})

test('the register of personal data is shown to anyone', async () => {
  const { data } = await visit(privacy as never, { path: '/privacy' })
  const { rows } = data as { rows: { tableName: string; days: number | null }[] }
  expect(rows.find(({ tableName }) => tableName === 'sessions')?.days).toBe(90)
})

test('every term has one name of its own in each language', () => {
  for (const glossary of [zh, en]) {
    const names = Object.values(glossary).map(({ term }) => term)
    expect(new Set(names).size).toBe(names.length)
  }
})
