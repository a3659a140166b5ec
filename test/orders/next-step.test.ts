import { expect, test } from 'vitest'
import { nextStep } from '~/orders/next-step'

const on = (day: number) => new Date(Date.UTC(2026, 10, day))
const order = { state: 'delivered' as const, total: 100n, canceled: 0n, received: 100n, confirmDue: on(1), payDue: on(2), deliverDue: on(3) } // oxfmt-ignore
const note = (day: number, waits = false, state = 'sent') => ({ state, acceptDue: on(day), waits })
const until = (...notes: ReturnType<typeof note>[]) => nextStep(order, [], notes, [])

test('the buyer decides until the earliest period ends that runs; a note that waits for a case has none', () => {
  expect(until(note(9), note(8), note(7, false, 'accepted'))).toEqual({ deed: 'decide', by: 'enterprise', until: on(8) }) // oxfmt-ignore
  expect(until(note(9), note(8, true))?.until).toEqual(on(9))
  expect(until(note(8, true))).toEqual({ deed: 'decide', by: 'enterprise', until: null })
})
