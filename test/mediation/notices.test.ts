import { expect, test } from 'vitest'
import { caseLetters as lettersEn } from '~/texts/en/case-letters'
import { casesNotices as noticesEn } from '~/texts/en/cases'
import { caseLetters as lettersZh } from '~/texts/zh/case-letters'
import { casesNotices as noticesZh } from '~/texts/zh/cases'
import { remindDue } from '~/mediation/reminding.server'
import { stepBack } from '~/mediation/mediators/mandate.server'
import { enterPhase } from '~/mediation/mediators/phases.server'
import { speak } from '~/mediation/channels/talk.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work } = disputes

/** Everything in which a case goes on, from the filing to a kept settlement, and to a mediator who leaves. */
async function allThatHappens() {
  const settled = await disputes.aNegotiation()
  const promise = { kind: 'service', debtor: 'respondent', dueOn: disputes.dueOn, text: '更换六个密钥' }
  await disputes.settled(settled, [promise])
  const talking = await disputes.aMediation()
  await work(talking.mediator, (tx) => enterPhase(tx, talking.caseId, 'joint', new Date()))
  for (const kind of ['joint', 'caucus_claimant'] as const)
    await work(talking.claimant, (tx) =>
      speak(
        tx,
        talking.claimant.actor,
        talking.caseId,
        kind,
        { move: 'send', body: '我们的底线' },
        new Date(),
      ),
    )
  await work(talking.mediator, (tx) => stepBack(tx, talking.mediator.actor, talking.caseId))
  const waiting = await disputes.anAdmittedCase()
  await owner.db
    .updateTable('deadlines')
    .set({ remindAt: new Date() })
    .where('caseId', '=', waiting.caseId)
    .where('key', '=', 'response')
    .execute()
  await work(disputes.clock, (tx) => remindDue(tx, new Date(Date.now() + 60_000)))
  await disputes.letReact()
  const rows = await owner.db.selectFrom('cases').select(['id', 'number', 'bodyId']).execute()
  const bodies = await owner.db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('kind', '=', 'mediation_body')
    .execute()
  return rows.map((one) => ({ ...one, body: bodies.find(({ id }) => id === one.bodyId)!.name }))
}

const cases = await allThatHappens()

test('a notice of a case knows its number and its body, and leads into it; nothing else is kept with it', async () => {
  const notices = await owner.db
    .selectFrom('notifications')
    .select(['kind', 'facts', 'href'])
    .where('kind', 'like', 'case.%')
    .execute()
  expect(new Set(notices.map(({ kind }) => kind))).toEqual(new Set(['case.news', 'case.mandate']))
  for (const { kind, facts, href } of notices) {
    const its = cases.find(({ id }) => href.startsWith(`/cases/${id}`))!
    const known = { number: its.number, body: its.body, bodyEn: its.body }
    expect(facts).toEqual(kind === 'case.mandate' ? { number: its.number } : known)
    expect(href.slice(`/cases/${its.id}`.length)).toMatch(
      /^(\/(mandate|settlement|offers|joint|caucus\/claimant))?$/,
    )
  }
})

test('what a notice says is the same of every case but for the number and the body', () => {
  const asked: string[] = []
  const facts = new Proxy({}, { get: (_, name) => (asked.push(String(name)), '') }) as Record<string, string>
  for (const all of [noticesZh, noticesEn])
    for (const [kind, words] of Object.entries(all))
      if (kind.startsWith('case.') && typeof words === 'function') words(facts)
  expect(new Set(asked)).toEqual(new Set(['number', 'body', 'bodyEn']))
})

test('a letter of a case is its form with the body, the number, a link and a date, and not a word more', async () => {
  const mails = await owner.db.selectFrom('mails').select(['subject', 'body', 'locale']).execute()
  const ofCases = mails.filter(({ subject }) => /MC\d\d-/.test(subject))
  expect(ofCases.length).toBeGreaterThan(3)
  for (const { subject, body, locale } of ofCases) {
    const letter = (locale === 'en' ? lettersEn : lettersZh).invitation
    const [number] = /MC\d\d-\w{6}/.exec(subject)!
    const its = cases.find((one) => one.number === number)!
    const [link] = /http\S+\/invited\/[\w-]{43}/.exec(body)!
    const [until] = /\d{4}-\d\d-\d\d \d\d:\d\d/.exec(body)!
    expect(subject).toBe(letter.subject(its.body, number!))
    expect(body).toBe(letter.body(its.body, number!, link!, until!))
  }
})
