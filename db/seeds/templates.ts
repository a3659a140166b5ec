import { saveTemplate } from '../../app/rounds/templates/commands.server.ts'
import { roundId } from './rounds.ts'
import { later, type Timeline } from './timeline.ts'

/** What the office keeps to begin rounds from: once saved again, after a later round had gone better. */
const saved = [
  { round: 'office-1', daysAgo: 90, name: '办公软件集中采购', nameEn: 'Office software' },
  { round: 'hosts-1', daysAgo: 40, name: '综合评分采购', nameEn: 'Purchases with scored quality' },
  { round: 'office-2', daysAgo: 12, name: '办公软件集中采购', nameEn: 'Office software', next: 2 },
]

export function planTemplates(story: Timeline) {
  for (const { round, daysAgo, ...values } of saved)
    story.plan(later(story.clock.hours(-24 * daysAgo), 0, 11), async () =>
      saveTemplate(story.db, await story.as('officer'), roundId(round), values),
    )
}
