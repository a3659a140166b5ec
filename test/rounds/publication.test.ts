import { expect, test } from 'vitest'
import { publishedDays } from '~/kernel/calendar'
import { calendarOf } from '~/kernel/workdays'
import { whyNotPublish, type DraftLot, type DraftRound, type Opener } from '~/rounds/publication'
import { profiles, roundTerms, type RoundTerms } from '~/rounds/terms'
import { proposeTimetable } from '~/rounds/timetable'

const calendar = calendarOf(publishedDays)
const now = new Date('2026-11-02T09:00:00+08:00')
const aLot = (facts: Partial<DraftLot> = {}): DraftLot => ({
  code: 'L01',
  kind: 'class',
  justification: null,
  hasEvidence: true,
  milestones: [],
  ...facts,
})
const anOpener = (no: number, facts: Partial<Opener> = {}): Opener => ({
  no,
  organizationId: `agency-${no}`,
  ready: true,
  conflict: null,
  ...facts,
})
const three = [anOpener(1, { organizationId: 'office' }), anOpener(2), anOpener(3)]
const comprehensive: RoundTerms = {
  ...profiles.enterprise,
  method: 'comprehensive',
  bundles: false,
  priceWeight: 60,
  criteria: [{ code: 'service', name: '服务', weight: 40 }],
}

function problems(facts: Partial<DraftRound>) {
  const terms = facts.terms ?? profiles.enterprise
  const round = {
    terms,
    lots: [aLot()],
    openers: three,
    seedSealed: true,
    officeId: 'office',
    timetable: proposeTimetable(now, terms, calendar),
    ...facts,
  }
  return whyNotPublish(round, now, calendar).map(({ field, code }) => `${field} ${code}`)
}

test('the three profiles are valid terms and a complete round of each may be published', () => {
  for (const terms of Object.values(profiles)) {
    expect(roundTerms.parse(terms)).toEqual(terms)
    expect(problems({ terms })).toEqual([])
  }
  expect(problems({ terms: comprehensive })).toEqual([])
})

test.each<[string, Partial<DraftRound>]>([
  ['lots no-lots', { lots: [] }],
  ['L01.reference reference-without-evidence', { lots: [aLot({ hasEvidence: false })] }],
  ['L01.justification justification-missing', { lots: [aLot({ kind: 'product', justification: ' ' })] }],
  ['L01.milestones steps-missing', { terms: { ...profiles.enterprise, tierMode: 'fixedSteps' } }],
  ['L01.milestones steps-not-rising', { lots: [aLot({ milestones: [10, 10] })] }],
  ['L01.milestones too-many-steps', { lots: [aLot({ milestones: [1, 2, 3, 4, 5, 6, 7] })] }],
  ['openers openers-missing', { openers: three.slice(1) }],
  [
    'openers openers-same-organization',
    { openers: [three[0]!, anOpener(2), anOpener(3, { organizationId: 'agency-2' })] },
  ],
  ['openers.2 opener-not-ready', { openers: [three[0]!, anOpener(2, { ready: false }), three[2]!] }],
  [
    'openers.2 opener-is-mediator',
    { openers: [three[0]!, anOpener(2, { conflict: 'mediator' }), three[2]!] },
  ],
  ['openers.2 opener-is-bidder', { openers: [three[0]!, anOpener(2, { conflict: 'bidder' }), three[2]!] }],
  ['openers.2 opener-is-buyer', { openers: [three[0]!, anOpener(2, { conflict: 'buyer' }), three[2]!] }],
  ['criteria criteria-missing', { terms: { ...comprehensive, priceWeight: 100, criteria: [] } }],
  ['criteria weights-not-100', { terms: { ...comprehensive, priceWeight: 61 } }],
  [
    'priceWeight price-weight-too-low',
    {
      terms: { ...comprehensive, priceWeight: 29, criteria: [{ code: 'service', name: '服务', weight: 71 }] },
    },
  ],
  [
    'criteria criterion-twice',
    {
      terms: {
        ...comprehensive,
        criteria: [20, 20].map((weight) => ({ code: 'service', name: '服务', weight })),
      },
    },
  ],
  ['bundles bundles-not-comprehensive', { terms: { ...comprehensive, bundles: true } }],
])('%s', (problem, facts) => expect(problems(facts)).toEqual([problem]))

test('openers all of the office are refused', () => {
  const openers = [1, 2, 3].map((no) => anOpener(no, { organizationId: 'office' }))
  expect(problems({ openers })).toEqual([
    'openers openers-same-organization',
    'openers openers-all-of-office',
  ])
})
