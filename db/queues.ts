/** What follows from an event, and where that goes which failed every time. */
export const reactions = 'reaction'
const deadLetters = 'reaction-dead'

/** The queues, in the order in which they are made. */
export const queues = [
  { name: deadLetters },
  {
    name: reactions,
    retryLimit: 5,
    retryBackoff: true,
    retryDelay: 1,
    deadLetter: deadLetters,
    heartbeatSeconds: 10,
  },
]
