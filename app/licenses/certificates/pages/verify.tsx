import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Scripted } from '~/design/scripted'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { linkClass, TextLink } from '~/design/text-link'
import { signingPublicKey } from '~/kernel/signing.server'
import { dayOf } from '~/kernel/workdays'
import { FileCheck } from '~/program/verifying/parts/file-check'
import { useVerifyingTexts } from '~/program/verifying/parts/texts'
import { savedParts } from '~/program/verifying/saved-parts.server'
import { secondsToWait } from '~/people/sign-in.server'
import { networkOf } from '~/web/address.server'
import { door } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useCertificateTexts } from '../../parts/texts'
import { certificateState } from '../certificate'
import { OfflineCheck } from '../parts/offline-check'
import { OwnCheck } from '../parts/own-check'
import { findBehind, listKeys } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'licenses.verify' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, url, now, ip, requestId } = await enter(args, handle)
  const asked = (params.no ?? url.searchParams.get('no') ?? '').trim().toUpperCase()
  // Numbers are told one by one: whoever tries them all soon waits (licenses.md §9).
  const slow =
    asked !== '' && (await secondsToWait(door(requestId), `verify:${networkOf(ip ?? '-')}`, 30, 60)) > 0
  const its = asked === '' || slow ? undefined : await findBehind(db, asked)
  const holds = its && certificateState(its.state, its.validUntil, dayOf(now))
  const certificateKeys = (await listKeys(db)).map(({ kid, x }) => ({ kid, x }))
  const trusted = { certificateKeys, platformKey: signingPublicKey() }
  return {
    asked,
    slow,
    its: its && holds ? { ...its, holds } : null,
    trusted,
    savable: savedParts() !== null,
  }
}

const meanings = { valid: 'ok', expired: 'attention', superseded: 'attention', revoked: 'risk' } as const

export default function Verify() {
  const { asked, slow, its, trusted, savable } = useLoaderData<typeof loader>()
  const all = useCertificateTexts()
  const texts = all.verify
  const files = useVerifyingTexts()
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
          <OwnCheck no={asked} keys={trusted.certificateKeys} />
          {slow && (
            <Notice meaning="attention" title={texts.slow}>
              {texts.slowWhy}
            </Notice>
          )}
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
            !slow && (
              <Notice meaning="risk" title={texts.unknown}>
                {texts.unknownWhy}
              </Notice>
            )
          )}
        </div>
      )}
      <Section title={files.title} sentence={files.lead}>
        <Scripted without={files.without}>
          <FileCheck trusted={trusted} />
        </Scripted>
      </Section>
      {savable && (
        <Section title={files.saved.title} sentence={files.saved.lead}>
          <p className="max-w-prose">
            <a className={linkClass} href="/verify.html" download="verify.html">
              {files.saved.link}
            </a>
          </p>
          <p className="mt-1 max-w-prose text-ink-soft">{files.saved.sentence}</p>
        </Section>
      )}
      <OfflineCheck />
      <p className="mt-8 text-ink-soft">
        {texts.contracts} <TextLink to="/contracts/verify">{texts.toContracts}</TextLink>
      </p>
    </>
  )
}
