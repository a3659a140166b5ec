import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as award from '~/awards/pages/award'
import * as awardNotice from '~/awards/pages/notice'
import * as bids from '~/bids/pages/bids'
import * as product from '~/catalog/pages/product'
import * as recommended from '~/program/listing/pages/recommended'
import * as blacklist from '~/compliance/blacklist/pages/desk'
import * as admission from '~/mediation/pages/admission'
import * as cases from '~/mediation/pages/cases'
import * as desk from '~/mediation/pages/desk'
import * as registry from '~/mediation/pages/registry'
import * as organizations from '~/people/pages/organizations'
import { roundId } from '~db/seeds/rounds'
import { aMarket } from '../support/database'
import { cookieOf, visit } from '../support/pages'
import { shown } from '../support/shown'

const { owner } = await aMarket()

/** Everything of the market that has an English name, by its Chinese one. */
const { rows: named } = await sql<{ zh: string }>`
  select name as zh from organizations where name_en <> name
  union select name_zh from publishers where name_en <> name_zh
  union select name_zh from editions where name_en <> name_zh`.execute(owner.db)

const filed = await owner.db
  .selectFrom('cases')
  .select('id')
  .where('state', '=', 'filed')
  .executeTakeFirstOrThrow()

type Shown = [page: { default: any; loader: unknown }, who: string, params?: Record<string, string>]
const round = { roundId: roundId('antivirus-1') }
const pages: Record<string, Shown> = {
  'an award': [award, 'officer', round],
  'the notice of an award': [awardNotice, 'buyer', round],
  'a vendor’s bids': [bids, 'yunfanRep'],
  'a product': [product, 'buyer', { slug: 'microsoft-windows' }],
  'the recommended list': [recommended, 'buyer'],
  'a party’s cases': [cases, 'yunfanRep'],
  'a body’s cases': [cases, 'registrar'],
  'the registry': [registry, 'registrar'],
  'an admission': [admission, 'registrar', { caseId: filed.id }],
  'a mediator’s desk': [desk, 'mediator'],
  'the organizations': [organizations, 'officer'],
  'the desk of the blacklist': [blacklist, 'officer'],
}

test.each(Object.entries(pages))(
  'read in English, %s: nothing is named in Chinese that has an English name',
  async (_, [page, who, params = {}]) => {
    const cookie = `${await cookieOf(owner.db, who)}; locale=en`
    const { status, data } = await visit(page.loader as never, { cookie, params })
    expect(status).toBe(200)
    const html = await shown(page, { data, locale: 'en' })
    const title = String((data as { title?: unknown }).title ?? '')
    // What people wrote stays as they wrote it: names stand by themselves.
    const words = `${title} ${html.replaceAll(/<[^>]*>/g, ' ')}`.split(/\s/)
    expect(named.map(({ zh }) => zh).filter((zh) => words.includes(zh))).toEqual([])
  },
)
