import type { ReactNode } from 'react'
import { PageHead } from '~/design/page-head'
import { Stepper } from '~/design/stepper'
import { RoundChip } from './round-chip'
import { useRoundTitle } from './round-title'
import { useRoundsTexts } from './texts'

const steps = ['basics', 'lots', 'terms', 'timetable', 'openers', 'review'] as const
export type DraftStep = (typeof steps)[number]

export const draftPath = (roundId: string, step: DraftStep) =>
  `/rounds/${roundId}/draft${step === 'basics' ? '' : `/${step}`}`

type DraftFrameProps = {
  draft: { id: string; title: string; titleEn: string | null }
  step: DraftStep
  sentence: string
  primary?: ReactNode
  children: ReactNode
}

/** The steps of a draft around one of them; each is a page of its own, saved by itself. */
export function DraftFrame({ draft, step, sentence, primary, children }: DraftFrameProps) {
  const all = useRoundsTexts()
  const texts = all.wizard
  const titleOf = useRoundTitle()
  const present = steps.indexOf(step)
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/rounds?which=draft' },
          { label: titleOf(draft), to: `/rounds/${draft.id}` },
        ]}
        title={texts.steps[step]}
        state={<RoundChip state="draft" />}
        sentence={sentence}
        primary={primary}
      />
      <Stepper
        present={present}
        steps={steps.map((name, place) => ({
          label: texts.steps[name],
          to: draftPath(draft.id, name),
          done: place < present,
        }))}
      />
      {children}
    </>
  )
}

/** The step after this one, to which saving leads. */
export const nextStep = (step: DraftStep): DraftStep => steps[steps.indexOf(step) + 1] ?? step
