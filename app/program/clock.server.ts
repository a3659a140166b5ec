import { publishDue } from './announcements/clock.server'
import { expireLetters, remindLetters } from './letters/clock.server'
import { closeCalls } from './honors/clock.server'
import { endListings } from './listing/clock.server'
import { remindResolutions } from './meetings/clock.server'
import { remindReports } from './reports/clock.server'
import { drawScorecards, releaseScorecards } from './scorecards/clock.server'
import { closeSurveys, remindSurveys } from './surveys/clock.server'
import { remindTrainings } from './trainings/clock.server'

/** What the clock moves in this room. */
export const clockMoves = [
  { name: 'program.publish-announcements', run: publishDue },
  { name: 'program.remind-resolutions', run: remindResolutions },
  { name: 'program.remind-reports', run: remindReports },
  { name: 'program.remind-trainings', run: remindTrainings },
  { name: 'program.expire-letters', run: expireLetters },
  { name: 'program.remind-letters', run: remindLetters },
  { name: 'program.end-listings', run: endListings },
  { name: 'program.remind-surveys', run: remindSurveys },
  { name: 'program.close-surveys', run: closeSurveys },
  { name: 'program.close-honor-calls', run: closeCalls },
  { name: 'program.draw-scorecards', run: drawScorecards },
  { name: 'program.release-scorecards', run: releaseScorecards },
]
