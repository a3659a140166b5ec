import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { t0 } from '../support/instances'

const folder = mkdtempSync(join(tmpdir(), 'muster-award-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: object) => {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}

function award(...words: string[]) {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/award.ts', ...words], { encoding: 'utf8' })
  return { status, said: stdout === '' ? null : JSON.parse(stdout) }
}

test('an instance is solved, verified, countered and explained from the command line', () => {
  const instance = file('t0.json', t0())
  const certificate = join(folder, 'certificate.json')
  const solved = award('solve', instance, '--out', certificate)
  expect(solved).toMatchObject({
    status: 0,
    said: {
      objective: '36000',
      awardHash: 'sha256:0b3be39634a36499d8970c86dbe81a8303493ada6d56e8930b1f2fb85c926740',
    },
  })
  expect(JSON.parse(readFileSync(certificate, 'utf8'))).toEqual(solved.said)
  expect(award('verify', instance, certificate)).toMatchObject({ status: 0, said: { ok: true } })
  expect(award('counter', instance, certificate, certificate)).toMatchObject({
    status: 1,
    said: { accepted: false, gain: '0' },
  })
  // Without B3 the others would stay at 700 for 80 licenses, or at 600 … 800 of V2.
  expect(award('explain', instance, certificate, 'B3')).toMatchObject({
    status: 0,
    said: {
      buyer: 'B3',
      cost: '12800',
      saving: '7200',
      verified: true,
      pledges: [{ lot: 'L1', standAlonePrice: '800', served: { byCompetition: '4000', byVolume: '3200' } }],
      others: {
        saving: { with: '28800', without: '24000' },
        cost: { with: '51200', without: '56000' },
        served: { with: 2, without: 2 },
      },
    },
  })
})

test('the rule that nobody pays more than alone can be asked for, and not against the file', () => {
  const ruled = award('solve', file('free.json', t0()), '--no-worse-off')
  expect(ruled.said.options.noWorseOff).toBe(true)
  const stated = file('stated.json', { ...t0(), options: { noWorseOff: false } })
  expect(award('solve', stated, '--no-worse-off')).toMatchObject({ status: 2, said: { code: 'options' } })
})

test('a file that cannot be read is refused with its faults, a word that is not known with the usage', () => {
  expect(award('solve', file('broken.json', { ...t0(), lots: [] }))).toMatchObject({
    status: 2,
    said: { format: 'award-error/1' },
  })
  expect(award('explain', file('t.json', t0()), file('c.json', {}), 'B1').status).toBe(2)
  expect(award('solve', 'x', '--gap', 'wide')).toEqual({ status: 64, said: null })
  expect(award('solve', 'x', '--seed', '07')).toEqual({ status: 64, said: null })
})
