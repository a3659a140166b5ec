import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { dayOf } from '~/kernel/workdays'
import { mayEnter } from '~/people/access'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { LicenseTabs } from '../../parts/license-tabs'
import { useCertificateTexts, useLicensesTexts } from '../../parts/texts'
import { certificateState, validUntil } from '../certificate'
import { issueCertificate, revokeCertificate } from '../commands.server'
import { certificateForm } from '../form'
import { CertificateChip } from '../parts/certificate-chip'
import { Hindrances } from '../parts/hindrances'
import { Revoke } from '../parts/revoke'
import { listCertificates, listHindrances, listItems } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'licenses.certificates', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const [rows, hindrances, items] = [
    await listCertificates(db, actor),
    await listHindrances(db),
    await listItems(db, actor),
  ]
  const today = dayOf(now)
  const states = rows.map((row) => ({ ...row, holds: certificateState(row.state, row.validUntil, today) }))
  return {
    rows: states,
    hindrances,
    items: items.length,
    until: validUntil(today, items),
    own: mayEnter('compliance.read', actor),
    may: is(actor, 'asset_manager', 'approver'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, certificateForm, async (tx, values) => {
    const { actor, now } = entered
    if (values.move === 'issue') await issueCertificate(tx, actor, now)
    else await revokeCertificate(tx, actor, values.certificateId, values.reason)
    return redirect(`/licenses/certificates?done=certificate-${values.move}`)
  })
}

export default function Certificates() {
  const { rows, hindrances, items, until, own, may } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useCertificateTexts()
  const licenses = useLicensesTexts()
  const hindered = hindrances.length > 0
  const valid = rows.find(({ holds }) => holds === 'valid')
  return (
    <>
      <PageHead
        trail={[{ label: licenses.tabs.label, to: '/licenses' }]}
        title={texts.title}
        sentence={texts.lead}
        primary={
          may && (
            <ConfirmMove
              move="issue"
              verb={texts.issue}
              title={texts.issueTitle(items)}
              consequences={
                valid ? [texts.issueWhat(until), texts.issueOld(valid.no)] : [texts.issueWhat(until)]
              }
              undo={{ possible: true, words: texts.issueUndo }}
              whyNot={hindered ? texts.hindered : items === 0 ? texts.noRights : null}
              answer={answer}
            />
          )
        }
      />
      <LicenseTabs />
      <div className="mt-6">
        {own && (hindered ? <Hindrances rows={hindrances} /> : <Notice meaning="ok">{texts.ready}</Notice>)}
      </div>
      <Section title={texts.list} count={rows.length}>
        <Table
          caption={texts.list}
          rows={rows}
          rowKey={({ id }) => id}
          empty={<Empty title={texts.none} why={texts.noneWhy} icon="document" />}
          columns={[
            {
              key: 'no',
              head: texts.no,
              cell: ({ id, no }) => (
                <a className="figure text-accent underline" href={`/licenses/certificates/${id}/pdf`}>
                  {no}
                </a>
              ),
            },
            {
              key: 'signed',
              head: texts.signed,
              narrow: 'hidden',
              cell: ({ id }) => (
                <a className="text-accent underline" href={`/licenses/certificates/${id}/signed.json`}>
                  {texts.signedFile}
                </a>
              ),
            },
            {
              key: 'issued',
              head: texts.issued,
              type: 'date',
              narrow: 'hidden',
              cell: ({ issuedOn }) => <Day on={issuedOn} />,
            },
            {
              key: 'until',
              head: texts.until,
              type: 'date',
              cell: ({ validUntil: day }) => <Day on={day} />,
            },
            {
              key: 'state',
              head: texts.state,
              type: 'chip',
              narrow: 'end',
              cell: ({ holds, reason }) => <CertificateChip state={holds} reason={reason} />,
            },
          ]}
        />
        {may && valid && <Revoke id={valid.id} no={valid.no} answer={answer} />}
      </Section>
    </>
  )
}
