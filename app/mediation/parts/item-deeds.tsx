import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, typed, problemOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { KeyField } from '~/web/key-field'
import type { EvidenceItem } from '../evidence/reading.server'
import { isClosed } from '../lifecycle'
import { HashedFile } from './hashed-file'
import { useMediationTexts } from './texts'

type ItemDeedsProps = Pick<EvidenceItem, 'its' | 'item' | 'side'> & { answer: Answer | undefined }

/** Whoever brought an item adds a version or withdraws it. */
export function ItemDeeds({ its, item, side, answer }: ItemDeedsProps) {
  const { evidence: texts } = useMediationTexts()
  const mine = side ?? (its.roles.includes('expert') ? 'expert' : null)
  const own = mine !== null && item.bySide === mine && item.kind !== 'platform_record'
  if (!own || item.withdrawnAt || isClosed(its.state)) return null
  return (
    <Section title={texts.newVersion}>
      <Form method="post" encType="multipart/form-data" className="max-w-2xl space-y-4">
        <KeyField />
        <input type="hidden" name="move" value="version" />
        <HashedFile error={answer?.values.move === 'version' ? problemOf(answer, 'file') : undefined} />
        <Button>{texts.newVersion}</Button>
      </Form>
      <div className="mt-6">
        <ConfirmMove
          move="withdraw"
          verb={texts.withdraw}
          look="danger"
          title={texts.withdrawTitle}
          consequences={[...texts.withdrawWhat]}
          undo={{ possible: false, words: texts.withdrawUndo }}
          answer={answer}
        >
          <TextArea {...typed(answer, 'reason')} label={texts.reason} />
        </ConfirmMove>
      </div>
    </Section>
  )
}
