import { Deadline } from '~/design/deadline'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import type { Ceremony } from '../../ceremony.server'
import { useBidTexts } from '../../parts/texts'

type MissingOpenersProps = { extended: boolean; asked: Ceremony['asked']; now: Date }

/** What was done since a stage cannot be ended with keys: a longer window, and authors who show their frames. */
export function MissingOpeners({ extended, asked, now }: MissingOpenersProps) {
  const texts = useBidTexts().frames
  const format = useFormat()
  if (!extended && !asked) return null
  return (
    <div className="mb-6">
      <Notice meaning="attention" title={asked ? texts.asked : texts.extended}>
        {asked && (
          <>
            {texts.askedOf(format.number(asked.shown), format.number(asked.asked))} · {texts.until}{' '}
            <Deadline at={asked.dueAt} now={now} />
          </>
        )}
      </Notice>
    </div>
  )
}
