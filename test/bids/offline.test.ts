import { createHash, randomBytes } from 'node:crypto'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import * as sealingText from '~/bids/offline/pages/sealing-text'
import * as upload from '~/bids/offline/pages/upload'
import { biddingOf, type RoundOfOpeners } from '../support/bidding'
import { aDatabase } from '../support/database'
import { openWithKey } from '../support/openers'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const { app, owner, ...connections } = await aDatabase()
const market = biddingOf({ app, owner, ...connections })
const { aRound, aRoundOfOpeners, aVendor, close, stateOf } = market
servePages(app.pool)

async function textFor(round: { id: string }, cookie = '') {
  const headers = { cookie, 'accept-language': 'en' }
  const request = new Request(`http://localhost:3000/rounds/${round.id}/sealing.txt`, { headers })
  const args = { request, params: { roundId: round.id }, context: { requestId: 'test', ip: '127.0.0.1' } }
  const answer = await sealingText.loader(args as never)
  return answer.text()
}

const age = async (bytes: Uint8Array | string, ...recipients: string[]) => {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return Buffer.from(await encrypter.encrypt(bytes))
}

/** What a vendor does who has the text and the age tool: every value and size comes out of the text. */
async function follow(text: string, kind: 'technical' | 'price') {
  const value = (name: string) => new RegExp(`^${name}: (\\S+)$`, 'm').exec(text)![1]!
  const part = text.split(`### ${kind}\n`)[1]!.split(/^##/m)[0]!
  const [lot, edition] = [value('lot L01'), /^ {2}edition (\S+)/m.exec(text)![1]!]
  const filled = (template: string) =>
    template.replace('"LOT"', JSON.stringify(lot)).replace('"EDITION"', JSON.stringify(edition))
  const plain = filled(new RegExp(`^${kind}\\.json\\n +(.+)$`, 'm').exec(text)![1]!)
    .replace('FEN', '87654')
    .replace('YYYY-MM-DD', '2027-12-31')
  // 1. frame
  const json = Buffer.from(plain)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  const size = Number(/truncate -s (\d+)/.exec(part)![1])
  const frame = Buffer.concat([randomBytes(32), length, json], size)
  // 3. and 4. the envelope's own key, and the vendor's
  const [key, own] = [await generateX25519Identity(), await generateX25519Identity()]
  const keyRecipient = await identityToRecipient(key)
  const payload = await age(frame, keyRecipient, await identityToRecipient(own))
  // 5. as its two commands say: the first recipient of a line inside, the second around it
  const wraps = []
  for (const [, inner, outer, openers] of part.matchAll(
    /age -r (\S+) \S+\.key \| age -r (\S+) > \w+\.(\d\d)/g,
  ))
    wraps.push({
      openers: [...openers!].map(Number),
      data: (await age(await age(key, inner!), outer!)).toString('base64'),
    })
  const template = JSON.parse(filled(/^ +(\{"format":"sealed-item\/1".+)$/m.exec(part)![1]!))
  const sizes = [payload.length, ...wraps.map(({ data }) => Buffer.from(data, 'base64').length)]
  for (const told of sizes) expect(part).toContain(` ${told} `)
  return JSON.stringify({
    ...template,
    keyRecipient,
    commitment: createHash('sha256').update(frame).digest('hex'),
    payload: payload.toString('base64'),
    wraps,
  })
}

const file = (text: string) => new File([text], 'envelope.json', { type: 'application/json' })

async function handIn(vendor: Someone, round: RoundOfOpeners, technical: string, price: string) {
  const form = new FormData()
  form.set('notice', round.notice)
  form.set('technical', file(technical))
  form.set('price', file(price))
  return visit(upload.action as never, {
    path: `/rounds/${round.id}/lots/${round.lots[0]!.id}/bid/upload`,
    params: { roundId: round.id, lotId: round.lots[0]!.id },
    cookie: await cookieFor(owner.db, vendor),
    form,
  })
}

test('envelopes made by the steps of sealing.txt alone are taken, and the ceremony opens them', async () => {
  const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
  const text = await textFor(round, await cookieFor(owner.db, vendor))
  for (const { no, recipient } of round.openers) expect(text).toContain(`recipient ${no}: ${recipient}\n`)
  const [technical, price] = [await follow(text, 'technical'), await follow(text, 'price')]
  const { location } = await handIn(vendor, round, technical, price)
  const bid = /^\/bids\/([^?]+)\?done=sealed$/.exec(location ?? '')![1]!
  await close(round)
  for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'technical')
  expect(await stateOf('bids', bid)).toBe('opened')
  await owner.pool.query(`update bids set state = 'eligible' where id = $1`, [bid])
  await owner.pool.query(`update rounds set state = 'eligibility_fixed' where id = $1`, [round.id])
  for (const opener of round.openers.slice(1)) await openWithKey(opener, round.id, 'price')
  expect(await stateOf('bids', bid)).toBe('priced')
  const { rows } = await owner.pool.query(
    `select o.body -> 'tiers' as tiers from opened_items o join sealed_items i on i.id = o.item_id where i.bid_id = $1 and i.kind = 'price'`,
    [bid],
  )
  expect(rows).toEqual([{ tiers: [{ from: 1, price: '87654' }] }])
})

test('an uploaded file is checked as the browser’s envelope is', async () => {
  const [round, vendor, thief] = [await aRoundOfOpeners(), await aVendor(), await aVendor()]
  const text = await textFor(round, await cookieFor(owner.db, vendor))
  const [technical, price] = [await follow(text, 'technical'), await follow(text, 'price')]
  const codeOf = async (...posted: Parameters<typeof handIn>) => {
    const { data } = (await handIn(...posted)) as {
      data: { problems: object[]; refusal: { code: string } | null }
    }
    return data.refusal?.code ?? data.problems
  }
  expect(await codeOf(vendor, round, price, technical)).toBe('envelope-elsewhere')
  expect(await codeOf(thief, round, technical, price)).toBe('envelope-elsewhere')
  expect(await codeOf(vendor, round, '{}', price)).toContainEqual(
    expect.objectContaining({ field: 'technical.format' }),
  )
  expect(await codeOf(vendor, round, 'x'.repeat(300_000), price)).toContainEqual(
    expect.objectContaining({ field: 'technical' }),
  )
  const short = JSON.stringify({ ...JSON.parse(price), payload: randomBytes(4000).toString('base64') })
  expect(await codeOf(vendor, round, technical, short)).toBe('envelope-malformed')
  expect((await handIn(vendor, round, technical, price)).location).toMatch(/done=sealed/)
  expect(await codeOf(vendor, round, technical, price)).toBe('envelope-replayed')
})

test('anyone reads the text of a round that openers open; where the platform seals there is none', async () => {
  const round = await aRoundOfOpeners()
  expect(await textFor(round)).toContain(`round: ${round.id}\n`)
  await expect(textFor(await aRound())).rejects.toMatchObject({ status: 404 })
})
