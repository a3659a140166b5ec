import { sql } from 'kysely'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Locale } from '~/kernel/locale'
import { toDecimal } from '~/kernel/money'
import { orgId, personId } from '~db/seeds/people'
import { aMember, aVisitor, db, type Manner, type Visitor } from '../support/browser'
import { aFolder } from '../support/folder'
import { aGlpiInventory } from '../support/inventories'
import { invite, type Newcomer, register, verify } from '../support/newcomers'
import { words } from '../support/words'

const bought = ['Microsoft Office Home and Business 2010', 'Kaspersky Endpoint Security']
const received = join(import.meta.dirname, '../../../shared/data/inventory')
const inventories = existsSync(received)
  ? ['glpi-json/computer_1.json', 'ocs-xml/12.xml'].map((file) =>
      filed(file, readFileSync(join(received, file))),
    )
  : [filed('pc-041.json', anInventory(['Mozilla Firefox'])), filed('pc-042.json', anInventory(bought))]
if (!existsSync(received)) console.warn(`No ${received}: the walk takes inventories of its own instead.`)

const soon = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)

/**
 * One purchase, from an enterprise's inventory to its compliance and a settled case. The enterprise speaks one
 * language, everyone else whom it meets the other.
 */
export function walk(manner: Manner & { locale: Locale }, enterprise: Newcomer) {
  const others = { ...manner, locale: manner.locale === 'zh' ? ('en' as const) : ('zh' as const) }
  // Keys are made, bids sealed and envelopes opened in the browser: these people run scripts in both walks.
  const sealers = { ...others, javaScript: true }
  const [t, o] = [words[manner.locale], words[others.locale]]
  let [editionId, roundId, lotId, bidId, orderId, lineId, caseId] = ['', '', '', '', '', '', '']
  let founder: Visitor
  let colleague: Visitor
  const bidders = new Map<string, Visitor>()
  const keyFiles = new Map<string, string>()
  const passphrase = 'correct horse battery'
  let stopped = false

  /** Each step stands on the one before: after a failure there is nothing to walk on. */
  const step = (name: string, walked: () => Promise<void>) =>
    test(name, async ({ skip }) => {
      skip(stopped, 'an earlier step failed')
      stopped = true
      await walked()
      stopped = false
    })

  step('1 an enterprise registers, is verified, and invites a colleague', async () => {
    founder = await register(enterprise, manner)
    await verify(enterprise.name, others)
    await founder.open('/organization')
    await founder.sees(t.people.organization.sentence.verified)
    colleague = await invite(founder, enterprise, 'buyer')
  })

  step('2 the catalog is searched in Chinese and in English', async () => {
    for (const q of ['微软', 'microsoft']) {
      await founder.open(`/catalog?q=${encodeURIComponent(q)}`)
      await founder.sees('Microsoft Office')
    }
  })

  step('3 its real inventory is read, checked and accepted; the position says what is missing', async () => {
    await founder.open('/inventory')
    await founder.main().locator('input[type=file]').setInputFiles(inventories)
    await founder.press(t.inventory.upload.submit, '/inventory?done')
    for (const { name } of inventories) {
      await founder.waitsFor(t.inventory.standing.check)
      await founder.press(name, /^\/inventory\/imports\//)
      await founder.press(t.inventory.mapping.accept, /^\/inventory\/imports\/.*done/)
      await founder.waitsFor(t.inventory.standing.accepted)
      await founder.open('/inventory')
    }
    await founder.open('/compliance')
    // The word for a gap stands in the legend too; this sentence only where there is one.
    await founder.waitsFor(t.compliance.position.sentence.gap)
  })

  step('4 one click turns the gaps into demand; another line is entered by hand', async () => {
    await founder.press(/^(将|Turn) \d+/, '/demands?done=gaps-drafted')
    editionId = await editionOf('microsoft-office', 'home-business')
    await founder.open('/demands/new')
    await founder.fill({ subject: `edition:${editionId}`, quantity: '11', neededBy: soon })
    await founder.press(t.demands.form.save, '/demands?which=draft&done=saved')
    const drafts = founder.main().locator('[name=id]')
    await drafts.first().waitFor()
    for (const line of await drafts.all()) await line.check()
    await founder.press(t.demands.open, '/demands?which=draft&done=lines-open')
  })

  step('5 an officer opens a round on it, which two officers publish', async () => {
    const officer = await aMember('officer', others)
    const { start, lot, next, saveNext, review } = o.rounds.wizard
    await officer.open('/office/demands')
    await officer.main().locator(`[name=id][value^="edition:${editionId}"]`).check()
    await officer.press(o.demands.board.start, /^\/rounds\/new\?subject=edition/)
    await officer.fill({
      title: `${enterprise.code} 办公软件`,
      titleEn: `${enterprise.code} office`,
      profile: 'quick',
    })
    await officer.press(start, /draft\/lots\?done/)
    roundId = idIn(officer, 'rounds')
    lotId = await one('lots', { roundId })
    await officer.press(officer.main().locator('a[href*="/draft/lots/"]').first(), /draft\/lots\/.{36}/)
    await officer.fill({
      justification: '与既有文档和宏兼容',
      referenceNote: '2026 年 10 月公开目录',
      minVolume: '5',
    })
    await officer.press(lot.save, /draft\/lots\?done/)
    await officer.press(next, /draft\/terms/)
    await officer.press(saveNext, /draft\/timetable/)
    await officer.press(saveNext, /draft\/openers/)
    await officer.fill({
      'openers.0': personId('opener1'),
      'openers.1': personId('opener2'),
      'openers.2': personId('opener3'),
    })
    await officer.press(o.openers.draft.save, /draft\/review/)
    for (const key of ['opener1', 'opener2', 'opener3']) await makeKey(key)
    const drawing = await aMember('officer', sealers)
    await drawing.open(`/rounds/${roundId}/draft/review`)
    await drawing.press(o.rounds.wizard.seed.draw, `/rounds/${roundId}/draft/review?done=seed-sealed`)
    await officer.open(`/rounds/${roundId}/draft/review`)
    await officer.decide(review.consent, `/rounds/${roundId}/draft/review?done=consented`)
    const second = await aMember('officer2', others)
    await second.open(`/rounds/${roundId}/draft/review`)
    await second.decide(review.consentSecond, `/rounds/${roundId}?done=published`)
  })

  step('5 the colleague pledges above its limit; the approver signs', async () => {
    await founder.open('/organization/limits')
    await founder.fill({ who: 'role:buyer', period: 'year', amount: '1000' })
    await founder.press(t.rounds.limits.set, '/organization/limits?done')
    await colleague.open(`/rounds/${roundId}/lots/${lotId}/pledge`)
    await colleague.fill({ quantity: '12' })
    // Without scripts nothing can be sealed: the pledge stands at the reference price.
    if (manner.javaScript !== false)
      await colleague.fill({ ceiling: '1700', stretchQuantity: '3', stretchCeiling: '1500' })
    await colleague.press(t.rounds.pledge.save, /^\/pledges\/.*signature\?done/)
    await colleague.press(t.rounds.sign.ask, /^\/pledges\/[^/]*\?done/)
    if (manner.javaScript !== false) await colleague.sees(t.rounds.pledgeShow.ofCopy)
    const pledgeId = idIn(colleague, 'pledges')
    await founder.open(`/pledges/${pledgeId}/signature`)
    await founder.press(t.rounds.sign.approve, `/pledges/${pledgeId}?done=pledge-signed`)
  })

  step('6 three vendors seal tiers in three browsers, one replaces; none reads another’s', async () => {
    for (const [key, tiers] of Object.entries({
      yunfanRep: ['1 1690.00', '10 1590.00'],
      shuguangRep: ['1 1700.00'],
      lanhaiRep: ['1 1720.00'],
    })) {
      const vendor = await aMember(key, sealers)
      if (bidId) await vendor.open(`/bids/${bidId}`, { status: 404 })
      await seal(vendor, tiers)
      bidId ||= idIn(vendor, 'bids')
      bidders.set(key, vendor)
    }
    const again = bidders.get('lanhaiRep')!
    const before = idIn(again, 'bids')
    await seal(again, ['1 1710.00'])
    expect(idIn(again, 'bids')).not.toBe(before)
    await again.sees(o.bids.show.version('2'))
  })

  step(
    '6 an addendum touches them: one is replaced, two are reconfirmed, the pledge is signed again',
    async () => {
      const officer = await aMember('officer', others)
      const { preview, publish } = o.rounds.addenda
      await officer.open(`/rounds/${roundId}/addenda/new`)
      await officer.fill({ reason: '最低成交量按需求更正', 'lots.0.minVolume': '6' })
      await officer.press(preview, `/rounds/${roundId}/addenda/new`, {
        sees: officer.main().getByText(o.rounds.addenda.consequences.invalidate),
      })
      await officer.press(publish, `/rounds/${roundId}/addenda?done=addendum`)
      const { sentence, reconfirm } = o.bids.show
      for (const [key, vendor] of bidders) {
        await vendor.waitsFor(sentence.invalidated)
        if (key === 'yunfanRep') await seal(vendor, ['1 1650.00', '10 1550.00'])
        else await vendor.decide(reconfirm, /^\/bids\/.*done=reconfirmed/)
      }
      await founder.waitsFor(t.rounds.pledgeShow.sentence.invalidated)
      await founder.open(`/pledges/${idIn(founder, 'pledges')}/signature`)
      await founder.press(
        new RegExp(`${t.rounds.sign.approve}|${t.rounds.sign.submit}`),
        /done=pledge-signed/,
      )
    },
  )

  step(
    '6 at the deadline pledges freeze; openers of two organizations open, eligibility before prices',
    async () => {
      await sql`update rounds set questions_close_at = questions_close_at - d, pledges_close_at = pledges_close_at - d,
        bids_close_at = bids_close_at - d, opening_at = opening_at - d
      from (select opening_at - clock_timestamp() as d from rounds where id = ${roundId}) left_over
      where id = ${roundId}`.execute(db)
      await open('technical')
      const { declare, save, fix } = o.awards.eligibility
      for (const key of ['officer', 'officer2']) {
        const evaluator = await aMember(key, others)
        await evaluator.open(`/rounds/${roundId}/eligibility`)
        await evaluator.press(declare, `/rounds/${roundId}/eligibility?done=saved`)
        await evaluator.open(`/rounds/${roundId}/eligibility`)
        await evaluator.fill({
          'decisions.0.verdict': 'eligible',
          'decisions.1.verdict': 'eligible',
          'decisions.2.verdict': 'eligible',
        })
        await evaluator.press(save, `/rounds/${roundId}/eligibility?done=saved`)
        if (key === 'officer2') await evaluator.decide(fix('3'), `/rounds/${roundId}/eligibility?done=fixed`)
      }
      await open('price')
    },
  )

  step(
    '7 bids are compared; two officers decide the computed award; after the standstill it binds',
    async () => {
      for (const key of ['officer', 'officer2']) {
        const officer = await aMember(key, others)
        await officer.open(`/rounds/${roundId}/award`)
        await officer.waitsFor(o.awards.award.sentence.finished)
        await officer.open(`/rounds/${roundId}/evaluation`)
        await officer.sees(/1,550\.00/)
        await officer.open(`/rounds/${roundId}/award`)
        await officer.decide(o.awards.award.decide('1'), `/rounds/${roundId}/award?done`)
      }
      await founder.open(`/rounds/${roundId}/award`)
      await founder.sees(/1,550\.00/)
      await sql`update rounds set decided_at = decided_at - interval '30 days',
        standstill_ends_at = clock_timestamp() - interval '1 second' where id = ${roundId}`.execute(db)
      await founder.open('/orders')
      await founder.waitsFor(/^MO-/)
      await founder.press(/^MO-/, /^\/orders\/.{36}/)
      orderId = idIn(founder, 'orders')
      lineId = await one('orderLines', { orderId })
    },
  )

  step('8 both sides confirm the order and hold the same contract', async () => {
    for (const side of [founder, await aMember('yunfanRep', others)]) {
      await side.open(`/orders/${orderId}/confirmation`)
      await side.fill({ agreed: true })
      await side.press(said(side).orders.confirmation.submit, `/orders/${orderId}?done=order-confirmed`)
      const contract = await side.context.request.get(`/orders/${orderId}/contract.pdf?language=zh`)
      expect((await contract.body()).subarray(0, 5).toString()).toBe('%PDF-')
    }
  })

  step('9 the money comes under its code; an officer matches the line of the bank', async () => {
    await founder.open(`/orders/${orderId}/payment`)
    const [code] = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(await founder.main().innerText())!
    const { accountId, ...statement } = await statementOf(code)
    const officer = await aMember('officer2', others)
    const texts = o.payments.statements
    await officer.open('/office/statements')
    await officer.fill({ accountId })
    await officer.main().locator('input[type=file]').setInputFiles(statement)
    await officer.press(texts.submit, /^\/office\/statements\/.{36}/)
    await officer.waitsFor(texts.phases.checked)
    await officer.decide(texts.commit('1'), /^\/office\/statements\/.*done/)
    await officer.waitsFor(texts.phases.committed)
    await officer.open(`/office/matching?q=${code}`)
    // What the contract made due is booked by the worker; until then the line has nobody to be proposed to (and the
    // words of the button stand in the list of keys).
    await officer.waitsForButton(o.payments.matching.confirm)
    await officer.press(o.payments.matching.confirm, /^\/office\/matching.*done/)
    await founder.open(`/orders/${orderId}/payment`)
    await founder.sees(t.payments.pay.closed.paid)
  })

  step(
    '10 the vendor delivers: right, record and compliance are there at once; the enterprise accepts',
    async () => {
      const vendor = await aMember('yunfanRep', others)
      await vendor.open(`/orders/${orderId}/deliveries/new`)
      await vendor.press(o.orders.delivery.submit, `/orders/${orderId}?done=delivered`)
      await founder.open('/licenses')
      await founder.sees(/E-\d{4}-\d{6}/)
      await founder.open('/compliance')
      await founder.sees(t.compliance.history.causes['license.issued'])
      await founder.open(`/deliveries/${await one('deliveryNotes', { orderId })}/acceptance`)
      await founder.decide(t.orders.acceptance.accept, `/orders/${orderId}?done=accepted`)
    },
  )

  step(
    '12 mediation of that line: the record is its evidence; admitted, answered, a mediator free of conflicts',
    async () => {
      const { claim, offers, moves } = t.mediation
      const { admission, response, mediator } = o.mediation
      await founder.open(`/cases/new?line=${lineId}`)
      await founder.fill({ ground: 'not_working', remedy: 'refund', amount: '3100.00', quantity: '2' })
      await founder.fill({ bodyId: orgId('peopleMediation'), text: '两个密钥无法激活' })
      await founder.press(claim.next, /^\/cases\/.*first-offer/)
      caseId = idIn(founder, 'cases')
      await founder.fill({ 'items.0.kind': 'service', 'items.0.debtor': 'respondent', 'items.0.dueOn': soon })
      await founder.fill({ 'items.0.text': '五日内更换两个密钥', expiresOn: soon })
      await founder.press(offers.keep, /^\/cases\/.*filing/)
      await founder.fill({ matter: 'fit', agreed: true })
      await founder.press(claim.file, `/cases/${caseId}?done=filed`)
      await founder.sees(t.mediation.holdStates.provisional)
      await founder.open(`/cases/${caseId}/evidence`)
      await founder.sees(/PR-\d{4}-\d{6}/)
      const registrar = await aMember('registrar', others)
      await registrar.open(`/cases/${caseId}/admission`)
      await registrar.decide(admission.admit, /\?done/)
      const vendor = await aMember('yunfanRep', others)
      await vendor.open(`/cases/${caseId}/response`)
      await vendor.decide(response.talk, `/cases/${caseId}?done`)
      await founder.open(`/cases/${caseId}`)
      await founder.decide(moves.ask_mediator.verb, `/cases/${caseId}?done`)
      for (const side of [founder, vendor]) {
        await side.open(`/cases/${caseId}/mediator`)
        await side.fill({ 'ranks.0': personId('mediator') })
        await side.press(said(side).mediation.mediator.submitRank, `/cases/${caseId}/mediator?done`)
      }
      const chosen = await aMember('mediator', others)
      await chosen.open(`/cases/${caseId}/mandate`)
      await chosen.fill({ independent: true })
      await chosen.press(mediator.takeOn, `/cases/${caseId}?done=taken-on`)
    },
  )

  step('12 both sides talk, agree to a text, sign it and keep it; the case closes', async () => {
    const { talk, settlement, obligationStates, states } = t.mediation
    const vendor = await aMember('yunfanRep', others)
    await founder.open(`/cases/${caseId}/joint`)
    await founder.fill({ body: '请先更换两个密钥。' })
    await founder.press(talk.send, `/cases/${caseId}/joint?done`)
    await vendor.open(`/cases/${caseId}/joint`)
    await vendor.sees('请先更换两个密钥。')
    await vendor.open(`/cases/${caseId}/offers`)
    await vendor.decide(o.mediation.offers.accept, /\?done/)
    for (const side of [founder, vendor]) {
      await side.open(`/cases/${caseId}/settlement`)
      await side.press(said(side).mediation.settlement.adopt, `/cases/${caseId}/settlement?done`)
    }
    for (const side of [founder, vendor]) {
      await side.open(`/cases/${caseId}/signature`)
      await side.decide(said(side).mediation.settlement.sign, `/cases/${caseId}/settlement?done`)
    }
    await founder.open(`/cases/${caseId}/settlement`)
    await founder.waitsForButton(settlement.confirm)
    await founder.decide(settlement.confirm, `/cases/${caseId}/settlement?done`)
    await founder.waitsFor(obligationStates.met)
    await founder.open(`/cases/${caseId}`)
    await founder.waitsFor(states.closed_fulfilled)
  })

  step('13 the office counts it among its facts; the public reads the award and recomputes it', async () => {
    const officer = await aMember('officer', others)
    await officer.open('/office')
    await officer.open(`/office/compliance?q=${encodeURIComponent(enterprise.name)}`)
    await officer.sees(enterprise.name)
    await (await aVisitor(manner)).open('/')
    const stranger = await aVisitor(sealers)
    await stranger.open(`/rounds/${roundId}/award/notice`)
    await stranger.sees(/1,550\.00/)
    await stranger.press(o.awards.notice.recomputeHere, `/rounds/${roundId}/award/notice`)
    await stranger.sees(o.awards.notice.verified)
    const files = ['instance', 'certificate'].map((name) => `/rounds/${roundId}/award/${name}.json`)
    expect(await verifiedByCommand(stranger, files)).toMatchObject({ ok: true, errors: [] })
  })

  /** A bid, sealed in the vendor's browser. */
  async function seal(vendor: Visitor, tiers: readonly string[]) {
    await vendor.open(`/rounds/${roundId}/lots/${lotId}/bid`)
    for (const [row, tier] of tiers.entries()) {
      const [from, price] = tier.split(' ')
      await vendor.fill({ [`tiers.${row}.from`]: from!, [`tiers.${row}.price`]: price! })
    }
    await vendor.fill({
      'responses.delivery': '7 个工作日内在线交付',
      'responses.support': '热线，次日响应',
      'responses.genuine': '原厂授权书编号 A-2026',
    })
    await vendor.press(
      new RegExp(`^(${o.bids.entry.seal}|${o.bids.entry.sealAgain})$`),
      /^\/bids\/.*done=sealed/,
    )
    await vendor.sees(o.bids.show.contentOfCopy)
  }

  /** An opener makes a key, keeps its file, and opens the rehearsal with it. */
  async function makeKey(who: string) {
    const { makeButton, proveButton } = o.openers.key
    const opener = await aMember(who, sealers)
    await opener.open(`/rounds/${roundId}/opener-key`)
    await opener.fill({ passphrase, repeat: passphrase })
    const saved = opener.page.waitForEvent('download')
    await opener.press(makeButton, `/rounds/${roundId}/opener-key?done=key-made`)
    keyFiles.set(who, await (await saved).path())
    await opener.fill({ file: keyFiles.get(who)!, passphrase }, opener.main().locator('form').first())
    await opener.press(proveButton, `/rounds/${roundId}/opener-key?done=key-proven`)
  }

  /** One opener takes the first layer off, another of another organization the second. */
  async function open(stage: 'technical' | 'price') {
    for (const [who, deed] of [
      ['opener2', 'peel'],
      ['opener3', 'finish'],
    ] as const) {
      const opener = await aMember(who, sealers)
      await opener.open(`/rounds/${roundId}/opening`)
      await opener.waitsFor(o.bids.opening.withKey[deed][stage])
      await opener.fill({ file: keyFiles.get(who)!, passphrase })
      const next = { technical: o.bids.opening.toEligibility, price: o.bids.opening.toEvaluation }
      const done =
        deed === 'peel'
          ? opener.main().getByText(o.bids.opening.layerOff)
          : opener.main().getByRole('link', { name: next[stage], exact: true })
      await opener.press(o.bids.opening.withKeyButton[deed], `/rounds/${roundId}/opening`, { sees: done })
    }
  }

  /** One line as the bank writes it: the whole price of the order, the code in the remark. */
  async function statementOf(code: string) {
    const account = await db
      .selectFrom('bankAccounts')
      .select(['id', 'number'])
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const { total } = await db
      .selectFrom('orders')
      .select('total')
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
    const now = new Date().toISOString().slice(0, 19)
    const line = [account.number, code, now, 'C', toDecimal(total), 'CNY', enterprise.name, code]
    return {
      accountId: account.id,
      name: `${code}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `account_no,serial_no,booked_at,direction,amount,currency,counterparty_name,remark\r\n${line.join(',')}`,
      ),
    }
  }
}

/** What the command line says of files that anyone can download. */
async function verifiedByCommand(reader: Visitor, files: readonly string[]) {
  const folder = aFolder()
  const saved = files.map((file) => join(folder, basename(file)))
  for (const [at, file] of files.entries())
    writeFileSync(saved[at]!, await (await reader.context.request.get(file)).body())
  return JSON.parse(
    execFileSync('npm', ['run', '--silent', 'award', '--', 'verify', ...saved], { encoding: 'utf8' }),
  ) as Record<string, unknown>
}

function filed(path: string, content: string | Buffer) {
  return { name: basename(path), mimeType: 'application/octet-stream', buffer: Buffer.from(content) }
}

function anInventory(software: readonly string[]) {
  const name = `PC-${software.length}`
  const rows = software.map((title) => ({ name: title, publisher: title.split(' ')[0], from: 'registry' }))
  return aGlpiInventory(rows, { name, uuid: name })
}

const said = ({ manner: { locale } }: Visitor) => words[locale]

const idIn = (visitor: Visitor, kind: string) =>
  new RegExp(`/${kind}/([0-9a-f-]{36})`).exec(visitor.page.url())![1]!

async function one(table: 'lots' | 'orderLines' | 'deliveryNotes', where: Record<string, string>) {
  const [column, value] = Object.entries(where)[0]!
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.ref(table)} where ${sql.ref(column)} = ${value}`.execute(db)
  return rows[0]!.id
}

async function editionOf(product: string, code: string) {
  const { id } = await db
    .selectFrom('editions')
    .innerJoin('products', 'products.id', 'editions.productId')
    .select('editions.id')
    .where('slug', '=', product)
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return id
}
