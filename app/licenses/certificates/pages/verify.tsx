import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { TextLink } from '~/design/text-link'
import { dayOf } from '~/kernel/workdays'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useCertificateTexts } from '../../parts/texts'
import { certificateState } from '../certificate'
import { OfflineCheck } from '../parts/offline-check'
import { OwnCheck } from '../parts/own-check'
import { findBehind, listKeys } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'licenses.verify' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, url, now } = await enter(args, handle)
  const asked = (params.no ?? url.searchParams.get('no') ?? '').trim().toUpperCase()
  const its = asked === '' ? undefined : await findBehind(db, asked)
  const holds = its && certificateState(its.state, its.validUntil, dayOf(now))
  const keys = (await listKeys(db)).map(({ kid, x }) => ({ kid, x }))
  return { asked, its: its && holds ? { ...its, holds } : null, keys }
}

const meanings = { valid: 'ok', expired: 'attention', superseded: 'attention', revoked: 'risk' } as const

export default function Verify() {
  const { asked, its, keys } = useLoaderData<typeof loader>()
  const all = useCertificateTexts()
  const texts = all.verify
  const format = useFormat()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Form method="get" action="/verify" className="max-w-md space-y-4">
        <TextField
          name="no"
          label={all.no}
          hint={texts.hint}
          defaultValue={asked}
          spellCheck={false}
          autoComplete="off"
        />
        <Button look="primary">{texts.submit}</Button>
      </Form>
      {asked !== '' && (
        <div className="mt-6 max-w-2xl space-y-4" role="status">
          <OwnCheck no={asked} keys={keys} />
          {its ? (
            <>
              <Notice meaning={meanings[its.holds]} title={texts.states[its.holds]}>
                {texts.why[its.holds]}
              </Notice>
              <Facts
                layout="row"
                items={[
                  { label: all.no, value: <span className="figure">{its.no}</span> },
                  { label: texts.unit, value: its.payload.unit },
                  { label: texts.uscc, value: <code className="figure">{its.payload.uscc}</code> },
                  { label: all.issued, value: <Day on={its.issuedOn} /> },
                  { label: all.until, value: <Day on={its.validUntil} /> },
                  ...(['os', 'office', 'antivirus', 'other'] as const).map((group) => ({
                    label: texts.counts[group],
                    value: format.number(its.payload.counts[group]),
                  })),
                ]}
              />
            </>
          ) : (
            <Notice meaning="risk" title={texts.unknown}>
              {texts.unknownWhy}
            </Notice>
          )}
        </div>
      )}
      <OfflineCheck />
      <p className="mt-8 text-ink-soft">
        {texts.contracts} <TextLink to="/contracts/verify">{texts.toContracts}</TextLink>
      </p>
    </>
  )
}
