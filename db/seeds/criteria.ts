import { saveDraft } from '../../app/rounds/criteria/commands.server.ts'
import type { CriteriaSet } from '../../app/rounds/qualifications/criteria.ts'
import { findCriteria } from '../../app/rounds/qualifications/queries.server.ts'
import type { Timeline } from './timeline.ts'

/** The office works on the next version of the criteria: faster answers to faults, and somebody in the city. */
export function planCriteria(story: Timeline) {
  story.plan(story.clock.past(1, 16), async () => {
    const { set } = await findCriteria(story.db)
    await saveDraft(story.db, await story.as('officer2'), valuesOf(set))
  })
}

const local = {
  code: '',
  text: {
    zh: '本市有服务人员，姓名与联系方式',
    en: 'Support staff in the city: names and how to reach them',
  },
  type: 'text' as const,
  evidence: false,
  least: null,
  most: null,
}

function valuesOf({ criteria }: CriteriaSet) {
  return {
    criteria: criteria.map(({ code, text, groups }) => ({
      code,
      text,
      groups: groups.map((group) => ({
        code: group.code,
        text: group.text,
        requirements: [
          ...group.requirements.map(({ least = null, most = null, ...one }) => ({
            ...one,
            least,
            most: one.code === 'response-hours' ? 8 : most,
            ...(one.code === 'response-hours' && {
              text: {
                zh: '故障响应时间，小时（不超过 8）',
                en: 'Response to faults, hours (8 at most)',
              },
            }),
          })),
          ...(group.code === 'support' ? [local] : []),
        ],
      })),
    })),
  }
}
