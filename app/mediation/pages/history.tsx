import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Section } from '~/design/section'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { listTaken } from '../bundle/writing.server'
import { CaseBundle } from '../parts/case-bundle'
import { CaseHistory } from '../parts/case-history'
import { useMediationTexts } from '../parts/texts'
import { findCase, listTrail } from '../queries.server'

export const handle = page({ access: 'seat', title: 'mediation.history' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const its = found(await findCase(db, params.caseId!))
  const { id, number } = its
  return { id, title: number, trail: await listTrail(db, id), taken: await listTaken(db, its) }
}

export default function History() {
  const { id, title, trail, taken } = useLoaderData<typeof loader>()
  const { history: texts } = useMediationTexts()
  return (
    <>
      <Section title={texts.title} count={trail.length} sentence={texts.lead}>
        <CaseHistory trail={trail} />
      </Section>
      {taken && <CaseBundle caseId={id} number={title} taken={taken} />}
    </>
  )
}
