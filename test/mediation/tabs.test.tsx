import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LocaleProvider } from '~/design/locale'
import * as evidence from '~/mediation/pages/evidence'
import * as joint from '~/mediation/pages/joint'
import * as meetings from '~/mediation/pages/meetings'
import * as parties from '~/mediation/pages/parties'
import { useCaseTabs } from '~/mediation/parts/case-tabs'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const disputes = disputesOf(database)
servePages(database.app.pool)

function Tabs({ state, roles }: { state: never; roles: never }) {
  return useCaseTabs({ id: 'x', state, roles }, false)
    .map(({ to }) => to.replace('/cases/x', ''))
    .join(' ')
}

test('before a case is admitted its registrar is led to nothing that only those with a seat may open', async () => {
  const its = await disputes.aFiledCase()
  const cookie = await cookieFor(database.owner.db, its.registrar)
  const at = { params: { caseId: its.caseId }, cookie }
  for (const { loader } of [joint, evidence]) expect((await visit(loader as never, at)).status).toBe(404)
  expect((await visit(parties.loader, at)).status).toBe(200)
  expect((await visit(meetings.loader, at)).data).toMatchObject({ mayCall: [] })
  const tabs = (state: string) =>
    renderToStaticMarkup(
      <LocaleProvider locale="en">
        <Tabs state={state as never} roles={['registrar'] as never} />
      </LocaleProvider>,
    )
  expect(tabs('filed')).not.toMatch(/joint|procedure|evidence|meetings/)
  expect(tabs('filed')).toContain('parties')
  expect(tabs('awaiting_response')).toMatch(/joint.*procedure.*evidence.*meetings/)
})
