/** What a visit goes through 听取汇报 / 查阅资料 / 上机检查 / 座谈交流, and what is ticked in each step. */
export const checklist = {
  report: ['responsibility', 'progress', 'problems'],
  documents: ['rules', 'ledgers', 'contracts', 'invoices'],
  machines: ['drawn', 'inventory', 'compared'],
  talk: ['users', 'feedback'],
} as const

export type StepName = keyof typeof checklist
export const stepNames = Object.keys(checklist) as StepName[]

export type StepRecord = { ticked: string[]; remark: string | null }
export type Steps = Partial<Record<StepName, StepRecord>>

/** The steps in which something of the checklist is still open. */
export const openSteps = (steps: Steps): StepName[] =>
  stepNames.filter((name) => checklist[name].some((point) => !steps[name]?.ticked.includes(point)))
