import { useFormat } from '~/design/format'
import { startOf } from '~/kernel/workdays'
import { useVocabulary } from '~/texts/vocabulary'
import { useLicensesTexts } from '../../parts/texts'

type Rights = {
  quantity: number | null
  metric: string
  endsOn: string | null
  release: string | null
  maintenanceUntil: string | null
  rights: { downgradeFrom?: string | null; upgrade?: string; devicesPerUser?: number }
}

/** What may be done under a right, as one sentence: how many, until when, which releases. */
export function RightsSentence({ its }: { its: Rights }) {
  const texts = useLicensesTexts().rights
  const words = useVocabulary()
  const format = useFormat()
  const { rights, release } = its
  const metric = (words.metrics as Record<string, string>)[its.metric] ?? its.metric
  const parts = [
    its.quantity === null ? texts.site : texts.units(format.number(its.quantity), metric),
    its.endsOn ? texts.until(format.date(startOf(its.endsOn))) : texts.forever,
    release === null || rights.upgrade === 'any'
      ? texts.anyRelease
      : rights.upgrade === 'maintenance' && its.maintenanceUntil
        ? texts.maintained(format.date(startOf(its.maintenanceUntil)))
        : null,
    rights.downgradeFrom ? texts.downgrade(rights.downgradeFrom) : null,
    (rights.devicesPerUser ?? 1) > 1 ? texts.devices(rights.devicesPerUser!) : null,
  ]
  return <>{parts.filter(Boolean).join(texts.and)}</>
}
