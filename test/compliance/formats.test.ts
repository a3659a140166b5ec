import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formats } from '~/compliance/formats/index'
import { summarize } from '~/compliance/summary'
import { ofKind, readText } from '../support/inventories'

const folder = 'test/samples/inventory/'
const files = readdirSync(folder)
const sampleOf = (id: string) => files.filter((file) => file.startsWith(`${id}.`))

test.each(formats.map(({ id }) => id))('%s is told by its content and its sample is read', async (id) => {
  const [file] = sampleOf(id)
  expect(file, 'every format has a sample').toBeDefined()

  const records = await readText(readFileSync(folder + file), 'renamed.bin')
  const [summary] = summarize(records)

  expect(summary).toMatchObject({ format: id, fatal: null, refused: 0 })
  expect(summary!.software + summary!.licenses + summary!.antivirus).toBeGreaterThan(0)
  expect(summary!.computers).toBeGreaterThan(0)
})

test.each(files)(
  '%s: same input, same bytes, and every row ends as a record or as a problem that names it',
  async (file) => {
    const bytes = readFileSync(folder + file)
    const [once, twice] = [await readText(bytes, file), await readText(bytes, file)]
    expect(JSON.stringify(once)).toBe(JSON.stringify(twice))

    const [{ rows, software, licenses, antivirus } = { rows: -1, software: 0, licenses: 0, antivirus: 0 }] =
      summarize(once)
    const named = ofKind(once, 'problem').filter(
      ({ severity, row }) => row !== null && (severity === 'ignored' || severity === 'refused'),
    )
    expect(software + licenses + antivirus + named.length).toBe(rows)
  },
)

test('an array of strings is joined to lines and detected anew', async () => {
  const [lines, text] = await Promise.all(
    ['json-lines-text.json', 'winget-list.txt'].map((file) => readText(readFileSync(folder + file))),
  )
  const bare = (records: typeof lines) => ofKind(records!, 'software').map((one) => ({ ...one, line: null }))
  expect(bare(lines)).toEqual(bare(text))
})

test('no product key is left in any record', async () => {
  for (const file of files) {
    const printed = JSON.stringify(await readText(readFileSync(folder + file)))
    expect(printed, file).not.toMatch(/[A-Z0-9]{5}(-[A-Z0-9]{5}){4}/)
  }
})
