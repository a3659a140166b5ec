import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { fileLimits, whyNotFiles } from '~/bids/files/file-item'
import { judgeFile, withFiles } from '~/bids/files/judge-files'
import { findOpenedFile, findOwnFile } from '~/bids/files/queries.server'
import * as ownFile from '~/bids/files/pages/own-file'
import * as entry from '~/bids/pages/new'
import * as show from '~/bids/pages/show'
import { showFrame, listOwnAsked } from '~/bids/frames/asked.server'
import { frameIn, readCopy } from '~/bids/own-copy'
import { findReceipt, listEnvelopes } from '~/bids/queries.server'
import { mediaTypeOf } from '~/kernel/media-type'
import { frameOf, framesOf } from '~/rounds/frame'
import { fromBase64, toBase64 } from '~/kernel/base64'
import { biddingOf } from '../support/bidding'
import { aDatabase } from '../support/database'
import { openWithKey } from '../support/openers'
import { cookieFor, servePages, visit } from '../support/pages'

const connections = await aDatabase()
const { owner, app, worker } = connections
servePages(app.pool)
const market = biddingOf(connections)
const { aRoundOfOpeners, aVendor, close, deposit, envelopes, stateOf } = market

const aPdf = (size = 3_000) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)])
const files = () => [
  { name: '授权书.pdf', bytes: aPdf() },
  { name: 'support plan.pdf', bytes: aPdf(20_000) },
]

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

/** A bid with two files in a closed round; `change` has the last word before it is put in. */
async function aBid(change: (sealed: Awaited<ReturnType<typeof envelopes>>) => void = () => {}) {
  const [round, vendor, chosen] = [await aRoundOfOpeners(), await aVendor(), files()]
  const sealed = await envelopes(vendor, round, 0, { files: chosen })
  change(sealed)
  const bid = await deposit(vendor, round, sealed.values)
  return { round, vendor, chosen, sealed, bid }
}

async function open(round: { id: string; openers: readonly Parameters<typeof openWithKey>[0][] }) {
  await openWithKey(round.openers[0]!, round.id, 'technical')
  return openWithKey(round.openers[2]!, round.id, 'technical')
}

const itemsOf = async (bid: string) => {
  const { rows } = await owner.pool.query(
    `select id, envelope, state from sealed_items where bid_id = $1 and kind = 'file' order by id`,
    [bid],
  )
  return rows as { id: string; envelope: { padTo: number }; state: string }[]
}

const reason = async (bid: string) =>
  (await owner.db.selectFrom('bids').select('reason').where('id', '=', bid).executeTakeFirstOrThrow()).reason

/** Whatever lies in the database, as its administrator could change it. */
async function tamper(change: string) {
  await sql.raw('alter table sealed_items disable trigger keep_sealed').execute(owner.db)
  await sql.raw(change).execute(owner.db)
  await sql.raw('alter table sealed_items enable trigger keep_sealed').execute(owner.db)
}

describe('files of a technical part', () => {
  test('are read by the committee after the opening, byte for byte, and by nobody before or by a rival', async () => {
    const { round, vendor, chosen, bid } = await aBid()
    const [evaluator, rival] = [await market.someone('agency', ['evaluator']), await aVendor()]
    const items = await itemsOf(bid)
    expect(items.length).toBe(2)
    const readBy = (by: typeof evaluator) =>
      Promise.all(items.map(({ id }) => findOpenedFile(by.db, round.id, id)))
    for (const someone of [evaluator, vendor, round.officer, ...round.openers])
      expect(await readBy(someone)).toEqual([undefined, undefined])
    await close(round)
    expect(await readBy(evaluator)).toEqual([undefined, undefined])
    expect(await open(round)).toBe(true)
    expect(await stateOf('bids', bid)).toBe('opened')
    const read = await readBy(evaluator)
    expect(read.map((file) => file?.name).toSorted()).toEqual(chosen.map(({ name }) => name).toSorted())
    for (const { name, bytes } of chosen)
      expect(read.find((file) => file?.name === name)).toMatchObject({
        content: bytes,
        mediaType: 'application/pdf',
      })
    expect(await readBy(rival)).toEqual([undefined, undefined])
    for (const opener of round.openers) expect(await readBy(opener)).toEqual([undefined, undefined])
    const another = await aRoundOfOpeners()
    expect(await findOpenedFile(evaluator.db, another.id, items[0]!.id)).toBeUndefined()
  })

  test('each has a receipt of its own, that names its envelope', async () => {
    const { vendor, sealed, bid } = await aBid()
    const its = (await listEnvelopes(vendor.db, bid)).filter(({ kind }) => kind === 'file')
    expect(its.map(({ commitment }) => commitment).toSorted()).toEqual(
      sealed.files.map(({ commitment }) => commitment).toSorted(),
    )
    for (const { item, envelopeHash } of its)
      expect(await findReceipt(vendor.db, bid, item)).toMatchObject({ kind: 'file', item, envelopeHash })
    expect(await findReceipt(vendor.db, bid, 'file')).toBeUndefined()
  })

  test('go with the bid when it is replaced', async () => {
    const { round, vendor, bid } = await aBid()
    const next = await deposit(
      vendor,
      round,
      (await envelopes(vendor, round, 0, { files: files().slice(0, 1) })).values,
    )
    expect((await itemsOf(bid)).map(({ state }) => state)).toEqual(['replaced', 'replaced'])
    expect((await itemsOf(next)).map(({ state }) => state)).toEqual(['current'])
    await close(round)
    await open(round)
    expect(await stateOf('bids', next)).toBe('opened')
  })

  test.each([
    ['one less', (list: unknown[]) => list.slice(1)],
    ['none', () => []],
  ])('that are %s than the technical part names make the bid void', async (_, fewer) => {
    const { round, bid } = await aBid(({ values }) => {
      values.files = fewer(values.files) as typeof values.files
    })
    await close(round)
    await open(round)
    expect([await stateOf('bids', bid), await reason(bid)]).toEqual(['void', 'files-differ'])
  })

  test('swapped for others of its author make the bid void, a broken payload too', async () => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const [sealed, others] = [
      await envelopes(vendor, round, 0, { files: files() }),
      await envelopes(vendor, round, 0, { files: files() }),
    ]
    const bid = await deposit(vendor, round, { ...sealed.values, files: others.values.files })
    const other = await aVendor()
    const broken = await envelopes(other, round, 0, { files: files() })
    const [first, ...rest] = broken.values.files
    const noise = toBase64(randomBytes(fromBase64(first!.payload).length))
    const brokenBid = await deposit(other, round, {
      ...broken.values,
      files: [{ ...first!, payload: noise }, ...rest],
    })
    await close(round)
    await open(round)
    expect([await stateOf('bids', bid), await reason(bid)]).toEqual(['void', 'files-differ'])
    expect([await stateOf('bids', brokenBid), await reason(brokenBid)]).toEqual(['void', 'payload-broken'])
  })

  test('are refused when they are of another place, another kind, a size of their own, or come twice', async () => {
    const [round, vendor, other] = [await aRoundOfOpeners(), await aVendor(), await aVendor()]
    const { values } = await envelopes(vendor, round, 0, { files: files() })
    const [file] = values.files
    const put = (some: typeof values.files) => codeOf(deposit(vendor, round, { ...values, files: some }))
    expect(await put([{ ...file!, author: other.orgId }])).toBe('envelope-elsewhere')
    expect(await put([values.price])).toBe('envelope-elsewhere')
    expect(await put([{ ...file!, padTo: 10_000 }])).toBe('envelope-malformed')
    expect(await put([{ ...file!, payload: toBase64(randomBytes(5_000)) }])).toBe('envelope-malformed')
    expect(await put([file!, file!])).toBe('envelope-replayed')
    expect(await put(values.files)).toBe('accepted')
  })

  test('changed or taken away behind everybody’s back are the platform’s fault: their author shows the frame', async () => {
    const { round, vendor, bid, sealed } = await aBid()
    const lost = await aVendor()
    const unshown = await deposit(lost, round, (await envelopes(lost, round, 0, { files: files() })).values)
    await close(round)
    const [first] = await itemsOf(bid)
    await tamper(`delete from sealed_items where id = '${first!.id}'`)
    const [second] = await itemsOf(unshown)
    await tamper(
      `update sealed_items set envelope = jsonb_set(envelope, '{lot}', '"x"') where id = '${second!.id}'`,
    )
    await market.tick()
    expect(await open(round)).toBe(false)
    const [asked] = await listOwnAsked(vendor.db, round.id)
    expect(asked).toMatchObject({ kind: 'file', cause: 'envelope-differs', bidId: bid })
    const copy = JSON.stringify({ files: sealed.files.map(({ frame }) => toBase64(frame)) })
    const frame = fromBase64(frameIn(copy, asked!.commitment)!)
    await vendor.db.transaction().execute((tx) => showFrame(tx, vendor.actor, round.id, asked!.id, frame))
    await owner.pool.query('alter table asked_frames disable trigger keep_shown_frame')
    await owner.pool.query(`update asked_frames set due_at = clock_timestamp() where round_id = $1`, [
      round.id,
    ])
    await owner.pool.query('alter table asked_frames enable trigger keep_shown_frame')
    await market.tick()
    expect(await stateOf('rounds', round.id)).toBe('technical_opened')
    expect([await stateOf('bids', bid), await reason(bid)]).toEqual(['opened', null])
    expect([await stateOf('bids', unshown), await reason(unshown)]).toEqual([
      'returned_unopened',
      'envelope-differs',
    ])
  })
})

describe('where the platform seals, a bid brings files too', () => {
  test('its vendor takes them back before the opening and after, the committee reads them afterwards', async () => {
    const [round, vendor, rival] = [await market.aRound(), await aVendor(), await aVendor()]
    const chosen = files()
    const bid = await market.seal(vendor, round, 0, { files: chosen })
    const items = await itemsOf(bid)
    expect(items.map(({ envelope }) => envelope.padTo)).toEqual([16_384, 32_768])
    const own = (by: typeof vendor) =>
      Promise.all(items.map(({ id }) => findOwnFile(by.db, by.actor, bid, id)))
    const whole = chosen.map(({ name, bytes }) => ({ name, content: bytes, mediaType: 'application/pdf' }))
    expect(await own(vendor)).toEqual(whole)
    expect(await own(rival)).toEqual([undefined, undefined])
    expect(await findOwnFile(vendor.db, vendor.actor, round.id, items[0]!.id)).toBeUndefined()
    await close(round)
    expect(await market.open(round, 'technical')).toBe(true)
    expect([await stateOf('bids', bid), await reason(bid)]).toEqual(['opened', null])
    expect(await own(vendor)).toEqual(whole)
    const evaluator = await market.someone('agency', ['evaluator'])
    expect(await findOpenedFile(evaluator.db, round.id, items[0]!.id)).toEqual(whole[0])
    expect(await findOpenedFile(rival.db, round.id, items[0]!.id)).toBeUndefined()
  })

  test('chosen in the form, each checked at its field; the page of the bid gives them back to its vendor alone', async () => {
    const [round, vendor, rival] = [await market.aRound(), await aVendor(), await aVendor()]
    const cookie = await cookieFor(worker.db, vendor)
    const params = { roundId: round.id, lotId: round.lots[0]!.id }
    const post = (...chosen: File[]) =>
      visit(entry.action, { cookie, params, form: formOf(market.anEntry(round, 0), chosen) })
    const refused = await post(new File([new Uint8Array([0x4d, 0x5a, 0, 0])], 'setup.exe'))
    expect(refused).toMatchObject({ status: 422, data: { problems: [{ field: '_files' }] } })
    const [{ name, bytes }] = files() as [ReturnType<typeof files>[0]]
    const { location } = await post(new File([new Uint8Array(bytes)], name), new File([], ''))
    const bidId = /[0-9a-f-]{36}/.exec(location!)![0]
    const [item] = await itemsOf(bidId)
    const page = await visit(show.loader, { cookie, params: { bidId } })
    expect(page.data).toMatchObject({ content: { technical: { files: [{ name }] } } })
    const its = { params: { bidId, itemId: item!.id } }
    expect((await visit(ownFile.loader, { cookie, ...its })).status).toBe(200)
    expect((await visit(ownFile.loader, { cookie: await cookieFor(worker.db, rival), ...its })).status).toBe(
      404,
    )
  })
})

function formOf({ tiers, responses, ...entry }: ReturnType<typeof market.anEntry>, chosen: readonly File[]) {
  const form = new FormData()
  for (const [name, value] of Object.entries(entry)) form.set(name, String(value ?? ''))
  for (const [at, { from, price }] of tiers.entries()) {
    form.set(`tiers.${at}.from`, String(from))
    form.set(`tiers.${at}.price`, String(Number(price) / 100))
  }
  for (const [code, text] of Object.entries(responses)) form.set(`responses.${code}`, text)
  for (const file of chosen) form.append('_files', file)
  return form
}

test('what a browser sealed the own copy alone gives back before the opening, the platform too after it', async () => {
  const { round, vendor, chosen, sealed, bid } = await aBid()
  const items = await itemsOf(bid)
  const own = () => Promise.all(items.map(({ id }) => findOwnFile(vendor.db, vendor.actor, bid, id)))
  expect(await own()).toEqual([undefined, undefined])
  const frame = ({ frame }: { frame: Uint8Array }) => toBase64(frame)
  const copy = {
    format: 'bid-copy/1',
    round: round.id,
    lot: round.lots[0]!.id,
    recovery: sealed.own.identity,
    technical: frame(sealed.technical),
    price: frame(sealed.price),
    files: sealed.files.map(frame),
  }
  const kept = await listEnvelopes(vendor.db, bid)
  const read = readCopy(JSON.stringify(copy), kept)!
  expect(read.files.map(({ name, data }) => [name, Buffer.from(data, 'base64')])).toEqual(
    chosen.map(({ name, bytes }) => [name, bytes]),
  )
  // A frame of another bid is not one of this bid's files.
  const others = (await aBid()).sealed.files.map(frame)
  expect(readCopy(JSON.stringify({ ...copy, files: others }), kept)!.files).toEqual([])
  await close(round)
  await open(round)
  expect((await own()).map((file) => file?.content)).toEqual(chosen.map(({ bytes }) => bytes))
})

describe('what a file shows before the opening', () => {
  const salt = new Uint8Array(32)
  test('is its size by a factor of two, and of the largest one that fits', () => {
    const sizes = framesOf('file')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (length) => {
        const frame = frameOf('file', { data: 'A'.repeat(length) }, salt)!
        expect(sizes).toContain(frame.length)
        expect(frame.length === sizes[0] || frame.length < 2 * (length + 100)).toBe(true)
      }),
      { numRuns: 40 },
    )
    const largest = {
      name: '名'.repeat(fileLimits.name),
      data: 'A'.repeat(Math.ceil(fileLimits.bytes / 3) * 4),
    }
    expect(frameOf('file', largest, salt)?.length).toBe(2 ** 21)
  })

  test('is no file too many, too large, empty, of the same name or of a kind that is not taken', () => {
    const why = (...some: [string, Uint8Array][]) =>
      whyNotFiles(
        some.map(([name, bytes]) => ({ name, bytes })),
        mediaTypeOf,
      )
    const pdf = aPdf(10)
    expect(why(['a', pdf], ['b', pdf])).toBeNull()
    expect(why(...['a', 'b', 'c', 'd', 'e', 'f'].map((name): [string, Uint8Array] => [name, pdf]))).toBe(
      'too-many-documents',
    )
    expect(why(['a', pdf], ['a', pdf])).toBe('document-twice')
    expect(why(['a', new Uint8Array()])).toBe('document-empty')
    expect(why(['a', aPdf(fileLimits.bytes)])).toBe('document-too-large')
    expect(why(['a', new Uint8Array([0x4d, 0x5a, 0, 0])])).toBe('document-type')
  })
})

test('a file that tells of another round, lot or vendor is void; what comes out of it is kept without its content', () => {
  const place = {
    round: '0198a0e0-0000-7000-8000-000000000001',
    lot: '0198a0e0-0000-7000-8000-000000000002',
    vendor: '0198a0e0-0000-7000-8000-000000000003',
  }
  const body = { format: 'file-item/1', ...place, name: 'a.pdf', data: toBase64(new Uint8Array(10)) }
  expect(judgeFile(body, place)).toEqual({
    body: { format: 'file-item/1', ...place, name: 'a.pdf', bytes: 10 },
  })
  expect(judgeFile(body, { ...place, vendor: place.lot })).toEqual({ fault: 'other-lot' })
  expect(judgeFile({ ...body, data: '<b>' }, place)).toEqual({ fault: 'schema' })
})

test('a file of one bid does not count for another', () => {
  const part = { bidId: 'a', fault: null, envelopeHash: 't', name: null, files: null }
  const named = [{ name: 'x.pdf', envelopeHash: 'f' }]
  const technical = { ...part, kind: 'technical', files: named }
  const file = { ...part, kind: 'file', envelopeHash: 'f', name: 'x.pdf' }
  const fault = (of: Partial<typeof file>) => withFiles([technical, { ...file, ...of }])[0]!.fault
  expect(fault({})).toBeNull()
  expect(fault({ bidId: 'b' })).toBe('files-differ')
  expect(fault({ name: 'y.pdf' })).toBe('files-differ')
  expect(fault({ envelopeHash: 'g' })).toBe('files-differ')
})
