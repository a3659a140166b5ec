import type { mediationSupport as zh } from '../zh/mediation-support'
import type { Spoken } from '../speak'

export const mediationSupport: Spoken<typeof zh> = {
  support: {
    title: 'What support has read',
    lead: 'Somebody of the platform’s support reads the joint talks and the procedure for 60 minutes once the body’s head lets them; they write nothing. Caucuses, teams and notes are closed to them.',
    desk: 'Case support',
    deskLead:
      'When a party asks for help, say why and ask to read: joint talks and procedure alone, for 60 minutes, without writing. Both parties are told at once.',
    deskNone: 'You have not asked to read a case',
    deskNoneWhy: 'When a party asks you to help with a page of a case, ask below by its number.',
    none: 'Nobody of support has read this case',
    noneWhy: 'Whoever asks, is let and reads stands here.',
    who: 'Who asked',
    reason: 'Reason',
    askedAt: 'Asked',
    until: 'Reads until',
    state: 'State',
    states: { waiting: 'Waits for the head', reading: 'May read', over: 'Over', declined: 'Not let' },
    ask: 'Ask to read',
    askLead: 'The head of the body decides; asking, letting and ending stand in the case’s history.',
    readingUntil: 'To read only, until',
    waitingWhy: 'Once the body’s head lets you, it is open for 60 minutes.',
    overWhy: 'The time is over, or you were not let. Ask again if you need to.',
    emptyWhy: 'Nobody has written here yet.',
    reader: (who, until) =>
      `${who} of the platform’s support may read this until ${until}; the body’s head let them.`,
    moves: {
      grant: {
        verb: 'Let support read',
        title: 'Let support read this case?',
        what: [
          'For 60 minutes from now they read the joint talks and the procedure, and write nothing.',
          'Both sides and the mediator are told at once.',
        ],
        undo: 'You can end it earlier; what was read cannot be taken back.',
      },
      decline: {
        verb: 'Do not let them',
        title: 'Not let support read this case?',
        what: ['They see nothing of it.'],
        undo: 'They may ask again.',
      },
      end: {
        verb: 'End the reading',
        title: 'End the reading now?',
        what: ['Nothing is shown from then on.'],
        undo: 'It can be asked for again.',
      },
    },
  },
}
