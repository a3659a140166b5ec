import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { useAwardTexts } from '../../parts/texts'
import type { ListedInquiry } from '../queries.server'

/** On the page of a bid: that its price is asked about, and the way to answer. */
export function InquiryNotice({
  inquiry: { bidId, state },
}: {
  inquiry: Pick<ListedInquiry, 'bidId' | 'state'>
}) {
  const texts = useAwardTexts().inquiry
  const isAsked = state === 'asked'
  return (
    <div className="mb-6">
      <Notice
        meaning={isAsked ? 'attention' : 'info'}
        title={isAsked ? texts.notice : texts.noticeDone}
        actions={
          <LinkButton to={`/bids/${bidId}/inquiry`} look={isAsked ? 'primary' : 'secondary'} size="small">
            {isAsked ? texts.open : texts.see}
          </LinkButton>
        }
      >
        {texts.sentence[state]}
      </Notice>
    </div>
  )
}
