import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useOrdersTexts } from '../parts/texts'
import { findContractBehind } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'orders.verify' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, url } = await enter(args, handle)
  const asked = (params.hash ?? url.searchParams.get('hash') ?? '').replaceAll(/\s/g, '').toLowerCase()
  return { asked, contract: asked === '' ? null : ((await findContractBehind(db, asked)) ?? null) }
}

export default function Verify() {
  const { asked, contract } = useLoaderData<typeof loader>()
  const { verify: texts, contract: words } = useOrdersTexts()
  const format = useFormat()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Form method="get" action="/contracts/verify" className="max-w-2xl space-y-4">
        <TextField
          name="hash"
          label={texts.hash}
          defaultValue={asked}
          className="control font-mono"
          spellCheck={false}
          autoComplete="off"
        />
        <Button look="primary">{texts.submit}</Button>
      </Form>
      {asked !== '' && (
        <div className="mt-6 max-w-2xl space-y-4" role="status">
          {contract ? (
            <>
              <Notice meaning={contract.confirmedAt ? 'ok' : 'attention'} title={texts.known}>
                {texts.knownWhy}{' '}
                {contract.confirmedAt
                  ? texts.confirmedAt(format.dateTime(contract.confirmedAt))
                  : texts.unconfirmed}
              </Notice>
              <Facts
                layout="row"
                items={[
                  { label: words.title, value: texts.kinds[contract.kind] },
                  { label: words.number, value: <span className="figure">{contract.number}</span> },
                  { label: words.version, value: contract.version },
                  { label: texts.made, value: <Moment at={contract.madeAt} /> },
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
    </>
  )
}
