import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from '~/compliance/decoding/decode'
import { linesOf } from '~/compliance/decoding/lines'

const list = '名称,版本\n金山办公软件,11.8\n用友（财务）,16.0\n'

test.each([
  ['utf-8', Buffer.from(list)],
  ['utf-8', Buffer.from(`\ufeff${list}`)],
  ['utf-16le', Buffer.from(`\ufeff${list}`, 'utf16le')],
  ['utf-16be', Buffer.from(`\ufeff${list}`, 'utf16le').swap16()],
  ['gb18030', iconv.encode(list, 'gb18030')],
])('a Chinese list in %s is read right', (encoding, bytes) => {
  expect(decodeText(bytes)).toEqual({ text: list, encoding, guessed: false })
})

test.each([
  ['utf-16le', Buffer.from('Name,Version\n7-Zip,24\n', 'utf16le')],
  ['utf-16be', Buffer.from('Name,Version\n7-Zip,24\n', 'utf16le').swap16()],
])('%s without a mark shows by its NULs', (encoding, bytes) => {
  expect(decodeText(bytes)).toMatchObject({ text: 'Name,Version\n7-Zip,24\n', encoding })
})

test.each(['Glücksspiel 2.0', 'Müller Büro', 'Café', 'Éditeur façade'])(
  'a Western file is no Chinese one: %s',
  (text) => {
    const bytes = iconv.encode(`Name;Version\n${text};1.0\n`, 'windows-1252')
    expect(decodeText(bytes)).toEqual({
      text: `Name;Version\n${text};1.0\n`,
      encoding: 'windows-1252',
      guessed: true,
    })
  },
)

test('an XML declaration decides, unless it says UTF-16 of single bytes', () => {
  const latin = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>'),
    Buffer.from([0xe9]),
    Buffer.from('</a>'),
  ])
  expect(decodeText(latin)).toMatchObject({ encoding: 'windows-1252', guessed: false })
  expect(decodeText(Buffer.from('<?xml version="1.0" encoding="utf-16"?><a>é</a>'))).toMatchObject({
    encoding: 'utf-8',
  })
})

test('lines end at CRLF, LF or a lone CR, and at the CR CR LF of some consoles once', () => {
  expect(linesOf('a\r\nb\nc\rd\r\r\ne\n').map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e'])
})
