import type { Role } from './role'

type Move<State> = { from: readonly State[]; to: State; by: readonly Role[] }

/** A lifecycle is plain data: the states a thing can be in, and who may move it where. */
export function lifecycle<const State extends string, const Name extends string>(
  states: readonly [State, ...State[]],
  moves: Record<Name, Move<NoInfer<State>>>,
) {
  const names = Object.keys(moves) as Name[]
  const allows = (name: Name, state: State, role: Role) =>
    moves[name].from.includes(state) && moves[name].by.includes(role)
  return {
    states,
    moves,
    movesFrom: (state: State, role: Role) => names.filter((name) => allows(name, state, role)),
  }
}
