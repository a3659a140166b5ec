/** More work is waiting than the machine takes; the door answers 503 with Retry-After. */
export class Overloaded extends Error {
  constructor(what: string) {
    super(`overloaded: ${what}`)
    this.name = 'Overloaded'
  }
}
