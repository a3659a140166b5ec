import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Fold } from '~/design/fold'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { StageRail } from '~/design/stage-rail'
import { nameIn } from '~/kernel/locale'
import { listDistricts } from '~/people/queries.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useInspectionTexts } from '../../parts/texts'
import { Codes } from '../parts/codes'
import { DrawChip } from '../parts/draw-chip'
import { Repeat } from '../parts/repeat'
import { Result } from '../parts/result'
import { drawnOf, findDraw, listReplacements } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'compliance.draw-published', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const draw = found(await findDraw(db, params.campaignId!))
  const { pool: _, strata: __, ...its } = draw
  const [replaced, districts] = [await listReplacements(db, its.id), await listDistricts(db)]
  const title = nameIn(actor.locale, its.title, its.titleEn)
  return { title, its, drawn: drawnOf(draw), replaced, districts, inside: actor.kind === 'agency' }
}

export default function PublishedDraw() {
  const { title, its, drawn, replaced, districts, inside } = useLoaderData<typeof loader>()
  const all = useInspectionTexts()
  const texts = all.published
  const format = useFormat()
  const at = [its.openedAt, its.framedAt, its.drawnAt, its.drawnAt]
  const present = at.findIndex((moment) => moment === null)
  return (
    <>
      <PageHead
        trail={
          inside
            ? [
                { label: texts.back, to: '/inspection-campaigns' },
                { label: title, to: `/inspection-campaigns/${its.id}` },
              ]
            : []
        }
        title={texts.of(title)}
        state={<DrawChip state={its.state} />}
        sentence={texts.lead}
      />
      <StageRail
        stages={texts.steps.map((label, place) => ({
          label,
          state: at[place] ? 'done' : place === present && its.state !== 'canceled' ? 'now' : 'next',
          ...(at[place] && { at: at[place] }),
        }))}
      />
      <Section title={texts.commitment} sentence={texts.commitmentWhat}>
        <Hash value={its.commitment} />
      </Section>
      <Section
        title={texts.frame}
        sentence={its.frameSha256 ? texts.frameWhat(format.number(its.ids.length)) : texts.frameNot}
      >
        {its.frameSha256 && (
          <>
            <Hash value={its.frameSha256} />
            <div className="mt-3">
              <Fold label={texts.frameList(format.number(its.ids.length))} when={its.ids.length > 12}>
                <Codes codes={its.ids} />
              </Fold>
            </div>
          </>
        )}
      </Section>
      <Section title={texts.secret} {...(its.secret === null && { sentence: texts.secretNot })}>
        {its.secret && <Hash value={its.secret} />}
      </Section>
      {its.seed && (
        <Section title={texts.seed} sentence={texts.seedWhat}>
          <Hash value={its.seed} />
        </Section>
      )}
      <Result its={its} drawn={drawn} replaced={replaced} districts={districts} />
      {its.secret && <Repeat id={its.id} />}
    </>
  )
}
