import { settingNames } from '../../app/env.server.ts'

/** All settings empty, which counts as absent: hides what a person's environment or .env says. */
export const bareSettings = Object.fromEntries(settingNames.map((name) => [name, '']))
