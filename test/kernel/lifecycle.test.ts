import { expect, test } from 'vitest'
import { lifecycle } from '~/kernel/lifecycle'

const door = lifecycle(['open', 'shut', 'locked'], {
  shut: { from: ['open'], to: 'shut', by: ['buyer', 'vendor'] },
  lock: { from: ['open', 'shut'], to: 'locked', by: ['vendor'] },
})

test('the moves one may make are those of the state and the role', () => {
  expect(door.movesFrom('open', 'vendor')).toEqual(['shut', 'lock'])
  expect(door.movesFrom('open', 'buyer')).toEqual(['shut'])
  expect(door.movesFrom('shut', 'buyer')).toEqual([])
  expect(door.movesFrom('locked', 'vendor')).toEqual([])
})
