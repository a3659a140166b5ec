import { createContext, useContext } from 'react'

/** The import map of the scripts that seal; known on the server only, and read by the browser before any script. */
export const IntegrityContext = createContext('{}')
export const useIntegrity = () => useContext(IntegrityContext)
