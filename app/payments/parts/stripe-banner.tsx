import { Notice } from '~/design/notice'
import type { CardMode } from '../stripe/mode'
import { usePaymentsTexts } from './texts'

/** Says, wherever money could be meant, that none moves; nothing where it does. */
export function StripeBanner({ mode }: { mode: CardMode | null }) {
  const { banner } = usePaymentsTexts().online
  if (mode === null || mode === 'live') return null
  return (
    <Notice meaning="attention" title={banner[mode].title}>
      {banner[mode].why}
    </Notice>
  )
}
