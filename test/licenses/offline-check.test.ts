import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { issueCertificate } from '~/licenses/certificates/commands.server'
import {
  certificateProblems,
  signedCertificate,
  signedFileOf,
  signedTextOf,
} from '~/licenses/certificates/checking'
import { addressOf } from '~/licenses/certificates/address'
import { env } from '~/env.server'
import { certificatePdf } from '~/licenses/certificates/pdf.server'
import { findCertificate, listKeys } from '~/licenses/certificates/queries.server'
import { dayOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { readCode } from '../support/paper'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { someone } = peopleOf(database)
const manager = await someone('enterprise', ['asset_manager'])
const estate = await anEstate(database, manager)
const product = await aProduct(database)
await estate.install(await estate.computers(3), product)
await estate.entitle(product, { quantity: 3 })
const id = await manager.db.transaction().execute((tx) => issueCertificate(tx, manager.actor, new Date()))
const its = (await findCertificate(manager.db, manager.actor, id))!
const keys = await listKeys(manager.db)
const today = dayOf(new Date())
const pdf = await certificatePdf(its)

const folder = await mkdtemp(join(tmpdir(), 'certificate-'))
afterAll(() => rm(folder, { recursive: true }))
const file = async (name: string, content: string | Buffer) => {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}
const keysFile = await file('keys.json', JSON.stringify({ keys }))

const run = (...args: string[]) =>
  new Promise<{ code: number; answer: any }>((resolve) => {
    execFile('npm', ['run', '--silent', 'audit', '--', 'verify', ...args], (error, stdout) =>
      resolve({ code: error ? Number(error.code) : 0, answer: JSON.parse(stdout || '{}') }),
    )
  })

test('the certificate of software in the PDF is checked by a command that has nothing but the file and the published keys', async () => {
  const path = await file('certificate.pdf', pdf)
  expect(await run('--certificate', path, '--keys', keysFile)).toMatchObject({
    code: 0,
    answer: { ok: true, no: its.no, problems: [] },
  })
  const signed = JSON.parse(signedTextOf(await readFile(path)))
  expect(signed.statement).toEqual(its.statement)
  const forged = {
    ...signed,
    statement: { ...signed.statement, unit: { ...signed.statement.unit, name: '他人' } },
  }
  const bad = await file('forged.json', JSON.stringify(forged))
  expect(await run('--certificate', bad, '--keys', keysFile)).toMatchObject({
    code: 1,
    answer: { problems: ['statement-differs'] },
  })
  const nonsense = await file('nonsense.json', '{}')
  expect((await run('--certificate', nonsense, '--keys', keysFile)).code).toBe(2)
})

test('what differs is named: an unknown key, a changed payload, another number, a day that is over', async () => {
  const read = signedCertificate.parse(JSON.parse(signedFileOf(its)))
  const problems = (facts: object, day = today) => certificateProblems({ ...read, ...facts }, keys, day)
  expect(await problems({})).toEqual([])
  expect(await certificateProblems(read, [], today)).toEqual(['unknown-key'])
  expect(await problems({ payload: read.payload.replace('"office":3', '"office":9') })).toEqual([
    'wrong-signature',
  ])
  expect(await problems({ statement: { ...read.statement, no: 'LC-2026-999999' } })).toEqual([
    'other-number',
    'statement-differs',
  ])
  expect(await problems({}, '2099-01-01')).toEqual(['expired'])
})

test('a PDF of another kind carries nothing to check', () => {
  expect(() => signedTextOf(Buffer.from('%PDF-1.7 …'))).toThrow(/certificate.json/)
})

test('the code on the paper, read off its pixels, is the address of the certificate', async () => {
  expect(await readCode(pdf)).toBe(addressOf(env.PUBLIC_ORIGIN, its))
})
