import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useHistorySentence } from '~/texts/histories'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findEvent } from '../events.server'
import { useAuditTexts } from '../parts/texts'

export const handle = page({ access: 'audit.read', title: 'program.auditEvent' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await findEvent(db, params.eventId!))
}

export default function Event() {
  const event = useLoaderData<typeof loader>()
  const { events: texts, title } = useAuditTexts()
  const format = useFormat()
  const named = useNamed()
  const sentence = useHistorySentence()
  const id = (value: string | null) =>
    value && (
      <TextLink to={`/audit/events?q=${value}`}>
        <code className="font-mono text-sm break-all">{value}</code>
      </TextLink>
    )
  const facts = event.body === null ? [] : Object.entries(JSON.parse(event.body) as Record<string, unknown>)
  const known = [
    { label: texts.kind, value: <code className="font-mono text-sm">{event.kind}</code> },
    { label: texts.at, value: <Moment at={event.at} /> },
    { label: texts.who, value: event.person ?? (event.actorKind === 'clock' ? texts.clock : texts.nobody) },
    {
      label: texts.organization,
      value: event.organization && named(event.organization, event.organizationEn),
    },
    { label: texts.round, value: event.roundId && <TextLink to={`/rounds/${event.roundId}/timeline`}>{event.roundNumber}</TextLink> }, // oxfmt-ignore
    { label: texts.subject, value: id(event.subjectId) },
    { label: texts.id, value: id(event.id) },
    { label: texts.rule, value: event.rule },
    { label: texts.request, value: event.requestId },
  ].filter(({ value }) => value)
  return (
    <>
      <PageHead
        trail={[
          { label: title, to: '/audit' },
          { label: texts.title, to: '/audit/events' },
        ]}
        title={sentence(event.kind)}
        sentence={texts.oneLead}
      />
      <div className="max-w-3xl">
        <Facts layout="row" items={known} />
        <Section title={texts.body} sentence={texts.bodyLead}>
          {event.erasedAt && (
            <Notice meaning="quiet" title={texts.erased}>
              <Moment at={event.erasedAt} /> {event.ground}
            </Notice>
          )}
          <Facts
            layout="row"
            items={facts.map(([label, value]) => ({
              label,
              value: <code className="font-mono text-sm break-all">{JSON.stringify(value)}</code>,
            }))}
          />
        </Section>
        <Section title={texts.leaf}>
          <Facts
            layout="row"
            items={[
              {
                label: texts.ix,
                value:
                  event.ix === null ? (
                    texts.unsealed
                  ) : (
                    <TextLink to={`/audit/leaves/${event.ix}`}>{format.number(event.ix)}</TextLink>
                  ),
              },
              ...(event.leafHash ? [{ label: texts.leafHash, value: <Hash value={event.leafHash} /> }] : []),
              { label: texts.bodyHash, value: <Hash value={event.bodyHash} /> },
              {
                label: texts.leafText,
                value: <code className="block font-mono text-sm break-all">{event.leaf}</code>,
              },
            ]}
          />
        </Section>
      </div>
    </>
  )
}
