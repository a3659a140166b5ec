import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { canonical, canonicalHash } from '~/kernel/canonical'
import { clauses } from '~/orders/contract/clauses.server'
import { contractPdf } from '~/orders/contract/pdf.server'
import { type CallOff, callOff, type CallOffFacts } from '~/orders/contract/terms'

const facts: CallOffFacts = {
  number: 'MC-2026-000123',
  version: 1,
  order: 'MO-2026-000123',
  enterprise: {
    id: '1',
    uscc: '91370200MADEM0011D',
    name: '青岛港湾智能装备制造股份有限公司',
    nameEn: 'Qingdao Harbor Intelligent Equipment Manufacturing Co., Ltd.',
  },
  vendor: { id: '2', uscc: '91370200MADEM002X5', name: '山东正源软件服务有限公司', nameEn: null },
  round: {
    number: 'R-2026-0007',
    title: '2026 年第二批办公软件集中采购',
    titleEn: 'Office software 2026, second round',
    noticeSha256: 'a'.repeat(64),
    awardSha256: 'b'.repeat(64),
  },
  framework: { number: 'FA-2026-000007', sha256: 'c'.repeat(64) },
  lines: Array.from({ length: 12 }, (_, at) => ({
    no: at + 1,
    publisher: '金山办公',
    product: '金山 WPS Office 专业版 龘',
    productEn: 'WPS Office Professional',
    edition: '专业增强版',
    editionEn: 'Professional Plus',
    sku: 'WPS-PRO-2026',
    metric: 'device',
    term: at % 2 ? 'perpetual' : 'subscription',
    termMonths: at % 2 ? null : 12,
    rights: {},
    quantity: 1_200 + at,
    unitPrice: 45_800n,
    amount: 45_800n * BigInt(1_200 + at),
    taxCategory: 'software_product',
    taxBps: 1300,
  })),
  currency: 'CNY',
  total: 661_244_0800n,
  feeBps: 250,
  terms: 'prepaid',
  dues: [{ no: 1, amount: 661_244_0800n, rule: 'confirmed', workdays: 10, gate: true }],
  invoiceModel: 'vendor',
  endUser: null,
  invoiceData: null,
  deliverBy: null,
  periods: { deliver: 5, accept: 10, redeliver: 5, payGrace: 3 },
  priceHeldUntil: '2027-11-30',
  trueUpDays: ['2027-02-28', '2027-05-30', '2027-08-30', '2027-11-30'],
  clauses: clauses.callOff,
}
const body = callOff(facts)
const stored = JSON.parse(canonical(body)) as CallOff
const paper = {
  body: stored,
  hash: canonicalHash(body),
  verifyAt: 'https://muster.example.cn/contracts/verify/x',
  languages: ['zh', 'en'] as const,
}

test('the digest covers every term: a fen, a day or a clause more gives another one', () => {
  const other = (change: Partial<CallOffFacts>) => canonicalHash(callOff({ ...facts, ...change }))
  const hashes = [
    canonicalHash(body),
    other({ total: facts.total + 1n }),
    other({ priceHeldUntil: '2027-12-01' }),
    other({ clauses: { ...facts.clauses, sha256: 'd'.repeat(64) } }),
  ]
  expect(new Set(hashes).size).toBe(hashes.length)
  expect(canonicalHash(callOff(Object.fromEntries(Object.entries(facts).toReversed()) as CallOffFacts))).toBe(
    canonicalHash(body),
  )
})

test('the paper carries the parties, the total in figures and words, and the digest, in Chinese and English', async () => {
  const pdf = await contractPdf({
    ...paper,
    signed: [{ side: 'vendor', person: '王芳', method: 'step_up', at: new Date('2026-11-24T07:30:00Z') }],
  })
  if (process.env.KEEP_PDF) await writeFile(process.env.KEEP_PDF, pdf)
  const text = await textOf(pdf)
  for (const part of [
    '软件采购订单合同',
    '青岛港湾智能装备制造股份有限公司',
    '91370200MADEM002X5',
    '¥66,124,408.00',
    '人民币陆仟陆佰壹拾贰万肆仟肆佰零捌元整',
    '先款后货',
    '合同生效后 10 个工作日内',
    paper.hash,
    'Software call-off contract',
    '龘',
    '待双方确认的文本',
    '王芳',
  ])
    expect(text).toContain(part)
})

test('a paper that both confirmed is no draft', async () => {
  const signed = (['enterprise', 'vendor'] as const).map((side) => ({
    side,
    person: side,
    method: 'step_up' as const,
    at: new Date(),
  }))
  expect(await textOf(await contractPdf({ ...paper, signed, languages: ['zh'] }))).not.toContain(
    '待双方确认的文本',
  )
})

async function textOf(pdf: Buffer) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, at) =>
      (await (await document.getPage(at + 1)).getTextContent()).items
        .map((item) => ('str' in item ? item.str : ''))
        .join(''),
    ),
  )
  return pages.join('\n')
}
