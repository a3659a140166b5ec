import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { linkClass, TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { useHistorySentence } from '~/texts/histories'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findCover, findLeaf } from '../log.server'
import { useAuditTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'program.auditLeaf' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const leaf = found(await findLeaf(db, params.index!))
  return { leaf, cover: await findCover(db, leaf.ix), auditor: mayEnter('audit.read', actor) }
}

export default function Leaf() {
  const { leaf, cover, auditor } = useLoaderData<typeof loader>()
  const { leaf: texts, title } = useAuditTexts()
  const format = useFormat()
  const sentence = useHistorySentence()
  return (
    <>
      <PageHead
        trail={[{ label: title, to: '/audit' }]}
        title={texts.title(format.number(leaf.ix))}
        sentence={texts.lead}
      />
      <div className="max-w-3xl space-y-6">
        {leaf.kind === null && (
          <Notice meaning="quiet" title={leaf.filler ? texts.filler : texts.closed}>
            {leaf.filler ? texts.fillerWhy : texts.closedWhy}
          </Notice>
        )}
        <Facts
          layout="row"
          items={[
            { label: texts.hash, value: <Hash value={leaf.hash} /> },
            ...(leaf.kind !== null
              ? [
                  { label: texts.what, value: sentence(leaf.kind) },
                  { label: texts.kind, value: <code className="font-mono text-sm">{leaf.kind}</code> },
                  { label: texts.at, value: <Moment at={leaf.at!} /> },
                  ...(leaf.roundId
                    ? [
                        {
                          label: texts.round,
                          value: (
                            <TextLink to={`/rounds/${leaf.roundId}/timeline`}>{leaf.roundNumber}</TextLink>
                          ),
                        },
                      ]
                    : []),
                  ...(leaf.scripts ? [{ label: texts.scripts, value: <Hash value={leaf.scripts} /> }] : []),
                ]
              : []),
            {
              label: texts.cover,
              value: cover ? (
                <a className={linkClass} href={`/audit/checkpoints/${cover.size}`}>
                  {format.number(BigInt(cover.size))}
                </a>
              ) : (
                texts.uncovered
              ),
            },
            ...(cover
              ? [
                  {
                    label: texts.proof,
                    value: (
                      <a className={linkClass} href={`/audit/proof?leaf=${leaf.ix}&size=${cover.size}`}>
                        {`proof?leaf=${leaf.ix}&size=${cover.size}`}
                      </a>
                    ),
                    hint: texts.proofHint,
                  },
                ]
              : []),
          ]}
        />
        {auditor && !leaf.filler && <TextLink to={`/audit/events?q=${leaf.ix}`}>{texts.openEvent}</TextLink>}
      </div>
    </>
  )
}
