/** More work is waiting than the machine takes; thrown anywhere behind the door, it is the answer. */
export class Overloaded extends Response {
  constructor() {
    super(null, { status: 503, headers: { 'retry-after': '2' } })
  }
}
