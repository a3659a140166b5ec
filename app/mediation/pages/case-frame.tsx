import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Tabs } from '~/design/tabs'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { deedOf } from '../next-step'
import { CaseChip } from '../parts/case-chip'
import { useCaseTabs } from '../parts/case-tabs'
import { StepSentence } from '../parts/step-sentence'
import { useMediationTexts } from '../parts/texts'
import { findCase } from '../queries.server'
import { findStandingOf } from '../standing.server'

export const handle = page({ access: 'seat', title: 'mediation.show' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const its = found(await findCase(db, params.caseId!))
  const { id, number, state, roles, claimantName, claimantNameEn, respondentName, respondentNameEn } = its
  return {
    ...found(await findStandingOf(db, id)),
    its: { id, number, state, roles, claimantName, claimantNameEn, respondentName, respondentNameEn },
    now,
  }
}

/** What stands above every part of a case: the parties, where it stands, who acts until when, and the ways in. */
export default function CaseFrame() {
  const { its, standing, mediatorName, dueAt, now } = useLoaderData<typeof loader>()
  const texts = useMediationTexts()
  const named = useNamed()
  const next = deedOf(standing, its.roles)
  const there = next && `/cases/${its.id}${next.path && `/${next.path}`}`
  const { pathname } = useLocation()
  return (
    <>
      <PageHead
        trail={[{ label: texts.list.title, to: '/cases' }]}
        title={`${its.number} · ${named(its.claimantName, its.claimantNameEn)} – ${named(its.respondentName, its.respondentNameEn)}`}
        state={<CaseChip state={its.state} />}
        sentence={<StepSentence {...{ standing, mediatorName, dueAt, now }} roles={its.roles} />}
        primary={
          next &&
          there !== pathname && (
            // A part of the case has its own deed: there the next step stands beside it, not over it.
            <LinkButton to={there!} look={pathname === `/cases/${its.id}` ? 'primary' : 'secondary'}>
              {texts.deeds[next.deed]}
            </LinkButton>
          )
        }
      />
      <Tabs label={texts.tabs.label} tabs={useCaseTabs(its, standing.mediator === 'accepted')} />
      <div className="pt-5">
        <Outlet />
      </div>
    </>
  )
}
