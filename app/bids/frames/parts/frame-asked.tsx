import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { useBidTexts } from '../../parts/texts'

/** Where an author is asked to show what was sealed. */
export function FrameAsked({ roundId }: { roundId: string }) {
  const texts = useBidTexts().frames
  return (
    <div className="mb-6">
      <Notice
        meaning="attention"
        title={texts.toFrames}
        actions={<LinkButton to={`/rounds/${roundId}/frames`}>{texts.show}</LinkButton>}
      />
    </div>
  )
}
