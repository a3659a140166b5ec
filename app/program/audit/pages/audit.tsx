import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Code } from '~/design/code'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { linkClass } from '~/design/text-link'
import { TextField } from '~/design/text-field'
import { findCheckpoint, logOrigin, sealedSize } from '~/kernel/log.server'
import { signingKeyId, signingPublicKey } from '~/kernel/signing.server'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listCheckpoints } from '../log.server'
import { AuditTabs } from '../parts/audit-tabs'
import { useAuditTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'program.audit' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const newest = await findCheckpoint(db)
  const key = { origin: logOrigin(), id: signingKeyId(), hex: signingPublicKey() }
  const list = await listCheckpoints(db, url.searchParams.get('after'))
  const size = (await sealedSize(db)).toString()
  return { ...list, size, key, newest: newest?.note ?? null, auditor: mayEnter('audit.read', actor) }
}

export default function Audit() {
  const { rows, next, size, key, newest, auditor } = useLoaderData<typeof loader>()
  const texts = useAuditTexts()
  const format = useFormat()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <AuditTabs auditor={auditor} />
      <div className="grid gap-8 lg:grid-cols-[1fr_18rem]">
        <div className="min-w-0">
          {newest && (
            <Section
              title={texts.newest}
              sentence={texts.newestLead}
              actions={
                <a className={linkClass} href="/audit/checkpoint" download>
                  {texts.download}
                </a>
              }
            >
              <Code block copy>
                {newest}
              </Code>
            </Section>
          )}
          <Section title={texts.checkpoints}>
            <Table
              caption={texts.checkpoints}
              rows={rows}
              rowKey={({ size }) => size}
              paging={{ after: next }}
              empty={<Empty icon="hash" title={texts.empty} why={texts.emptyWhy} />}
              columns={[
                {
                  key: 'size',
                  head: texts.size,
                  type: 'number',
                  cell: ({ size }) => (
                    <a className={linkClass} href={`/audit/checkpoints/${size}`}>
                      {format.number(BigInt(size))}
                    </a>
                  ),
                },
                {
                  key: 'root',
                  head: texts.root,
                  narrow: 'detail',
                  cell: ({ root }) => <Hash value={root} />,
                },
                { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => format.dateTime(at) },
              ]}
            />
          </Section>
        </div>
        <aside className="space-y-6">
          <Facts
            items={[
              { label: texts.sealed, value: <span className="figure">{format.number(BigInt(size))}</span> },
              { label: texts.origin, value: <code className="font-mono text-sm">{key.origin}</code> },
              { label: texts.keyId, value: <code className="font-mono text-sm">{key.id}</code> },
              { label: texts.key, value: <Hash value={key.hex} />, hint: texts.keyHint },
            ]}
          />
          <Form method="get" action="/audit/leaf" className="space-y-3">
            <TextField name="at" label={texts.leaf.find} hint={texts.leaf.findHint} inputMode="numeric" />
            <Button icon="search">{texts.leaf.go}</Button>
          </Form>
        </aside>
      </div>
    </>
  )
}
