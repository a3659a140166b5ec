import { expect, test } from 'vitest'
import { codes, aGlpiInventory, ofKind, readText } from '../support/inventories'
import { aZip } from '../support/packed-zip'

const good = Buffer.from(aGlpiInventory([{ name: '7-Zip', version: '23.01' }]))
const zeros = Buffer.alloc(40 * 1024 * 1024)

const members = (records: Awaited<ReturnType<typeof readText>>) =>
  ofKind(records, 'file').map(({ member }) => member)

test('the good members of a zip are read beside those that are refused', async () => {
  const records = await readText(
    aZip([
      { name: 'PC-001.json', data: good },
      { name: '../../x.json', data: good },
      { name: 'C:/x.json', data: good },
      { name: 'link.json', data: good, attributes: 0o120777 << 16 },
      { name: 'secret.json', data: good, flags: 0x801 },
      { name: 'inner.zip', data: aZip([{ name: 'a', data: good }]) },
      { name: 'zeros.csv', data: zeros },
      { name: 'PC-002.json', data: good },
    ]),
  )

  expect(codes(records, 'fatal')).toEqual([
    'archive-path',
    'archive-path',
    'archive-path',
    'archive-encrypted',
    'archive-nested',
    'archive-bomb',
  ])
  expect(ofKind(records, 'software')).toHaveLength(2)
  expect(members(records)).toHaveLength(8)
})

test('a zip that claims more entries than allowed is refused before any is read', async () => {
  expect(codes(await readText(aZip([{ name: 'a.json', data: good }], 60_000)), 'fatal')).toEqual([
    'archive-bomb',
  ])
})

test('more bytes than the directory promised are a bomb, however small the promise', async () => {
  const records = await readText(aZip([{ name: 'a.csv', data: zeros, size: 1000 }]))
  expect(codes(records, 'fatal')).toEqual(['archive-bomb'])
})

test('a zip cut short is malformed', async () => {
  expect(codes(await readText(aZip([{ name: 'a.json', data: good }]).subarray(0, -30)), 'fatal')).toEqual([
    'malformed',
  ])
})

test('names of members that Chinese Windows wrote in GBK are read as Chinese', async () => {
  const name = Buffer.from([0xb2, 0xc6, 0xce, 0xf1, 0x30, 0x31, 0x2e, 0x6a, 0x73, 0x6f, 0x6e])
  const records = await readText(aZip([{ name, data: good, flags: 0 }]))
  expect(members(records)).toEqual(['财务01.json'])
})

test.each([
  ['too-deep', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['malformed', '{"deviceid":"a","content":{"softwares":[{"name":"x"]}'],
  ['malformed', '<REQUEST><CONTENT></REQUEST>'],
  [
    'doctype-refused',
    '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><REQUEST>&lol2;</REQUEST>',
  ],
  ['entity-refused', '<REQUEST><CONTENT><SOFTWARES><NAME>&lol;</NAME></SOFTWARES></CONTENT></REQUEST>'],
  ['entity-refused', '<REQUEST><CONTENT><SOFTWARES><NAME>&toString;</NAME></SOFTWARES></CONTENT></REQUEST>'],
  ['too-deep', '<a>'.repeat(1000) + '</a>'.repeat(1000)],
  ['unknown-format', ''],
  ['unknown-format', 'hello world\nthis is a letter\n'],
])('%s: a text that begins with %.40s', async (code, text) => {
  expect(codes(await readText(text), 'fatal')).toEqual([code])
})

test('UTF-32 is refused', async () => {
  expect(codes(await readText(Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])), 'fatal')).toEqual([
    'unsupported-encoding',
  ])
})

test('a title of a megabyte refuses its row, the others are read', async () => {
  const records = await readText(aGlpiInventory([{ name: 'x'.repeat(1_000_000) }, { name: '7-Zip' }]))
  expect(ofKind(records, 'software').map(({ name }) => name)).toEqual(['7-Zip'])
  expect(ofKind(records, 'problem')).toMatchObject([
    { severity: 'refused', code: 'too-large', row: 1, field: 'name' },
  ])
})

test('more than 200,000 rows refuse the file', async () => {
  const records = await readText(
    aGlpiInventory(Array.from({ length: 200_001 }, (_, at) => ({ name: `p${at}` }))),
  )
  expect(codes(records, 'fatal')).toEqual(['too-many-rows'])
  expect(ofKind(records, 'software')).toEqual([])
})
