import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { histories as en } from '~/texts/en/histories'
import { notices as noticesEn } from '~/texts/en/notices'
import { histories as zh } from '~/texts/zh/histories'
import { notices as noticesZh } from '~/texts/zh/notices'

const sources = (folder: string, kind: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => kind.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
const code = [...sources('app', /\.tsx?$/), ...sources('db/migrations', /\.sql$/)]
const named = (by: RegExp) => [
  ...new Set(code.flatMap((text) => [...text.matchAll(by)].map(([, kind]) => kind!))),
]

// What is purged has no page any more.
const unseen = /^case\.purged$/

test('whatever is recorded reads as a sentence in its history, in each language', () => {
  const recorded = named(/\brecord(?:Each|OfCase|_event)?\(\s*(?:tx|db)?,?\s*'([a-z_]+\.[a-z_]+)'/g)
  expect(recorded.length).toBeGreaterThan(200)
  expect(recorded.filter((kind) => !(kind in zh) && !unseen.test(kind))).toEqual([])
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(zh).toSorted())
  // It follows the name of whoever did it.
  expect(Object.values(en).filter((sentence) => /^[A-Z]/.test(sentence))).toEqual([])
})

test('whatever somebody is told of has its notice, in each language', () => {
  const told = named(/\bkind: '([a-z_]+\.[a-z_]+)'/g)
  expect(told.length).toBeGreaterThan(40)
  expect(told.filter((kind) => !(kind in noticesZh))).toEqual([])
  expect(Object.keys(noticesEn).toSorted()).toEqual(Object.keys(noticesZh).toSorted())
})
