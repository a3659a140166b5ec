import { Workbook } from 'exceljs'
import fc from 'fast-check'
import JSZip from 'jszip'
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { documentAuthor } from '~/bids/files/document-author.server'
import { networkMark, networkOf } from '~/bids/network.server'

const aPdf = (author: string | null) =>
  new Promise<Buffer>((resolve) => {
    const chunks: Buffer[] = []
    const document = new PDFDocument({ info: author === null ? {} : { Author: author } })
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.text('Bid').end()
  })

const core = (creator: string) =>
  `<?xml version="1.0"?><cp:coreProperties xmlns:dc="x"><dc:creator>${creator}</dc:creator></cp:coreProperties>`

async function aDocx(xml: string) {
  const archive = new JSZip()
  archive.file('word/document.xml', '<w/>')
  archive.file('docProps/core.xml', xml)
  return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

test('a PDF names its author, in Latin and in Chinese', async () => {
  expect(documentAuthor(await aPdf('Li (Sales) Wei'))).toBe('Li (Sales) Wei')
  expect(documentAuthor(await aPdf('陈伟'))).toBe('陈伟')
  expect(documentAuthor(await aPdf(null))).toBeNull()
})

test('so do a workbook and a text document', async () => {
  const workbook = new Workbook()
  workbook.creator = '王芳 & Co'
  workbook.addWorksheet('a')
  expect(documentAuthor(Buffer.from(await workbook.xlsx.writeBuffer()))).toBe('王芳 & Co')
  expect(documentAuthor(await aDocx(core('张三')))).toBe('张三')
  expect(documentAuthor(await aDocx('<none/>'))).toBeNull()
})

test('what unpacks to more than such a text holds is not read, and nothing makes it stumble', async () => {
  expect(documentAuthor(await aDocx(`${core('张三')}${' '.repeat(400_000)}`))).toBeNull()
  const valid = [await aPdf('Li Wei'), await aDocx(core('张三'))]
  fc.assert(
    fc.property(
      fc.constantFrom(...valid),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
      (file, changes) => {
        const broken = Buffer.from(file)
        for (const [at, byte] of changes) broken[at % broken.length] = byte
        expect(() => documentAuthor(broken)).not.toThrow()
      },
    ),
  )
  expect(documentAuthor(new Uint8Array())).toBeNull()
})

test('a network is the /24 or the /48 of an address; the own machine is none', () => {
  expect(networkOf('203.0.113.77')).toBe('203.0.113.0/24')
  expect(networkOf('2001:db8:7:1::9')).toBe('2001:db8:7::/48')
  expect(networkOf('2001:0db8:0007::')).toBe('2001:db8:7::/48')
  for (const own of ['127.0.0.1', '::1', '', 'unknown']) expect(networkOf(own)).toBeNull()
})

test('a mark tells the same network in a round, and in no other', () => {
  const mark = (round: string, address: string) => networkMark(round, address)!.toString('hex')
  expect(mark('r1', '203.0.113.77')).toBe(mark('r1', '203.0.113.9'))
  expect(mark('r1', '203.0.113.77')).not.toBe(mark('r1', '203.0.114.77'))
  expect(mark('r1', '203.0.113.77')).not.toBe(mark('r2', '203.0.113.77'))
})
