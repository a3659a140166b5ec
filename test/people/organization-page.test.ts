import { expect, test } from 'vitest'
import * as organization from '~/people/pages/organization'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'
import { shown } from '../support/shown'

const database = await aDatabase()
const { app, worker } = database
const { anApprover } = peopleOf(database)
servePages(app.pool)

test('what refuses the request for verification stands on top of the page, and the form below is not blamed for it', async () => {
  const approver = await anApprover()
  const cookie = await cookieFor(worker.db, approver)
  const { data } = await visit(organization.loader, { cookie })
  const { organization: its } = data as { organization: object }
  // The office has verified it since the page was opened.
  const opened = { ...(data as object), organization: { ...its, state: 'unverified' } }
  const refused = await visit(organization.action, { cookie, form: { move: 'submit' } })
  expect(refused).toMatchObject({ status: 422, data: { refusal: { code: 'already-moved' } } })

  const html = await shown(organization, { data: opened, answer: refused.data })
  const { sentence } = (refused.data as { refusal: { sentence: string } }).refusal
  expect(html.split(sentence).length - 1).toBe(1)
  expect(html.indexOf(sentence)).toBeLessThan(html.indexOf('name="nameEn"'))
  const form = html.slice(html.lastIndexOf('<form', html.indexOf('name="nameEn"')))
  expect(form).not.toContain(sentence)
})
