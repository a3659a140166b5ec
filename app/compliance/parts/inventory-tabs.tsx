import { Tabs } from '~/design/tabs'
import { useInventoryTexts } from './texts'

/** Computers and the queue of unrecognized titles: the two halves of one's inventory; only who manages it works at the queue. */
export function InventoryTabs({ open, manages }: { open: number; manages: boolean }) {
  const texts = useInventoryTexts()
  if (!manages) return null
  return (
    <Tabs
      label={texts.title}
      tabs={[
        { to: '/inventory', label: texts.tabs.computers, end: true },
        { to: '/inventory/queue', label: texts.tabs.queue, count: open },
      ]}
    />
  )
}
